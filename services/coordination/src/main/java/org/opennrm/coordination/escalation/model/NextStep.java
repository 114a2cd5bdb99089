package org.opennrm.coordination.escalation.model;

import org.opennrm.contracts.ids.OrganisationCode;

/** What the clock of a hand-over asks for now. */
public sealed interface NextStep {

  /** Nothing, for now or for good. */
  record Wait() implements NextStep {}

  /** The answer is due: the holder is reminded, once. */
  record Remind() implements NextStep {}

  /** The grace has ended too: it goes past the holder. */
  record Escalate(Level level, OrganisationCode to) implements NextStep {}
}
