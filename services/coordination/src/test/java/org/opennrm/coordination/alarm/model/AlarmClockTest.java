package org.opennrm.coordination.alarm.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.coordination.escalation.model.Desk;
import org.opennrm.coordination.escalation.model.Escalation.WithCoordinator;
import org.opennrm.coordination.escalation.model.Escalation.WithDeputy;
import org.opennrm.platform.policy.model.DueTimes;

/** With whom an alarm is, on both sides of the moment at which the deputy is asked. */
class AlarmClockTest {

  private static final OrganisationCode COORDINATOR = new OrganisationCode("ba-coordinator");
  private static final OrganisationCode DEPUTY = new OrganisationCode("ba-coordinator-deputy");
  private static final Instant RAISED = Instant.parse("2026-11-20T10:00:00Z");
  private static final DueTimes DUE =
      new DueTimes(RAISED.plus(Duration.ofHours(12)), RAISED.plus(Duration.ofHours(24)));

  @Test
  void theDeputyIsAskedWhenTheCoordinatorsTimeIsOverAndNotBefore() {
    var desk = new Desk(COORDINATOR, Optional.of(DEPUTY));

    assertThat(AlarmClock.at(desk, RAISED, DUE, DUE.graceUntil().minusNanos(1)))
        .isEqualTo(new WithCoordinator(COORDINATOR, RAISED, DUE));
    assertThat(AlarmClock.at(desk, RAISED, DUE, DUE.graceUntil()))
        .isEqualTo(new WithDeputy(DEPUTY, COORDINATOR, DUE.graceUntil(), DUE));
  }

  @Test
  void whereThereIsNoDeputyItStaysWithTheCoordinator() {
    assertThat(
            AlarmClock.at(
                new Desk(COORDINATOR, Optional.empty()),
                RAISED,
                DUE,
                DUE.graceUntil().plus(Duration.ofDays(30))))
        .isEqualTo(new WithCoordinator(COORDINATOR, RAISED, DUE));
  }
}
