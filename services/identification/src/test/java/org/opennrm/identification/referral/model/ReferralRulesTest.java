package org.opennrm.identification.referral.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.DueTimes;
import org.opennrm.platform.policy.model.Ruling;
import org.opennrm.platform.testkit.LifecyclePage;

class ReferralRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final OrganisationCode OWNER = new OrganisationCode("ba-identification");
  private static final OrganisationCode OTHER = new OrganisationCode("ba-identification-rs");
  private static final OrganisationCode SENDER = new OrganisationCode("ba-border-police");
  private static final OrganisationCode STRANGER = new OrganisationCode("ba-iom");
  private static final DueTimes DUE = new DueTimes(NOW.plusSeconds(60), NOW.plusSeconds(120));

  private static final List<Referral> STATES =
      List.of(
          new Referral.Submitted(OWNER, DUE),
          new Referral.Acknowledged(OWNER, DUE, NOW),
          new Referral.InformationRequested(OWNER, DUE, List.of("person.languages")),
          new Referral.Accepted(OWNER, NOW),
          new Referral.Declined(OWNER, "error", NOW),
          new Referral.Withdrawn(OWNER, NOW),
          new Referral.EnteredInError(OWNER, NOW));

  private static final List<ReferralCommand> COMMANDS =
      List.of(
          new ReferralCommand.Acknowledge(),
          new ReferralCommand.Accept(),
          new ReferralCommand.Forward(OTHER, DUE),
          new ReferralCommand.Forward(OWNER, DUE),
          new ReferralCommand.Decline("error"),
          new ReferralCommand.RequestInformation(List.of("person.languages")),
          new ReferralCommand.GiveInformation(),
          new ReferralCommand.Withdraw(),
          new ReferralCommand.EnterInError());

  @Test
  void everyStepOfEveryStateIsDecidedAndDrawn() {
    LifecyclePage.of(
            "Referral",
            STATES,
            COMMANDS,
            (state, command) -> ReferralRules.decide(state, command, NOW))
        .coversAll(Referral.class, ReferralCommand.class)
        .permitsExactly(ReferralRules::possibleIn)
        .isDrawnIn("referral.md");
  }

  @Test
  void anOwnerAcknowledgesBeforeItAccepts() {
    assertThat(ruleFor(STATES.get(0), new ReferralCommand.Accept()))
        .isEqualTo(ReferralRule.ACKNOWLEDGE_FIRST);
  }

  @Test
  void aWrongAreaIsForwardedAndTheNewOwnersClockStartsAnew() {
    var later = new DueTimes(NOW.plusSeconds(600), NOW.plusSeconds(700));

    var ruling =
        ReferralRules.decide(STATES.get(1), new ReferralCommand.Forward(OTHER, later), NOW);

    assertThat(ruling)
        .isEqualTo(
            Ruling.moved(
                new Referral.Submitted(OTHER, later), new ReferralEvent.Forwarded(OTHER, later)));
  }

  @Test
  void aReferralIsNotForwardedToWhoHasIt() {
    assertThat(ruleFor(STATES.get(0), new ReferralCommand.Forward(OWNER, DUE)))
        .isEqualTo(ReferralRule.ALREADY_WITH_THIS_OWNER);
  }

  @Test
  void aQuestionToTheSenderDoesNotStopTheClock() {
    var asked = moved(STATES.get(0), new ReferralCommand.RequestInformation(List.of("papers")));
    var told = moved(asked, new ReferralCommand.GiveInformation());

    assertThat(told).isEqualTo(new Referral.Submitted(OWNER, DUE));
  }

  @ParameterizedTest
  @MethodSource("answered")
  void anAnsweredReferralIsNotAnsweredAgain(Referral answered) {
    for (var command : COMMANDS) {
      assertThat(ruleFor(answered, command)).isEqualTo(ReferralRule.ALREADY_ANSWERED);
    }
  }

  @Test
  void theSenderSeesItsWayTheOwnerTheOfferTheHolderEverythingAndOthersNothing() {
    for (var state : STATES) {
      var holds = state instanceof Referral.Accepted;
      assertThat(ReferralAccess.of(SENDER, SENDER, state)).isEqualTo(ReferralAccess.SENDERS_VIEW);
      assertThat(ReferralAccess.of(OWNER, SENDER, state))
          .isEqualTo(holds ? ReferralAccess.HOLDERS_VIEW : ReferralAccess.OFFER_VIEW);
      assertThat(ReferralAccess.of(STRANGER, SENDER, state)).isEqualTo(ReferralAccess.NONE);
      assertThat(ReferralAccess.of(OTHER, SENDER, state)).isEqualTo(ReferralAccess.NONE);
    }
  }

  static Stream<Referral> answered() {
    return STATES.stream().skip(3);
  }

  private static Referral moved(Referral from, ReferralCommand command) {
    return switch (ReferralRules.decide(from, command, NOW)) {
      case Ruling.Moved<Referral, ReferralEvent>(var next, var _) -> next;
      case Ruling.Refused<Referral, ReferralEvent>(var rule) ->
          throw new AssertionError(rule.name());
    };
  }

  private static Ruling.Rule ruleFor(Referral from, ReferralCommand command) {
    return switch (ReferralRules.decide(from, command, NOW)) {
      case Ruling.Refused<Referral, ReferralEvent>(var rule) -> rule;
      case Ruling.Moved<Referral, ReferralEvent> moved -> throw new AssertionError(moved);
    };
  }
}
