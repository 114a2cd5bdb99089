package org.opennrm.identification.help.model;

import org.opennrm.platform.policy.model.Ruling;

/** The rules by which asked help refuses a step. */
public enum HelpRule implements Ruling.Rule {
  /** It is acknowledged before it is accepted, so that whoever asked knows it arrived. */
  ACKNOWLEDGE_HELP_FIRST,
  /** Nothing is completed that nobody took on. */
  ACCEPT_HELP_FIRST,
  /** It has been acknowledged before. */
  ALREADY_ACKNOWLEDGED,
  /** The office has answered. */
  ALREADY_ANSWERED,
  /** It was completed, declined or withdrawn; what is still needed is asked for anew. */
  HELP_IS_OVER,
  /** Only the office that was asked answers. */
  ONLY_THE_RECEIVER_ANSWERS,
  /**
   * Only whoever leads the case takes it back: not the unit that brought the person in, whose own
   * deeds the lawyer may look at.
   */
  ONLY_WHO_LEADS_WITHDRAWS
}
