package org.opennrm.identification.casefile.model;

import org.opennrm.platform.policy.model.Ruling;

/** The rules by which a case file refuses a step. */
public enum CaseFileRule implements Ruling.Rule {
  /** Reasonable grounds were recorded before; what changed belongs into a finding. */
  ALREADY_PRESUMED,
  /** Reasonable grounds are grounds: at least one is named. */
  GROUNDS_ARE_NEEDED,
  /** A finding follows a presumption, so that assistance never waits for it. */
  PRESUME_FIRST,
  /** The finding stands; whoever doubts it asks for a review or sets it aside. */
  ALREADY_DECIDED,
  /** The country's pack does not let this kind of organisation decide. */
  NOT_AN_AUTHORISED_DECIDER,
  /** Who houses the person does not decide about them, unless the pack allows it. */
  HOST_DOES_NOT_DECIDE,
  /** Trafficking has an act: at least one is named. */
  AN_ACT_IS_NEEDED,
  /** For an adult a means is needed; for somebody under eighteen, or in doubt, none. */
  A_MEANS_IS_NEEDED_FOR_AN_ADULT,
  /** Trafficking has a purpose: at least one form of exploitation is named. */
  A_PURPOSE_IS_NEEDED,
  /** A finding that does not recognise trafficking says why. */
  REASONS_ARE_NEEDED,
  /** That no means was found is no reason for somebody under eighteen, or in doubt. */
  NO_MEANS_IS_ASKED_OF_A_CHILD,
  /** The person learns how to ask for a review before the decision is recorded. */
  TELL_HOW_TO_ASK_FOR_REVIEW,
  /** There is no decision that could be reviewed or set aside. */
  NOTHING_TO_REVIEW,
  /** Only a recognition can be set aside, and only one that stands. */
  NOTHING_TO_SET_ASIDE,
  /** Whoever decided does not review. */
  REVIEW_BY_SOMEBODY_UNINVOLVED,
  /** A review is under way; its reviewer decides. */
  UNDER_REVIEW,
  /** Only the reviewer that was asked takes it up, passes it on or decides. */
  ONLY_THE_REVIEWER,
  /** The review is taken up before it is decided. */
  ACCEPT_THE_REVIEW_FIRST,
  /** The reviewer has taken it up before. */
  REVIEW_ALREADY_ACCEPTED,
  /** No review is under way. */
  NO_REVIEW_IS_UNDER_WAY,
  /** The case is closed; reopen it first. */
  CASE_IS_CLOSED,
  /** A death is recorded as one; a file that closed for it would still wait for somebody. */
  A_DEATH_IS_NO_CLOSURE,
  /** Only a closed case reopens. */
  CASE_IS_OPEN,
  /** The person has died; nothing is asked of their file any more. */
  PERSON_HAS_DIED,
  /** Nobody has died. */
  NOBODY_HAS_DIED,
  /** Somebody first makes sure that the news puts nobody in danger. */
  LOOK_AT_THE_DANGER_FIRST,
  /** The next of kin know. */
  NEXT_OF_KIN_WERE_TOLD
}
