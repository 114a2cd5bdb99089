package org.opennrm.identification.help.model;

import java.time.Instant;
import java.util.Optional;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.DueTimes;

/**
 * Help that was asked for, state by state. Whatever becomes of it closes nothing else: the file
 * stays open, and after a "no" somebody else can be asked.
 */
public sealed interface AskedHelp {

  /** The organisation that has, or last had, to answer. */
  OrganisationCode owner();

  /** Waiting for an answer. */
  sealed interface Waiting extends AskedHelp {
    DueTimes due();
  }

  /** Waiting for the office that gives such help in the area. */
  record Offered(OrganisationCode owner, DueTimes due) implements Waiting {}

  /** Nobody gives such help there today; it lies with the office of last resort. */
  record Unowned(OrganisationCode owner, DueTimes due) implements Waiting {}

  /** The office has seen it; the clock still runs. */
  record Acknowledged(OrganisationCode owner, DueTimes due, Instant at) implements Waiting {}

  /** The office helps. */
  record Accepted(OrganisationCode owner, Instant at) implements AskedHelp {}

  /** Done, with a code of the list {@code help-outcomes}. */
  record Completed(OrganisationCode owner, String outcome, Instant at) implements AskedHelp {}

  /** The office said no, with a code of the list {@code help-decline-reasons}. */
  record Declined(OrganisationCode owner, String reason, Instant at) implements AskedHelp {}

  /** No longer asked for, with a code of the list {@code help-withdrawal-reasons}. */
  record Withdrawn(OrganisationCode owner, String reason, Instant at) implements AskedHelp {}

  /** By when an answer is due; empty once there is one. */
  default Optional<DueTimes> answerDue() {
    return this instanceof Waiting waiting ? Optional.of(waiting.due()) : Optional.empty();
  }

  /** Whether the answer is late; at the very moment at which it is due it is not. */
  default boolean lateAt(Instant now) {
    return answerDue().filter(due -> now.isAfter(due.dueAt())).isPresent();
  }
}
