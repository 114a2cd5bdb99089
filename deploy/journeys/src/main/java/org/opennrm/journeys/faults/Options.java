package org.opennrm.journeys.faults;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opennrm.bench.Trouble;
import org.opennrm.bench.Words;

/**
 * What to try: each of the faults once and so many cycles of sudden death, then at random until the
 * time is over.
 *
 * @param atLeast for how long to go on
 * @param atMost after how long nothing new is tried
 * @param rate people a second
 * @param brokerAway how long {@code broker-down} lasts
 */
record Options(
    int cycles,
    Duration atLeast,
    Duration atMost,
    long seed,
    List<KnownFault> only,
    int rate,
    Duration brokerAway) {

  private static final int A_YEAR = 365 * 24 * 60;

  private static final Map<String, String> USUALLY =
      Map.of(
          "--cycles", "9",
          "--minutes", "0",
          "--at-most", Integer.toString(A_YEAR),
          "--seed", "1",
          "--only", names(each -> true),
          "--rate", "2",
          "--broker-away", "45");

  /** What every run of the tests tries. */
  static final Options SHORT =
      parse("--cycles", "4", "--only", names(KnownFault::isInTheShortForm));

  static String help() {
    return """
    ./nrm test --faults: breaks parts of a system of its own under load, heals them and checks that nothing is lost.

      --cycles 9         how often a service is killed and started again
      --minutes 0        go on with faults at random until so much time is over
      --at-most 90       end after so many minutes, whatever is left to try; without it, when all is tried
      --seed 1           everything that is drawn follows from it
      --only a,b         these faults alone: %s
      --rate 2           new people a second
      --broker-away 45   for how many seconds broker-down keeps the broker away
      --help             this page

    Exit code 0: every rule held. 1: one was broken; it is named. 2: nothing could be tried.
    """
        .formatted(names(each -> true).replace(",", ", "));
  }

  static Options parse(String... arguments) {
    var words = Words.of(USUALLY, arguments);
    return new Options(
        words.number("--cycles", 0, 100_000),
        Duration.ofMinutes(words.number("--minutes", 0, A_YEAR)),
        Duration.ofMinutes(words.number("--at-most", 0, A_YEAR)),
        words.anyNumber("--seed"),
        faults(words.text("--only")),
        words.number("--rate", 1, 1_000),
        Duration.ofSeconds(words.number("--broker-away", 1, 86_400)));
  }

  private static String names(Predicate<KnownFault> which) {
    return Stream.of(KnownFault.values())
        .filter(which)
        .map(KnownFault::toString)
        .collect(Collectors.joining(","));
  }

  private static List<KnownFault> faults(String names) {
    try {
      return Stream.of(names.split(",", -1)).map(String::strip).map(KnownFault::called).toList();
    } catch (IllegalArgumentException e) {
      throw new Trouble("There is no fault " + e.getMessage() + "; --help lists them.", e);
    }
  }
}
