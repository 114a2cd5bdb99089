package org.opennrm.journeys.faults;

import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.opennrm.bench.Trouble;

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

  private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(365);
  private static final Duration BROKER_AWAY = Duration.ofSeconds(45);

  static final Options USUAL =
      new Options(
          9, Duration.ZERO, AS_LONG_AS_IT_TAKES, 1, List.of(KnownFault.values()), 2, BROKER_AWAY);

  /** What every run of the tests tries. */
  static final Options SHORT =
      new Options(
          4,
          Duration.ZERO,
          AS_LONG_AS_IT_TAKES,
          1,
          Arrays.stream(KnownFault.values()).filter(KnownFault::isInTheShortForm).toList(),
          2,
          BROKER_AWAY);

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
        .formatted(
            String.join(", ", Stream.of(KnownFault.values()).map(KnownFault::toString).toList()));
  }

  static Options parse(String... arguments) {
    var options = USUAL;
    Iterator<String> words = List.of(arguments).iterator();
    while (words.hasNext()) {
      var name = words.next();
      options = options.with(name, words.hasNext() ? words.next() : "");
    }
    return options;
  }

  private Options with(String name, String value) {
    return switch (name) {
      case "--cycles" ->
          new Options(number(name, value), atLeast, atMost, seed, only, rate, brokerAway);
      case "--minutes" ->
          new Options(cycles, minutes(name, value), atMost, seed, only, rate, brokerAway);
      case "--at-most" ->
          new Options(cycles, atLeast, minutes(name, value), seed, only, rate, brokerAway);
      case "--seed" ->
          new Options(cycles, atLeast, atMost, number(name, value), only, rate, brokerAway);
      case "--only" -> new Options(cycles, atLeast, atMost, seed, faults(value), rate, brokerAway);
      case "--rate" ->
          new Options(
              cycles, atLeast, atMost, seed, only, Math.max(1, number(name, value)), brokerAway);
      case "--broker-away" ->
          new Options(
              cycles, atLeast, atMost, seed, only, rate, Duration.ofSeconds(number(name, value)));
      default -> throw new Trouble("There is no option " + name + "; --help lists them.");
    };
  }

  private static List<KnownFault> faults(String names) {
    try {
      return Stream.of(names.split(",", -1)).map(String::strip).map(KnownFault::called).toList();
    } catch (IllegalArgumentException e) {
      throw new Trouble("There is no fault " + e.getMessage() + "; --help lists them.", e);
    }
  }

  private static Duration minutes(String name, String value) {
    return Duration.ofMinutes(number(name, value));
  }

  private static int number(String name, String value) {
    try {
      return Integer.parseUnsignedInt(value);
    } catch (NumberFormatException e) {
      throw new Trouble("%s is a whole number, not \"%s\".".formatted(name, value), e);
    }
  }
}
