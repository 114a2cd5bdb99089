package org.opennrm.identification.help.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.ClockName;
import org.opennrm.platform.policy.model.DueTimes;
import org.opennrm.platform.policy.model.Ruling;
import org.opennrm.platform.testkit.LifecyclePage;

class HelpRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final OrganisationCode OFFICE = new OrganisationCode("ba-legal-aid");
  private static final OrganisationCode COORDINATOR = new OrganisationCode("ba-coordinator");
  private static final OrganisationCode ASKER = new OrganisationCode("ba-border-police");
  private static final OrganisationCode STRANGER = new OrganisationCode("ba-iom");
  private static final DueTimes DUE = new DueTimes(NOW.plusSeconds(60), NOW.plusSeconds(120));

  private static final AskedHelp OFFERED = new AskedHelp.Offered(OFFICE, DUE);
  private static final AskedHelp UNOWNED = new AskedHelp.Unowned(COORDINATOR, DUE);
  private static final AskedHelp ACKNOWLEDGED = new AskedHelp.Acknowledged(OFFICE, DUE, NOW);
  private static final AskedHelp ACCEPTED = new AskedHelp.Accepted(OFFICE, NOW);

  private static final List<AskedHelp> STATES =
      List.of(
          OFFERED,
          UNOWNED,
          ACKNOWLEDGED,
          ACCEPTED,
          new AskedHelp.Completed(OFFICE, "helped", NOW),
          new AskedHelp.Declined(OFFICE, "full", NOW),
          new AskedHelp.Withdrawn(OFFICE, "persons-wish", NOW));

  private static final List<HelpCommand> COMMANDS =
      List.of(
          new HelpCommand.Acknowledge(),
          new HelpCommand.Accept(),
          new HelpCommand.Decline("full"),
          new HelpCommand.Complete("helped"),
          new HelpCommand.Withdraw("persons-wish"));

  @Test
  void everyStepOfEveryStateIsDecidedAndDrawn() {
    LifecyclePage.of(
            "Help", STATES, COMMANDS, (state, command) -> HelpRules.decide(state, command, NOW))
        .coversAll(AskedHelp.class, HelpCommand.class)
        .permitsExactly(HelpRules::possibleIn)
        .isDrawnIn("help.md");
  }

  @Test
  void whatNobodyGivesIsAnsweredByTheOfficeOfLastResortLikeAnyOther() {
    assertThat(moved(UNOWNED, new HelpCommand.Acknowledge()))
        .isEqualTo(new AskedHelp.Acknowledged(COORDINATOR, DUE, NOW));
  }

  @Test
  void anOfficeSaysThatItArrivedBeforeItTakesItOn() {
    assertThat(ruleFor(OFFERED, new HelpCommand.Accept()))
        .isEqualTo(HelpRule.ACKNOWLEDGE_HELP_FIRST);
    assertThat(ruleFor(UNOWNED, new HelpCommand.Accept()))
        .isEqualTo(HelpRule.ACKNOWLEDGE_HELP_FIRST);
  }

  @Test
  void sayingThatItArrivedDoesNotStopTheClock() {
    assertThat(moved(OFFERED, new HelpCommand.Acknowledge()).answerDue()).contains(DUE);
  }

  @Test
  void whatNobodyTookOnIsNotCompleted() {
    for (var waiting : List.of(OFFERED, UNOWNED, ACKNOWLEDGED)) {
      assertThat(ruleFor(waiting, new HelpCommand.Complete("helped")))
          .isEqualTo(HelpRule.ACCEPT_HELP_FIRST);
    }
  }

  @Test
  void thePersonMayChangeTheirMindUntilItIsDone() {
    for (var open : List.of(OFFERED, UNOWNED, ACKNOWLEDGED, ACCEPTED)) {
      assertThat(moved(open, new HelpCommand.Withdraw("persons-wish")))
          .isInstanceOf(AskedHelp.Withdrawn.class);
    }
  }

  @ParameterizedTest
  @MethodSource("ended")
  void whatHasEndedStaysSo(AskedHelp ended) {
    for (var command : COMMANDS) {
      assertThat(ruleFor(ended, command)).isEqualTo(HelpRule.HELP_IS_OVER);
    }
  }

  static Stream<AskedHelp> ended() {
    return STATES.stream().skip(4);
  }

  @Test
  void anAnswerIsLateAfterItsMomentAndNotAtIt() {
    for (var waiting : List.of(OFFERED, UNOWNED, ACKNOWLEDGED)) {
      assertThat(waiting.lateAt(DUE.dueAt())).isFalse();
      assertThat(waiting.lateAt(DUE.dueAt().plusNanos(1000))).isTrue();
    }
    assertThat(ACCEPTED.lateAt(DUE.dueAt().plusSeconds(1))).isFalse();
  }

  @Test
  void theOfficeSeesTheOfferThenTheCaseThenTheEndAndOthersNothing() {
    for (var state : STATES) {
      var answers = state instanceof AskedHelp.Waiting;
      var helps = state instanceof AskedHelp.Accepted;
      assertThat(HelpAccess.of(state.owner(), ASKER, state, false))
          .isEqualTo(
              answers
                  ? HelpAccess.OFFER_VIEW
                  : helps ? HelpAccess.HOLDERS_VIEW : HelpAccess.ENDED_VIEW);
      assertThat(HelpAccess.of(ASKER, ASKER, state, false)).isEqualTo(HelpAccess.ASKERS_VIEW);
      assertThat(HelpAccess.of(STRANGER, ASKER, state, true)).isEqualTo(HelpAccess.ASKERS_VIEW);
      assertThat(HelpAccess.of(STRANGER, ASKER, state, false)).isEqualTo(HelpAccess.NONE);
    }
  }

  @Test
  void aLawyerForSomebodyDetainedAndAGuardianHaveClocksOfTheirOwn() {
    assertThat(HelpKinds.clockOf("legal-aid", false)).isEqualTo(ClockName.LEGAL_AID_ANSWER);
    assertThat(HelpKinds.clockOf("legal-aid", true)).isEqualTo(ClockName.LEGAL_AID_URGENT);
    assertThat(HelpKinds.clockOf("guardian", false)).isEqualTo(ClockName.GUARDIAN_ANSWER);
    assertThat(HelpKinds.clockOf("medical", true)).isEqualTo(ClockName.HELP_URGENT);
    assertThat(HelpKinds.clockOf("clothes", false)).isEqualTo(ClockName.HELP_ANSWER);
  }

  @Test
  void everyKindOfHelpIsAStepThatIsHandedOverAndShelterIsNone() {
    var kinds = CodeLists.of("help-kinds").codes();
    assertThat(CodeLists.of("hand-over-steps").codes()).containsAll(kinds);
    assertThat(kinds)
        .contains(HelpKinds.LEGAL_AID, HelpKinds.GUARDIAN, HelpKinds.LEAD_SUPPORT)
        .doesNotContain("shelter", "shelter-placement", "identification");
    assertThat(kinds.stream().flatMap(kind -> HelpKinds.purposeToConsentTo(kind).stream()))
        .isNotEmpty()
        .allMatch(purpose -> CodeLists.of("consent-purposes").contains(purpose));
  }

  private static AskedHelp moved(AskedHelp from, HelpCommand command) {
    return switch (HelpRules.decide(from, command, NOW)) {
      case Ruling.Moved<AskedHelp, HelpEvent>(var next, var _) -> next;
      case Ruling.Refused<AskedHelp, HelpEvent>(var rule) -> throw new AssertionError(rule.name());
    };
  }

  private static Ruling.Rule ruleFor(AskedHelp from, HelpCommand command) {
    return switch (HelpRules.decide(from, command, NOW)) {
      case Ruling.Refused<AskedHelp, HelpEvent>(var rule) -> rule;
      case Ruling.Moved<AskedHelp, HelpEvent> moved -> throw new AssertionError(moved);
    };
  }
}
