package org.opennrm.platform.policy.model;

/** Every clock that a pack must set; a pack without one of them is refused at start. */
public enum ClockName {
  /** How long the owner of the identification step has to answer a referral. */
  REFERRAL_ANSWER("referral-answer"),
  /** The same when the officer reported immediate danger. */
  REFERRAL_ANSWER_IN_DANGER("referral-answer-in-danger"),
  /** How long a facility has to answer an offer. */
  SHELTER_OFFER("shelter-offer"),
  /** How long an accepted bed is held for the person. */
  SHELTER_HOLD("shelter-hold"),
  /** How long the coordinator has to take up an escalation before the deputy gets it. */
  ESCALATION_ANSWER("escalation-answer"),
  /** Until when a first decision is not final, so that a review can be asked for. */
  REVIEW_WINDOW("review-window"),
  /** How long somebody uninvolved has to take up and decide a review. */
  REVIEW_ANSWER("review-answer"),
  /** How long help runs on after a recognition was set aside. */
  HELP_AFTER_SET_ASIDE("help-after-set-aside"),
  /** How long an office has to answer when a person asks it for help. */
  HELP_ANSWER("help-answer"),
  /** The same when the help is urgent. */
  HELP_URGENT("help-urgent"),
  /** How long until a child, or somebody who may be one, has an interim guardian. */
  GUARDIAN_ANSWER("guardian"),
  /** How long legal aid has to answer. */
  LEGAL_AID_ANSWER("legal-aid"),
  /** The same for somebody detained, charged or fined now. */
  LEGAL_AID_URGENT("legal-aid-urgent"),
  /** How long a case may be without a next date before it alarms. */
  NEXT_DATE("next-date");

  private final String code;

  ClockName(String code) {
    this.code = code;
  }

  /** The name in the pack. */
  public String code() {
    return code;
  }
}
