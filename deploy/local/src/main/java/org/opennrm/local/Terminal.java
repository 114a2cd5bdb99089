package org.opennrm.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * One line per thing that happens, each with the seconds since the command began. Lines of several
 * threads never mix.
 */
final class Terminal {

  private final PrintStream out;
  private final long began = System.nanoTime();

  Terminal(PrintStream out) {
    this.out = out;
  }

  synchronized void step(String what, String text) {
    out.printf(Locale.ROOT, "%7s  %-16s %s%n", seconds(sinceBeginning()), what, text);
  }

  synchronized void line(String text) {
    out.println(text);
  }

  Duration sinceBeginning() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
