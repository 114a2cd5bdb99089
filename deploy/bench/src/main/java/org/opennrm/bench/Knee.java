package org.opennrm.bench;

import java.util.List;
import java.util.OptionalInt;

/**
 * The highest rate that the system keeps up with: what comes in goes out, no backlog grows, and the
 * whole road takes less than a second for all but one in a hundred.
 */
final class Knee {

  private static final double LONGEST_MILLIS = 1_000;
  private static final double LEAST_DONE = 0.95;
  private static final int NEAR_ENOUGH_PERCENT = 12;
  private static final int PERCENT = 100;

  private Knee() {}

  /**
   * What one rate showed.
   *
   * @param road milliseconds of the whole road, 99th percentile
   * @param behind how many had not arrived when the load ended
   */
  record Rung(int rate, double inLedgerPerSecond, double road, long behind) {

    static Rung of(LoadFigures figures) {
      return new Rung(
          figures.rate(),
          figures.inLedgerPerSecond(),
          figures.requestToLedger().p99(),
          figures.behind());
    }

    /** A second's worth may be on its way at any moment. */
    boolean holds() {
      return road <= LONGEST_MILLIS
          && behind <= Math.max(rate, 5)
          && inLedgerPerSecond >= LEAST_DONE * rate;
    }
  }

  /** The highest rate below every one that did not hold; none where not even the first did. */
  static OptionalInt of(List<Rung> rungs) {
    int failed = lowestFailed(rungs);
    return rungs.stream()
        .filter(Rung::holds)
        .mapToInt(Rung::rate)
        .filter(rate -> rate < failed)
        .max();
  }

  /**
   * Which rate to try next: upwards until one does not hold, downwards until one does, then between
   * the two; none once they are near enough.
   */
  static OptionalInt next(List<Rung> rungs, int from, int stepPercent, int most) {
    if (rungs.isEmpty()) {
      return OptionalInt.of(from);
    }
    OptionalInt knee = of(rungs);
    int failed = lowestFailed(rungs);
    if (knee.isEmpty()) {
      return failed > 1 ? OptionalInt.of(failed / 2) : OptionalInt.empty();
    }
    int held = knee.getAsInt();
    if (failed == Integer.MAX_VALUE) {
      int higher = Math.min(most, Math.max(held + 1, held * (PERCENT + stepPercent) / PERCENT));
      return higher > held ? OptionalInt.of(higher) : OptionalInt.empty();
    }
    boolean near = (failed - held) * PERCENT <= held * NEAR_ENOUGH_PERCENT || failed - held < 2;
    return near ? OptionalInt.empty() : OptionalInt.of((held + failed) / 2);
  }

  private static int lowestFailed(List<Rung> rungs) {
    return rungs.stream()
        .filter(rung -> !rung.holds())
        .mapToInt(Rung::rate)
        .min()
        .orElse(Integer.MAX_VALUE);
  }
}
