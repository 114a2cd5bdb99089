package org.opennrm.bench;

import java.util.Map;

/**
 * Measures the road and what it stands on, in turn.
 *
 * @param connections of pgbench, and callers at the door
 * @param recordBytes of Kafka's records; 0: as large as ours are on average
 * @param refresh whether to trace one referral anew first
 */
record FloorsOptions(
    int rounds,
    int seconds,
    int connections,
    int recordBytes,
    boolean refresh,
    int heat,
    int heatRate,
    long seed,
    Options.Services services) {

  private static final Map<String, String> USUALLY =
      Map.of(
          "--rounds", "3",
          "--seconds", "10",
          "--connections", "16",
          "--record-bytes", "0",
          "--refresh", "no",
          "--heat", "0",
          "--heat-rate", "15",
          "--seed", "1",
          "--services", "running");

  private enum Answer {
    YES,
    NO
  }

  static FloorsOptions parse(String... arguments) {
    Words words = Words.of(USUALLY, arguments);
    return new FloorsOptions(
        words.number("--rounds", 1, 50),
        words.number("--seconds", 1, 600),
        words.number("--connections", 1, 100),
        words.number("--record-bytes", 0, 1_000_000),
        words.one("--refresh", Answer.class) == Answer.YES,
        words.number("--heat", 0, 7_200),
        words.number("--heat-rate", 1, 500),
        words.anyNumber("--seed"),
        words.one("--services", Options.Services.class));
  }

  Options load(int rate, int howLong) {
    return new Options(rate, howLong, 0, seed, rate, Options.Spacing.RANDOM, services);
  }
}
