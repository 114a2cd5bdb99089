package org.opennrm.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

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

  private static final Map<String, String> USUALLY =
      Map.of(
          "--rate", "50",
          "--seconds", "30",
          "--warm-up", "15",
          "--seed", "1",
          "--files-rate", "20",
          "--arrivals", "random",
          "--services", "running");

  static final Options USUAL = parse();

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
    ./nrm bench [options]          needs at one rate, on their way into the shelter's database
    ./nrm bench ladder [options]   cases at rising rates to the knee, then an overload and its drain
    ./nrm bench sizes [options]    the same with ever more closed cases in the databases
    ./nrm bench floors [options]   beside what PostgreSQL and Kafka can do alone

    How fast and how surely the running system answers. Start it first with ./nrm up. Needs at one rate:

      --rate 50          needs a second
      --seconds 30       how long to measure
      --warm-up 15       seconds of the same load before that, which do not count
      --seed 1           draws the moments and the (invented) people; the same seed, the same load
      --files-rate 20    referrals a second while the cases are prepared; this is where their answer time is taken
      --arrivals random  random: exactly that many calls at independent moments; even: like clockwork
      --services running running: as they are; measuring: with both compilers and 512 MB, started anew unless they
                         run so; they stay so until the next ./nrm up
      --help             this page

    ladder:
      --mix everyday     everyday: cases from the border to their end, and the lists that people look into;
                         referrals: nothing but referrals
      --from 5           cases a second to begin with
      --step 50          so many per cent more each time
      --most 500         and never more than that
      --seconds 20       how long to measure at each rate, after --warm-up 10
      --times 5          the overload, in knees; 0: none
      --overload 20      seconds of it
      --knee 0           known already: straight to the overload
      --heat 0           seconds of load beforehand, for the compilers; a quarter of an hour is not too much
      --heat-rate 15     cases a second meanwhile
      --seed, --services as above

    sizes:
      --closed 1000,100000,1000000
                         closed cases to have in the databases, in rising order
      --rate 3           cases a second while it is measured at each size, everyday mix
      --seconds 40, --warm-up 10
      --heat 240         seconds of the same load before the first size, for the compilers
      --looks 40         how often each page and figure is asked for
      --here no          yes: write them into the usual installation, where they stay
      --seed, --services as above

    floors:
      --rounds 3         how often each is measured, in turn
      --seconds 10       how long each time
      --connections 16   of pgbench, and callers at the door
      --record-bytes 0   size of Kafka's records; 0: as large as ours are on average
      --refresh no       yes: first trace one referral again and write floors/*.sql
      --heat 0, --heat-rate 15, --seed, --services as above

    Exit code 0: measured, and nothing lost, invented or doubled. 1: something was. 2: nothing could be measured.
    deploy/bench/README.md tells how to read the figures.
    """;
  }

  static boolean askForHelp(String... arguments) {
    return Arrays.asList(arguments).contains("--help") || Arrays.asList(arguments).contains("-h");
  }

  static Options parse(String... arguments) {
    Words words = Words.of(USUALLY, arguments);
    Options options =
        new Options(
            words.number("--rate", 1, 5_000),
            words.number("--seconds", 1, 86_400),
            words.number("--warm-up", 0, 3_600),
            words.anyNumber("--seed"),
            words.number("--files-rate", 1, 500),
            words.one("--arrivals", Spacing.class),
            words.one("--services", Services.class));
    if ((long) options.rate * (options.seconds + options.warmUp) > MOST_NEEDS) {
      throw new Trouble("That would be more than " + MOST_NEEDS + " needs; ask for fewer.");
    }
    return options;
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
