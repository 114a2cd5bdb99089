package org.opennrm.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/**
 * What to measure: {@code rate} needs a second for {@code seconds}, after {@code warmUp} seconds of
 * the same that do not count. Everything that is drawn at random follows from {@code seed}.
 */
record Options(
    int rate,
    int seconds,
    int warmUp,
    long seed,
    int filesRate,
    Spacing spacing,
    Services services) {

  static final Options USUAL = new Options(50, 30, 15, 1, 20, Spacing.RANDOM, Services.RUNNING);

  /** The most cases that one run may prepare; each is a whole file in the demo's databases. */
  private static final int MOST_NEEDS = 200_000;

  /** How calls lie in time: as independent people would make them, or like clockwork. */
  enum Spacing {
    RANDOM,
    EVEN
  }

  /** Which services to measure: as they run, or started anew with flags for measuring. */
  enum Services {
    RUNNING,
    MEASURING
  }

  static String help() {
    return """
    ./nrm bench: how fast and how surely the running system answers. Start it first with ./nrm up.

      --rate 50          needs a second
      --seconds 30       how long to measure
      --warm-up 15       seconds of the same load before that, which do not count
      --seed 1           draws the moments and the (invented) people; the same seed, the same load
      --files-rate 20    referrals a second while the cases are prepared; this is where their answer time is taken
      --arrivals random  random: exactly that many calls at independent moments; even: like clockwork
      --services running running: as they are; measuring: with both compilers and 512 MB, started anew unless they
                         run so; they stay so until the next ./nrm up
      --help             this page

    Exit code 0: measured, and nothing lost, invented or doubled. 1: something was. 2: nothing could be measured.
    deploy/bench/README.md tells how to read the figures.
    """;
  }

  static boolean askForHelp(String... arguments) {
    return Arrays.asList(arguments).contains("--help") || Arrays.asList(arguments).contains("-h");
  }

  static Options parse(String... arguments) {
    Options options = USUAL;
    Iterator<String> words = List.of(arguments).iterator();
    while (words.hasNext()) {
      String name = words.next();
      if (!name.startsWith("--")) {
        throw new Trouble("\"" + name + "\" is no option; --help lists them.");
      }
      String value = words.hasNext() ? words.next() : "";
      options = options.with(name, value);
    }
    if ((long) options.rate * (options.seconds + options.warmUp) > MOST_NEEDS) {
      throw new Trouble("That would be more than " + MOST_NEEDS + " needs; ask for fewer.");
    }
    return options;
  }

  private Options with(String name, String value) {
    return switch (name) {
      case "--rate" ->
          new Options(
              number(name, value, 1, 5_000), seconds, warmUp, seed, filesRate, spacing, services);
      case "--seconds" ->
          new Options(
              rate, number(name, value, 1, 86_400), warmUp, seed, filesRate, spacing, services);
      case "--warm-up" ->
          new Options(
              rate, seconds, number(name, value, 0, 3_600), seed, filesRate, spacing, services);
      case "--seed" ->
          new Options(rate, seconds, warmUp, anyNumber(name, value), filesRate, spacing, services);
      case "--files-rate" ->
          new Options(rate, seconds, warmUp, seed, number(name, value, 1, 500), spacing, services);
      case "--arrivals" ->
          new Options(
              rate, seconds, warmUp, seed, filesRate, one(name, value, Spacing.class), services);
      case "--services" ->
          new Options(
              rate, seconds, warmUp, seed, filesRate, spacing, one(name, value, Services.class));
      default -> throw new Trouble("There is no option " + name + "; --help lists them.");
    };
  }

  private static int number(String name, String value, int least, int most) {
    long number = anyNumber(name, value);
    if (number < least || number > most) {
      throw new Trouble(
          "%s is a number from %d to %d, not %d.".formatted(name, least, most, number));
    }
    return (int) number;
  }

  private static long anyNumber(String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException _) {
      throw new Trouble("%s is a whole number, not \"%s\".".formatted(name, value));
    }
  }

  private static <E extends Enum<E>> E one(String name, String value, Class<E> of) {
    for (E each : of.getEnumConstants()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(value)) {
        return each;
      }
    }
    List<String> known =
        Arrays.stream(of.getEnumConstants())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .toList();
    throw new Trouble("%s is %s, not \"%s\".".formatted(name, String.join(" or ", known), value));
  }

  /** Cases that the needs of warm-up and measurement take, one each. */
  int cases() {
    return rate * (warmUp + seconds);
  }

  int warmUpNeeds() {
    return rate * warmUp;
  }

  Duration measured() {
    return Duration.ofSeconds(seconds);
  }

  /**
   * When each need is meant to be stated: the warm-up's, then without a pause the measured ones.
   */
  Arrivals needs() {
    return arrivals(rate, Duration.ofSeconds(warmUp), 1).then(arrivals(rate, measured(), 2));
  }

  /** When each of so many files is meant to be opened; {@code round} draws other moments. */
  Arrivals files(int count, int round) {
    Duration length = Duration.ofNanos(1_000_000_000L * count / filesRate);
    return switch (spacing) {
      case EVEN -> Arrivals.even(count, length);
      case RANDOM -> Arrivals.random(count, length, Seeded.stream(seed, "files", round));
    };
  }

  private Arrivals arrivals(int perSecond, Duration length, int phase) {
    int count = Math.toIntExact(perSecond * length.toSeconds());
    return switch (spacing) {
      case EVEN -> Arrivals.even(count, length);
      case RANDOM -> Arrivals.random(count, length, Seeded.stream(seed, "needs", phase));
    };
  }
}
