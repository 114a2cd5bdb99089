package org.opennrm.bench;

import java.io.PrintStream;
import java.util.Locale;

/** What every phase of one run shares. {@code id} marks everything that the run creates. */
final class Run {

  private static final long SECOND = 1_000_000_000L;
  private static final long BETWEEN_LINES = 10 * SECOND;

  private final Options options;
  private final String id;
  private final Door door;
  private final PrintStream out;
  private final Tally errors = new Tally();
  private final long began = System.nanoTime();
  private long lastProgress = began;

  Run(Options options, String id, Door door, PrintStream out) {
    this.options = options;
    this.id = id;
    this.door = door;
    this.out = out;
  }

  Options options() {
    return options;
  }

  String id() {
    return id;
  }

  Door door() {
    return door;
  }

  Tally errors() {
    return errors;
  }

  /** The person of a case: the same in every run with this seed. */
  InventedPerson person(int number) {
    return InventedPerson.draw(Seeded.stream(options.seed(), "person", number));
  }

  synchronized void step(String what, String text) {
    out.printf(Locale.ROOT, "%5d s  %-10s %s%n", (System.nanoTime() - began) / SECOND, what, text);
  }

  /** A line once in a while. */
  synchronized void progress(String what, int done, String rest) {
    if (System.nanoTime() - lastProgress > BETWEEN_LINES) {
      lastProgress = System.nanoTime();
      step(what, done + " " + rest);
    }
  }
}
