package org.opennrm.coordination.escalation.model;

import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.DueTimes;

/** What may be asked of an escalation. */
public sealed interface EscalationCommand {

  /** The clock asks: past the silent coordinator, to the deputy, who gets times of its own. */
  record PassOn(OrganisationCode deputy, DueTimes due) implements EscalationCommand {}

  /** An office takes it up. */
  record Take(OrganisationCode by) implements EscalationCommand {}

  /** The hand-over needs no escalation any more. */
  record Close(Escalation.Ending because) implements EscalationCommand {}
}
