package org.opennrm.identification.referral.model;

import java.time.Instant;
import java.util.List;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.DueTimes;

/**
 * A referral, state by state. It assigns the identification step and nothing else: the case file is
 * open, and help with it, from submission, whatever becomes of the referral.
 */
public sealed interface Referral {

  /** The organisation that has, or last had, to answer. */
  OrganisationCode owner();

  /** Waiting for its owner. */
  record Submitted(OrganisationCode owner, DueTimes due) implements Referral {}

  /** The owner has seen it; the clock still runs. */
  record Acknowledged(OrganisationCode owner, DueTimes due, Instant at) implements Referral {}

  /** The owner asked the sender; the clock still runs, for nobody may be lost in a question. */
  record InformationRequested(OrganisationCode owner, DueTimes due, List<String> questions)
      implements Referral {
    public InformationRequested {
      questions = List.copyOf(questions);
    }
  }

  /** The owner holds the identification step. */
  record Accepted(OrganisationCode owner, Instant at) implements Referral {}

  /** Sent in error, or the sender's own repeat; never a doubt about the person. */
  record Declined(OrganisationCode owner, String reason, Instant at) implements Referral {}

  /** The sender took it back before it was accepted. */
  record Withdrawn(OrganisationCode owner, Instant at) implements Referral {}

  /** The sender found that it should never have been sent. */
  record EnteredInError(OrganisationCode owner, Instant at) implements Referral {}
}
