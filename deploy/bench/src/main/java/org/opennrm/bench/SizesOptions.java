package org.opennrm.bench;

import java.util.List;
import java.util.Map;

/**
 * Measures with so many {@code closed} cases in the databases, one size after the other.
 *
 * @param heat seconds of the same load before anything is measured; 0: none
 * @param looks how often each page and figure is asked for
 * @param here whether the usual installation may be filled
 */
record SizesOptions(
    List<Integer> closed,
    int rate,
    int seconds,
    int warmUp,
    int heat,
    int looks,
    boolean here,
    long seed,
    Options.Services services) {

  private static final Map<String, String> USUALLY =
      Map.of(
          "--closed", "1000,100000,1000000",
          "--rate", "3",
          "--seconds", "40",
          "--warm-up", "10",
          "--heat", "240",
          "--looks", "40",
          "--here", "no",
          "--seed", "1",
          "--services", "running");

  private enum Answer {
    YES,
    NO
  }

  static SizesOptions parse(String... arguments) {
    Words words = Words.of(USUALLY, arguments);
    SizesOptions options =
        new SizesOptions(
            words.numbers("--closed", 0, 5_000_000),
            words.number("--rate", 1, 500),
            words.number("--seconds", 1, 3_600),
            words.number("--warm-up", 0, 3_600),
            words.number("--heat", 0, 7_200),
            words.number("--looks", 1, 10_000),
            words.one("--here", Answer.class) == Answer.YES,
            words.anyNumber("--seed"),
            words.one("--services", Options.Services.class));
    if (!options.closed.stream().sorted().toList().equals(options.closed)) {
      throw new Trouble("--closed names sizes in rising order: cases are added, never taken away.");
    }
    return options;
  }

  Options load() {
    return load(seconds, warmUp);
  }

  Options load(int lasting, int after) {
    return new Options(rate, lasting, after, seed, rate, Options.Spacing.RANDOM, services);
  }
}
