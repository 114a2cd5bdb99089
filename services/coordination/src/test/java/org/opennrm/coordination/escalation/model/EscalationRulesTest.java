package org.opennrm.coordination.escalation.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.coordination.escalation.model.Escalation.Closed;
import org.opennrm.coordination.escalation.model.Escalation.Ending;
import org.opennrm.coordination.escalation.model.Escalation.Taken;
import org.opennrm.coordination.escalation.model.Escalation.WithCoordinator;
import org.opennrm.coordination.escalation.model.Escalation.WithDeputy;
import org.opennrm.coordination.escalation.model.EscalationCommand.Close;
import org.opennrm.coordination.escalation.model.EscalationCommand.PassOn;
import org.opennrm.coordination.escalation.model.EscalationCommand.Take;
import org.opennrm.platform.policy.model.DueTimes;
import org.opennrm.platform.policy.model.Ruling.Moved;
import org.opennrm.platform.policy.model.Ruling.Refused;
import org.opennrm.platform.testkit.LifecyclePage;

/** The whole lifecycle of an escalation, and each of its rules on both sides. */
class EscalationRulesTest {

  private static final OrganisationCode COORDINATOR = new OrganisationCode("ba-coordinator");
  private static final OrganisationCode DEPUTY = new OrganisationCode("ba-coordinator-deputy");
  private static final OrganisationCode STRANGER = new OrganisationCode("mk-referral-office");
  private static final Instant SINCE = Instant.parse("2026-11-22T10:00:00Z");
  private static final Instant TAKE_BY = Instant.parse("2026-11-23T10:00:00Z");
  private static final DueTimes TIMES = new DueTimes(TAKE_BY, TAKE_BY);
  private static final WithCoordinator WITH_COORDINATOR =
      new WithCoordinator(COORDINATOR, SINCE, TIMES);
  private static final WithCoordinator WITH_TIME_LEFT =
      new WithCoordinator(
          COORDINATOR, TAKE_BY, new DueTimes(TAKE_BY.plusSeconds(1), TAKE_BY.plusSeconds(1)));
  private static final WithDeputy WITH_DEPUTY = new WithDeputy(DEPUTY, COORDINATOR, SINCE, TIMES);
  private static final Taken TAKEN = new Taken(COORDINATOR, SINCE);
  private static final PassOn PASS_ON = new PassOn(DEPUTY, TIMES);

  @Test
  void movesOnlyWhereTheLifecycleSays() {
    LifecyclePage.<Escalation, EscalationCommand>of(
            "Escalation",
            List.of(
                WITH_COORDINATOR,
                WITH_TIME_LEFT,
                WITH_DEPUTY,
                TAKEN,
                new Closed(Ending.WITHDRAWN, SINCE)),
            List.of(
                PASS_ON,
                new Take(COORDINATOR),
                new Take(DEPUTY),
                new Take(STRANGER),
                new Close(Ending.ANSWERED_LATE)),
            (state, command) -> EscalationRules.decide(state, command, TAKE_BY))
        .coversAll(Escalation.class, EscalationCommand.class)
        .permitsExactly(EscalationRules::possibleIn)
        .isDrawnIn("escalation.md");
  }

  @Test
  void theCoordinatorsTimeEndsBeforeTheDeputyIsAsked() {
    assertThat(EscalationRules.decide(WITH_COORDINATOR, PASS_ON, TAKE_BY.minusNanos(1)))
        .isEqualTo(new Refused<>(EscalationRule.COORDINATOR_STILL_HAS_TIME));
    assertThat(EscalationRules.decide(WITH_COORDINATOR, PASS_ON, TAKE_BY))
        .isEqualTo(
            new Moved<>(
                new WithDeputy(DEPUTY, COORDINATOR, TAKE_BY, TIMES),
                List.of(new EscalationEvent.PassedOn(DEPUTY, TIMES))));
  }

  @Test
  void theDeputyCannotTakeWhatIsStillWithTheCoordinator() {
    assertThat(decide(WITH_COORDINATOR, new Take(DEPUTY)))
        .isEqualTo(new Refused<>(EscalationRule.NOT_ESCALATED_TO_YOU));
    assertThat(decide(WITH_COORDINATOR, new Take(COORDINATOR))).isInstanceOf(Moved.class);
  }

  @Test
  void theCoordinatorMayStillTakeWhatWentToTheDeputy() {
    assertThat(decide(WITH_DEPUTY, new Take(COORDINATOR))).isInstanceOf(Moved.class);
    assertThat(decide(WITH_DEPUTY, new Take(DEPUTY))).isInstanceOf(Moved.class);
    assertThat(decide(WITH_DEPUTY, new Take(STRANGER)))
        .isEqualTo(new Refused<>(EscalationRule.NOT_ESCALATED_TO_YOU));
  }

  @Test
  void thereIsNobodyBeyondTheDeputy() {
    assertThat(decide(WITH_DEPUTY, PASS_ON))
        .isEqualTo(new Refused<>(EscalationRule.NOBODY_BEYOND_THE_DEPUTY));
  }

  @Test
  void whatSomebodyTookIsNeitherTakenAgainNorPassedOn() {
    assertThat(decide(TAKEN, new Take(COORDINATOR)))
        .isEqualTo(new Refused<>(EscalationRule.ALREADY_TAKEN));
    assertThat(decide(TAKEN, PASS_ON)).isEqualTo(new Refused<>(EscalationRule.ALREADY_TAKEN));
  }

  private static Object decide(Escalation state, EscalationCommand command) {
    return EscalationRules.decide(state, command, TAKE_BY);
  }
}
