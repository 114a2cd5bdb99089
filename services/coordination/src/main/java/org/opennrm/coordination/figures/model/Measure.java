package org.opennrm.coordination.figures.model;

/**
 * What is counted. The unit is always persons, and each person counts at one moment per measure,
 * the first: figures of adjoining periods add up, and a transfer is not a second person.
 */
public enum Measure {
  IN_NEED(
      "in-need",
      "Persons for whom a referral was submitted; at the moment of the first one. No label is"
          + " needed for it."),
  PRESUMED(
      "presumed",
      "Persons presumed trafficked by an authorised responder; at the moment of the first"
          + " presumption."),
  PLACED("placed", "Persons who arrived in a facility; at the moment of the first arrival."),
  UNMET(
      "unmet",
      "Persons whose need for shelter could not be met; at the first such moment, also when it was"
          + " met later.");

  private final String code;
  private final String definition;

  Measure(String code, String definition) {
    this.code = code;
    this.definition = definition;
  }

  public String code() {
    return code;
  }

  /** What a reader must know to compare the number with another. */
  public String definition() {
    return definition;
  }
}
