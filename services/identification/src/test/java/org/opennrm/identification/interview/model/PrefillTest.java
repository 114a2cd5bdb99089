package org.opennrm.identification.interview.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.interview.model.Instrument.AnswerType;
import org.opennrm.identification.interview.model.Instrument.Question;
import org.opennrm.identification.interview.model.Instrument.Section;
import org.opennrm.identification.interview.model.Prefill.Before;
import org.opennrm.identification.interview.model.Prefill.Offered;
import org.opennrm.identification.interview.model.Prefill.Release;

class PrefillTest {

  private static final Instant MORNING = Instant.parse("2026-11-20T08:00:00Z");
  private static final Instant EVENING = Instant.parse("2026-11-20T18:00:00Z");

  private static final Instrument INSTRUMENT =
      new Instrument(
          "invented",
          "1",
          Map.of("eng", "Invented"),
          List.of(
              new Section("safety", Map.of("eng", "Safety"), List.of(question("safety.afraid"))),
              new Section("work", Map.of("eng", "Work"), List.of(question("work.could-leave")))));

  @Test
  void whateverAnybodyAskedIsOfferedToHelpers() {
    for (var asked : Setting.values()) {
      for (var helper : List.of(Setting.SCREENING, Setting.SHELTER, Setting.HEALTH)) {
        assertThat(offered(helper, Set.of(), before("safety.afraid", asked, MORNING)))
            .as("%s to %s", asked, helper)
            .containsExactly("safety.afraid");
      }
    }
  }

  @Test
  void whatHelpersAskedReachesNeitherPoliceNorCourt() {
    for (var helper : List.of(Setting.SCREENING, Setting.SHELTER, Setting.HEALTH)) {
      for (var asking : List.of(Setting.POLICE, Setting.COURT)) {
        assertThat(offered(asking, Set.of(), before("safety.afraid", helper, MORNING)))
            .as("%s to %s", helper, asking)
            .isEmpty();
      }
    }
  }

  @Test
  void aReleasedSectionReachesThatSettingAloneAndNoOtherSectionFollows() {
    var released = Set.of(new Release("safety", Setting.POLICE));
    var answers =
        new Before[] {
          before("safety.afraid", Setting.SCREENING, MORNING),
          before("work.could-leave", Setting.SCREENING, MORNING)
        };

    assertThat(offered(Setting.POLICE, released, answers)).containsExactly("safety.afraid");
    assertThat(offered(Setting.COURT, released, answers)).isEmpty();
  }

  @Test
  void policeSeeAgainWhatPoliceAskedAndCourtDoesNot() {
    var asked = before("safety.afraid", Setting.POLICE, MORNING);

    assertThat(offered(Setting.POLICE, Set.of(), asked)).containsExactly("safety.afraid");
    assertThat(offered(Setting.COURT, Set.of(), asked)).isEmpty();
  }

  @Test
  void theLatestAnswerCountsAndAMarkStays() {
    var offers =
        Prefill.of(
            INSTRUMENT,
            Setting.SHELTER,
            List.of(
                marked(before("safety.afraid", Setting.SCREENING, MORNING)),
                before("safety.afraid", Setting.SCREENING, EVENING)),
            Set.of());

    assertThat(offers).hasSize(1);
    assertThat(offers.getFirst().before().at()).isEqualTo(EVENING);
    assertThat(offers.getFirst().notToBeAsked()).isTrue();
  }

  @Test
  void aMarkOnAnAnswerThatMayNotFlowTellsNothing() {
    var offers =
        Prefill.of(
            INSTRUMENT,
            Setting.POLICE,
            List.of(
                marked(before("safety.afraid", Setting.HEALTH, EVENING)),
                before("safety.afraid", Setting.POLICE, MORNING)),
            Set.of());

    assertThat(offers).extracting(Offered::notToBeAsked).containsExactly(false);
    assertThat(offers.getFirst().before().at()).isEqualTo(MORNING);
  }

  @Test
  void whatTheInstrumentDoesNotAskIsNotOffered() {
    assertThat(
            offered(
                Setting.SHELTER, Set.of(), before("other.question", Setting.SCREENING, MORNING)))
        .isEmpty();
  }

  private static List<String> offered(Setting asking, Set<Release> releases, Before... answers) {
    var shuffled = new ArrayList<>(List.of(answers));
    Collections.reverse(shuffled);
    return Prefill.of(INSTRUMENT, asking, shuffled, releases).stream()
        .map(offer -> offer.before().question())
        .toList();
  }

  private static Before before(String question, Setting setting, Instant at) {
    return new Before(
        question,
        question.substring(0, question.indexOf('.')),
        "true",
        setting,
        false,
        UUID.randomUUID(),
        new OrganisationCode("ba-invented"),
        at);
  }

  private static Before marked(Before answer) {
    return new Before(
        answer.question(),
        answer.section(),
        answer.answer(),
        answer.setting(),
        true,
        answer.interview(),
        answer.by(),
        answer.at());
  }

  private static Question question(String id) {
    return new Question(
        id,
        "needs",
        false,
        false,
        AnswerType.YES_NO,
        Optional.empty(),
        true,
        Optional.empty(),
        Map.of("eng", "Invented?"));
  }
}
