package org.opennrm.coordination.escalation.model;

import java.time.Instant;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.coordination.escalation.model.NextStep.Escalate;
import org.opennrm.coordination.escalation.model.NextStep.Remind;
import org.opennrm.coordination.escalation.model.NextStep.Wait;

/**
 * When silence is reminded of and when it goes past the holder. Both are decided by instants alone,
 * so that a clock that jumped over them, or a service that was down meanwhile, asks for the same as
 * one that ticked.
 */
public final class EscalationClock {

  private EscalationClock() {}

  /** The one step to take next; ask again after taking it, for a jump may have made two due. */
  public static NextStep next(Watched watched, Desk desk, Instant now) {
    if (!watched.open()) {
      return new Wait();
    }
    if (!watched.reminded() && reached(watched.due().dueAt(), now)) {
      return new Remind();
    }
    if (!watched.escalated() && reached(watched.due().graceUntil(), now)) {
      return past(watched.holder(), desk);
    }
    return new Wait();
  }

  /** Nobody is asked about their own silence where there is somebody else to ask. */
  private static Escalate past(OrganisationCode holder, Desk desk) {
    return desk.deputy()
        .filter(_ -> holder.equals(desk.coordinator()))
        .map(deputy -> new Escalate(Level.DEPUTY, deputy))
        .orElseGet(() -> new Escalate(Level.COORDINATOR, desk.coordinator()));
  }

  private static boolean reached(Instant moment, Instant now) {
    return !now.isBefore(moment);
  }
}
