package org.opennrm.identification.referral.model;

import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.DueTimes;

/** What happened to a referral after it was submitted. */
public sealed interface ReferralEvent {
  record Acknowledged() implements ReferralEvent {}

  record Accepted() implements ReferralEvent {}

  record Forwarded(OrganisationCode to, DueTimes due) implements ReferralEvent {}

  record Declined(String reason) implements ReferralEvent {}

  record InformationRequested() implements ReferralEvent {}

  record InformationGiven() implements ReferralEvent {}

  record Withdrawn() implements ReferralEvent {}

  record EnteredInError() implements ReferralEvent {}
}
