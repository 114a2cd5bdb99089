package org.opennrm.platform.messaging.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opennrm.platform.messaging.model.CopyDecision.Adopt;
import org.opennrm.platform.messaging.model.CopyDecision.Loss;
import org.opennrm.platform.messaging.model.CopyDecision.MakeAnew;
import org.opennrm.platform.messaging.model.CopyDecision.Trust;
import org.opennrm.platform.messaging.model.TopicCopy.Offsets;

class CopyDecisionTest {
  private static final TopicCopy CONFIRMED = copy("a", new Offsets(0, 10), new Offsets(5, 7));

  @Test
  void aTopicSeenForTheFirstTimeIsWatchedFromNowOn() {
    assertThat(CopyDecision.onLook(null, CONFIRMED)).isEqualTo(new Adopt());
  }

  @Test
  void aCopyThatHoldsWhatWasConfirmedOrMoreIsTrusted() {
    assertThat(CopyDecision.onLook(CONFIRMED, CONFIRMED)).isEqualTo(new Trust());
    assertThat(CopyDecision.onLook(CONFIRMED, copy("a", new Offsets(0, 90), new Offsets(5, 7))))
        .isEqualTo(new Trust());
  }

  @Test
  void anotherTopicOfTheSameNameIsMadeAnewHoweverMuchItHolds() {
    assertThat(CopyDecision.onLook(CONFIRMED, copy("b", new Offsets(0, 90), new Offsets(0, 90))))
        .isEqualTo(new MakeAnew(Loss.ANOTHER_TOPIC));
  }

  @Test
  void onePartitionThatEndsTooSoonIsEnough() {
    assertThat(CopyDecision.onLook(CONFIRMED, copy("a", new Offsets(0, 10), new Offsets(5, 6))))
        .isEqualTo(new MakeAnew(Loss.END_FELL_BACK));
    assertThat(CopyDecision.onLook(CONFIRMED, new TopicCopy("a", Map.of(0, new Offsets(0, 10)))))
        .as("a partition that is not there holds nothing")
        .isEqualTo(new MakeAnew(Loss.END_FELL_BACK));
  }

  @Test
  void onePartitionThatBeginsTooLateIsEnough() {
    assertThat(CopyDecision.onLook(CONFIRMED, copy("a", new Offsets(1, 10), new Offsets(5, 7))))
        .isEqualTo(new MakeAnew(Loss.BEGINNING_GONE));
  }

  @Test
  void anOffsetThatWasGivenOutBeforeIsProofOfALoss() {
    assertThat(CopyDecision.disproves(new Offsets(0, 10), 9)).isTrue();
    assertThat(CopyDecision.disproves(new Offsets(0, 10), 10)).isFalse();
    assertThat(
            CopyDecision.onLook(
                new TopicCopy(TopicCopy.DISPROVED, CONFIRMED.partitions()),
                copy("a", new Offsets(0, 90), new Offsets(5, 90))))
        .as("however much has come since")
        .isEqualTo(new MakeAnew(Loss.OFFSETS_GIVEN_OUT_AGAIN));
  }

  private static TopicCopy copy(String id, Offsets one, Offsets other) {
    return new TopicCopy(id, Map.of(0, one, 1, other));
  }
}
