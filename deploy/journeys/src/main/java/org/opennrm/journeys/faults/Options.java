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
 * @param rate people a second
 */
record Options(int cycles, Duration atLeast, long seed, List<KnownFault> only, int rate) {

  static final Options USUAL = new Options(9, Duration.ZERO, 1, List.of(KnownFault.values()), 2);

  /** What every run of the tests tries. */
  static final Options SHORT =
      new Options(
          4,
          Duration.ZERO,
          1,
          Arrays.stream(KnownFault.values()).filter(KnownFault::isInTheShortForm).toList(),
          2);

  static String help() {
    return """
    ./nrm test --faults: breaks parts of a system of its own under load, heals them and checks that nothing is lost.

      --cycles 9         how often a service is killed and started again
      --minutes 0        go on with faults at random until so much time is over
      --seed 1           everything that is drawn follows from it
      --only a,b         these faults alone: %s
      --rate 2           new people a second
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
      case "--cycles" -> new Options(number(name, value), atLeast, seed, only, rate);
      case "--minutes" ->
          new Options(cycles, Duration.ofMinutes(number(name, value)), seed, only, rate);
      case "--seed" -> new Options(cycles, atLeast, number(name, value), only, rate);
      case "--only" -> new Options(cycles, atLeast, seed, faults(value), rate);
      case "--rate" -> new Options(cycles, atLeast, seed, only, Math.max(1, number(name, value)));
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

  private static int number(String name, String value) {
    try {
      return Integer.parseUnsignedInt(value);
    } catch (NumberFormatException e) {
      throw new Trouble("%s is a whole number, not \"%s\".".formatted(name, value), e);
    }
  }
}
