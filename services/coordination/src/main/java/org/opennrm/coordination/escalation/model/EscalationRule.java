package org.opennrm.coordination.escalation.model;

import org.opennrm.platform.policy.model.Ruling;

/** The rules by which an escalation refuses a step. */
public enum EscalationRule implements Ruling.Rule {
  /** The coordinator's own time to take it up has not ended. */
  COORDINATOR_STILL_HAS_TIME,
  /** It is with the deputy already, and stays there, open and visible. */
  NOBODY_BEYOND_THE_DEPUTY,
  /** Only an office it was escalated to takes it up. */
  NOT_ESCALATED_TO_YOU,
  /** Somebody sees to it already. */
  ALREADY_TAKEN,
  /** The hand-over was answered, withdrawn or reassigned. */
  ALREADY_CLOSED
}
