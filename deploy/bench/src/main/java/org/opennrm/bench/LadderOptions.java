package org.opennrm.bench;

import java.util.Map;

/**
 * Rising rates to the knee, then {@code times} that for {@code overload} seconds.
 *
 * @param from cases a second to begin with, then {@code step} per cent more each time
 * @param knee known already, or 0
 * @param heat seconds of load at {@code heatRate} before anything is measured
 */
record LadderOptions(
    Mix mix,
    int from,
    int step,
    int most,
    int seconds,
    int warmUp,
    int times,
    int overload,
    int knee,
    int heat,
    int heatRate,
    long seed,
    Options.Services services) {

  private static final Map<String, String> USUALLY =
      Map.ofEntries(
          Map.entry("--mix", "everyday"),
          Map.entry("--from", "5"),
          Map.entry("--step", "50"),
          Map.entry("--most", "500"),
          Map.entry("--seconds", "20"),
          Map.entry("--warm-up", "10"),
          Map.entry("--times", "5"),
          Map.entry("--overload", "20"),
          Map.entry("--knee", "0"),
          Map.entry("--heat", "0"),
          Map.entry("--heat-rate", "15"),
          Map.entry("--seed", "1"),
          Map.entry("--services", "running"));

  static LadderOptions parse(String... arguments) {
    Words words = Words.of(USUALLY, arguments);
    return new LadderOptions(
        words.one("--mix", Mix.class),
        words.number("--from", 1, 5_000),
        words.number("--step", 5, 400),
        words.number("--most", 1, 5_000),
        words.number("--seconds", 1, 3_600),
        words.number("--warm-up", 0, 3_600),
        words.number("--times", 0, 20),
        words.number("--overload", 1, 3_600),
        words.number("--knee", 0, 5_000),
        words.number("--heat", 0, 7_200),
        words.number("--heat-rate", 1, 500),
        words.anyNumber("--seed"),
        words.one("--services", Options.Services.class));
  }

  /** A load of its own. */
  Options load(int rate, int howLong, int warmUpBefore) {
    return new Options(rate, howLong, warmUpBefore, seed, rate, Options.Spacing.RANDOM, services);
  }
}
