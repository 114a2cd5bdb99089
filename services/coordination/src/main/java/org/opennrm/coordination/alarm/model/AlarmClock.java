package org.opennrm.coordination.alarm.model;

import java.time.Instant;
import org.opennrm.coordination.escalation.model.Desk;
import org.opennrm.coordination.escalation.model.Escalation;
import org.opennrm.coordination.escalation.model.Escalation.WithCoordinator;
import org.opennrm.coordination.escalation.model.Escalation.WithDeputy;
import org.opennrm.platform.policy.model.DueTimes;

/**
 * With whom an alarm is as long as nobody takes it up: the coordinator, and past their time the
 * deputy, as with every silence. Decided by instants alone, so that nothing needs to be written
 * down when the time is over and nothing is lost by a desk that was down then.
 */
public final class AlarmClock {

  private AlarmClock() {}

  /**
   * @param due what the pack gives the coordinator, from the moment the alarm was raised
   */
  public static Escalation at(Desk desk, Instant raisedAt, DueTimes due, Instant now) {
    return desk.deputy()
        .filter(_ -> !now.isBefore(due.graceUntil()))
        .<Escalation>map(
            deputy -> new WithDeputy(deputy, desk.coordinator(), due.graceUntil(), due))
        .orElseGet(() -> new WithCoordinator(desk.coordinator(), raisedAt, due));
  }
}
