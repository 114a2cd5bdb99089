package org.opennrm.coordination.escalation.model;

import java.time.Instant;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.DueTimes;

/**
 * Silence that somebody must act on. It stays open and visible until somebody takes it and the
 * hand-over itself is answered, withdrawn or reassigned; time alone never closes it.
 */
public sealed interface Escalation {

  /** The coordinator is asked; the deputy is asked next when nobody takes it in time. */
  record WithCoordinator(OrganisationCode coordinator, Instant since, DueTimes due)
      implements Escalation {}

  /** The deputy is asked; the coordinator may still take it. */
  record WithDeputy(
      OrganisationCode deputy, OrganisationCode coordinator, Instant since, DueTimes due)
      implements Escalation {}

  /** Somebody sees to it. The hand-over still waits for its answer. */
  record Taken(OrganisationCode by, Instant at) implements Escalation {}

  /** There is nothing left to escalate. */
  record Closed(Ending because, Instant at) implements Escalation {}

  /** What ended the silence, or the need for an answer. */
  enum Ending {
    /** The answer came, or came to be known, after the escalation. */
    ANSWERED_LATE("answered-late"),
    WITHDRAWN("withdrawn"),
    REASSIGNED("reassigned");

    private final String code;

    Ending(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /** A fresh escalation of that level. */
  static Escalation opened(NextStep.Escalate asked, Desk desk, Instant now, DueTimes due) {
    return switch (asked.level()) {
      case COORDINATOR -> new WithCoordinator(asked.to(), now, due);
      case DEPUTY -> new WithDeputy(asked.to(), desk.coordinator(), now, due);
    };
  }
}
