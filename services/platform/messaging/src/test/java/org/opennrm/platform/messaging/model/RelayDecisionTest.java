package org.opennrm.platform.messaging.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opennrm.platform.messaging.model.RelayDecision.Fate.CONFIRMED;
import static org.opennrm.platform.messaging.model.RelayDecision.Fate.FAILED;
import static org.opennrm.platform.messaging.model.RelayDecision.Fate.HELD_BACK;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opennrm.platform.messaging.model.RelayDecision.Fate;
import org.opennrm.platform.messaging.model.RelayDecision.Sent;

class RelayDecisionTest {

  @Test
  void whatTheBrokerConfirmedIsStruckOff() {
    var decision = after(sent(1, "a", CONFIRMED), sent(2, "b", CONFIRMED), sent(3, "a", CONFIRMED));
    assertThat(decision.strikeOff()).containsExactly(1L, 2L, 3L);
    assertThat(decision.startOver()).isFalse();
  }

  @Test
  void afterAFailureTheRestOfThatStreamIsSentAgainAlsoWhatWasConfirmed() {
    var decision =
        after(
            sent(1, "a", CONFIRMED),
            sent(2, "b", FAILED),
            sent(3, "b", CONFIRMED),
            sent(4, "a", CONFIRMED),
            sent(5, "c", HELD_BACK),
            sent(6, "c", HELD_BACK));
    assertThat(decision.strikeOff()).containsExactly(1L, 4L);
    assertThat(decision.startOver()).isTrue();
  }

  @Test
  void pausesGrowWhileTheBrokerIsAwayAndStayBelowTwoSeconds() {
    assertThat(restAfterFailures(0)).isEqualTo(Duration.ofMillis(100));
    assertThat(restAfterFailures(1)).isEqualTo(Duration.ofMillis(200));
    assertThat(restAfterFailures(9)).isEqualTo(Duration.ofSeconds(2));
    assertThat(restAfterFailures(1_000)).isEqualTo(Duration.ofSeconds(2));
    assertThat(RelayDecision.afterTrouble(0).rest()).isEqualTo(Duration.ofMillis(100));
    assertThat(RelayDecision.afterTrouble(0).startOver()).isTrue();
  }

  @Test
  void aFullBatchIsFollowedByTheNextAtOnce() {
    assertThat(RelayDecision.after(List.of(sent(1, "a", CONFIRMED)), true, 0, 0).rest()).isZero();
  }

  @Test
  void withNothingToDoTheRelayLooksEveryFiveToFiftyMilliseconds() {
    assertThat(after(sent(1, "a", CONFIRMED)).rest()).isEqualTo(Duration.ofMillis(5));
    assertThat(restAfterQuiet(0)).isEqualTo(Duration.ofMillis(5));
    assertThat(restAfterQuiet(2)).isEqualTo(Duration.ofMillis(20));
    assertThat(restAfterQuiet(4)).isEqualTo(Duration.ofMillis(50));
    assertThat(restAfterQuiet(1_000_000)).isEqualTo(Duration.ofMillis(50));
    assertThat(RelayDecision.standingBy().rest()).isEqualTo(Duration.ofMillis(50));
  }

  private static Duration restAfterFailures(int failedRounds) {
    return RelayDecision.after(List.of(sent(1, "a", FAILED)), false, 0, failedRounds).rest();
  }

  private static Duration restAfterQuiet(int quietRounds) {
    return RelayDecision.after(List.of(), false, quietRounds, 0).rest();
  }

  private static RelayDecision after(Sent... round) {
    return RelayDecision.after(List.of(round), false, 0, 0);
  }

  private static Sent sent(long sequence, String stream, Fate fate) {
    return new Sent(sequence, stream, fate);
  }
}
