package org.opennrm.coordination.escalation.model;

import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.DueTimes;

/** What happened to an escalation after it was opened. */
public sealed interface EscalationEvent {

  record PassedOn(OrganisationCode to, DueTimes due) implements EscalationEvent {}

  record Taken() implements EscalationEvent {}

  record Closed() implements EscalationEvent {}
}
