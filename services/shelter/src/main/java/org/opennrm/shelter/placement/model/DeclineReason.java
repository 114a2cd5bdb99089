package org.opennrm.shelter.placement.model;

/** Why a facility says no (code list {@code offer-decline-reasons}). */
public enum DeclineReason implements CodeListEntry {
  FULL,
  CANNOT_MEET_NEED,
  UNSAFE_MATCH,
  UNDERSTAFFED,
  OTHER;

  /** Whether the answer would be the same tomorrow, so that it is not asked for twice. */
  boolean isLasting() {
    return this == CANNOT_MEET_NEED || this == UNSAFE_MATCH;
  }
}
