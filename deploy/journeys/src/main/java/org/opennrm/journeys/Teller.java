package org.opennrm.journeys;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tells the story hop by hop: who did what, what came of it, and how long it took. */
public final class Teller {

  private final PrintStream out;
  private int hop;

  public Teller(PrintStream out) {
    this.out = out;
  }

  void chapter(String title) {
    out.println();
    out.println(title);
  }

  /** One hop; its result is told by {@code told}, its duration is measured here. */
  <T> T hop(String who, String does, Supplier<T> act, Function<T, String> told) {
    var start = System.nanoTime();
    var result = act.get();
    line(who, does, (System.nanoTime() - start) / 1e6, told.apply(result));
    return result;
  }

  private void line(String who, String does, double millis, String came) {
    hop++;
    out.println(
        String.format(
            Locale.ROOT, "%3d  %8.1f ms  %-24s %s%n%40s-> %s", hop, millis, who, does, "", came));
  }
}
