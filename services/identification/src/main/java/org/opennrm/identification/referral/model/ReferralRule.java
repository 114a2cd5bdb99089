package org.opennrm.identification.referral.model;

import org.opennrm.platform.policy.model.Ruling;

/** The rules by which a referral refuses a step. */
public enum ReferralRule implements Ruling.Rule {
  /** A referral is acknowledged before it is accepted, so that its sender knows it arrived. */
  ACKNOWLEDGE_FIRST,
  /** Whoever holds the step cannot hand it to itself. */
  ALREADY_WITH_THIS_OWNER,
  /** The owner has answered; what follows is the case's matter. */
  ALREADY_ANSWERED,
  /** Nobody has asked the sender anything. */
  NOTHING_WAS_ASKED,
  /** The owner waits for the sender's answer. */
  WAITING_FOR_THE_SENDER,
  /** It has been acknowledged before. */
  ALREADY_ACKNOWLEDGED,
  /** Only the owner answers a referral. */
  ONLY_THE_OWNER_ANSWERS,
  /** Only the sender completes it or takes it back. */
  ONLY_THE_SENDER_MAY
}
