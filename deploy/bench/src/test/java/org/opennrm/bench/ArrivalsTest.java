package org.opennrm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  @Test
  void evenCallsLieAtEqualDistancesFromTheBeginningOn() {
    Arrivals even = Arrivals.even(500, TEN_SECONDS);

    assertThat(even.count()).isEqualTo(500);
    assertThat(even.at(0)).isZero();
    assertThat(even.at(1)).isEqualTo(Duration.ofMillis(20));
    assertThat(even.at(499)).isEqualTo(Duration.ofMillis(9_980));
  }

  @Test
  void randomCallsAreExactlySoManyInOrderAndWithinTheTime() {
    Arrivals random = Arrivals.random(500, TEN_SECONDS, Seeded.stream(1, "test", 1));

    assertThat(random.count()).isEqualTo(500);
    assertThat(IntStream.range(0, 500).mapToObj(random::at))
        .isSorted()
        .allMatch(at -> !at.isNegative() && at.compareTo(TEN_SECONDS) < 0);
  }

  @Test
  void randomCallsComeInBunchesAsPeopleDo() {
    Arrivals random = Arrivals.random(500, TEN_SECONDS, Seeded.stream(1, "test", 1));

    long close =
        IntStream.range(1, 500)
            .filter(i -> random.at(i).minus(random.at(i - 1)).compareTo(Duration.ofMillis(5)) < 0)
            .count();
    // Of exponential gaps with mean 20 ms, 22 % are shorter than 5 ms.
    assertThat(close).isBetween(80L, 140L);
  }

  @Test
  void theSameSeedGivesTheSameMomentsAndAnotherSeedOthers() {
    Options options = Options.parse("--seed", "7");

    assertThat(moments(options)).isEqualTo(moments(Options.parse("--seed", "7")));
    assertThat(moments(options)).isNotEqualTo(moments(Options.parse("--seed", "8")));
  }

  @Test
  void measuredNeedsFollowTheWarmUpWithoutAPause() {
    Options options = Options.parse("--arrivals", "even", "--rate", "10", "--warm-up", "2");
    Arrivals needs = options.needs();

    assertThat(options.warmUpNeeds()).isEqualTo(20);
    assertThat(needs.count()).isEqualTo(options.cases());
    assertThat(needs.at(19)).isEqualTo(Duration.ofMillis(1_900));
    assertThat(needs.at(20)).isEqualTo(Duration.ofSeconds(2));
    assertThat(needs.length()).isEqualTo(Duration.ofSeconds(32));
  }

  private static java.util.List<Duration> moments(Options options) {
    Arrivals needs = options.needs();
    return IntStream.range(0, needs.count()).mapToObj(needs::at).toList();
  }
}
