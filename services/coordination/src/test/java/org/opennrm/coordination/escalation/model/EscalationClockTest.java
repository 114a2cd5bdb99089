package org.opennrm.coordination.escalation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.coordination.escalation.model.NextStep.Escalate;
import org.opennrm.coordination.escalation.model.NextStep.Remind;
import org.opennrm.coordination.escalation.model.NextStep.Wait;
import org.opennrm.platform.policy.model.DueTimes;

/** What the clock of a hand-over asks for, on both sides of each moment. */
class EscalationClockTest {

  private static final OrganisationCode HOLDER = new OrganisationCode("ba-identification");
  private static final OrganisationCode COORDINATOR = new OrganisationCode("ba-coordinator");
  private static final OrganisationCode DEPUTY = new OrganisationCode("ba-coordinator-deputy");
  private static final Desk DESK = new Desk(COORDINATOR, Optional.of(DEPUTY));
  private static final Desk WITHOUT_DEPUTY = new Desk(COORDINATOR, Optional.empty());
  private static final Instant DUE = Instant.parse("2026-11-20T10:00:00Z");
  private static final Instant GRACE = Instant.parse("2026-11-22T10:00:00Z");
  private static final DueTimes TIMES = new DueTimes(DUE, GRACE);

  @Test
  void theHolderIsRemindedWhenTheAnswerIsDueAndNotBefore() {
    assertThat(next(fresh(HOLDER), DUE.minusNanos(1))).isEqualTo(new Wait());
    assertThat(next(fresh(HOLDER), DUE)).isEqualTo(new Remind());
  }

  @Test
  void theHolderIsRemindedOnce() {
    assertThat(next(reminded(HOLDER), DUE)).isEqualTo(new Wait());
  }

  @Test
  void itGoesToTheCoordinatorWhenTheGraceHasEndedAndNotBefore() {
    assertThat(next(reminded(HOLDER), GRACE.minusNanos(1))).isEqualTo(new Wait());
    assertThat(next(reminded(HOLDER), GRACE))
        .isEqualTo(new Escalate(Level.COORDINATOR, COORDINATOR));
  }

  @Test
  void itGoesThereOnce() {
    assertThat(next(escalated(), GRACE.plusSeconds(86_400L * 30))).isEqualTo(new Wait());
  }

  @Test
  void aClockThatJumpedOverBothStillRemindsFirst() {
    var longAfter = GRACE.plusSeconds(86_400L * 365);
    assertThat(next(fresh(HOLDER), longAfter)).isEqualTo(new Remind());
    assertThat(next(reminded(HOLDER), longAfter))
        .isEqualTo(new Escalate(Level.COORDINATOR, COORDINATOR));
  }

  @Test
  void withoutGraceBothComeAtTheSameMoment() {
    var noGrace = new DueTimes(DUE, DUE);
    var watched = new Watched(HOLDER, noGrace, true, true, false);
    assertThat(next(watched, DUE)).isEqualTo(new Escalate(Level.COORDINATOR, COORDINATOR));
    assertThat(next(watched, DUE.minusNanos(1))).isEqualTo(new Wait());
  }

  @Test
  void whatWasAnsweredWithdrawnOrReassignedIsLeftAlone() {
    var closed = new Watched(HOLDER, TIMES, false, false, false);
    assertThat(next(closed, GRACE)).isEqualTo(new Wait());
  }

  @Test
  void theCoordinatorsOwnSilenceGoesToTheDeputyAtOnce() {
    assertThat(next(reminded(COORDINATOR), GRACE)).isEqualTo(new Escalate(Level.DEPUTY, DEPUTY));
  }

  @Test
  void whereThereIsNoDeputyEvenTheCoordinatorsOwnSilenceIsShownToTheCoordinator() {
    assertThat(EscalationClock.next(reminded(COORDINATOR), WITHOUT_DEPUTY, GRACE))
        .isEqualTo(new Escalate(Level.COORDINATOR, COORDINATOR));
  }

  @Test
  void nobodyIsTheirOwnDeputy() {
    assertThatThrownBy(() -> new Desk(COORDINATOR, Optional.of(COORDINATOR)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static NextStep next(Watched watched, Instant now) {
    return EscalationClock.next(watched, DESK, now);
  }

  private static Watched fresh(OrganisationCode holder) {
    return new Watched(holder, TIMES, true, false, false);
  }

  private static Watched reminded(OrganisationCode holder) {
    return new Watched(holder, TIMES, true, true, false);
  }

  private static Watched escalated() {
    return new Watched(HOLDER, TIMES, true, true, true);
  }
}
