package org.opennrm.platform.messaging.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SetBackDecisionTest {

  @Test
  void whatOthersHaveTakenInGoesOnWhereTheLogEnds() {
    assertThat(SetBackDecision.on(5, List.of(), List.of(6L, 7L)))
        .isEqualTo(new SetBackDecision(List.of(6L, 7L), Map.of(), 7));
  }

  @Test
  void aSubjectThatTheLogHasForgottenAltogetherBeginsAtOne() {
    assertThat(SetBackDecision.on(0, List.of(), List.of(1L, 2L)).taken()).containsExactly(1L, 2L);
  }

  @Test
  void whatWasDecidedAnewAtTheSamePlacesMovesBehind() {
    assertThat(SetBackDecision.on(8, List.of(6L, 7L, 8L), List.of(6L, 7L)))
        .isEqualTo(new SetBackDecision(List.of(6L, 7L), Map.of(6L, 8L, 7L, 9L, 8L, 10L), 10));
  }

  @Test
  void fewerDecidedAnewThanForgottenMoveFar() {
    assertThat(SetBackDecision.on(6, List.of(6L), List.of(6L, 7L, 8L)))
        .isEqualTo(new SetBackDecision(List.of(6L, 7L, 8L), Map.of(6L, 9L), 9));
  }

  @Test
  void whatWasUnsentWhenTheBackupWasMadeStaysBeforeWhatCameLater() {
    assertThat(SetBackDecision.on(6, List.of(5L, 6L), List.of(7L)))
        .isEqualTo(new SetBackDecision(List.of(7L), Map.of(), 7));
  }

  @Test
  void aRecordAtAPlaceThatIsTakenIsNoneOfOurs() {
    assertThat(SetBackDecision.on(5, List.of(), List.of(3L)))
        .isEqualTo(new SetBackDecision(List.of(), Map.of(), 5));
    assertThat(SetBackDecision.on(5, List.of(), List.of(3L, 6L)).taken()).containsExactly(6L);
  }

  @Test
  void nothingIsTakenBeyondAGap() {
    assertThat(SetBackDecision.on(5, List.of(), List.of(6L, 8L)).taken()).containsExactly(6L);
    assertThat(SetBackDecision.on(0, List.of(), List.of(4L)).taken()).isEmpty();
  }
}
