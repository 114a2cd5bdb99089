package org.opennrm.identification.missing.model;

import org.opennrm.platform.policy.model.Ruling;

/** The rules by which an absence refuses a step. */
public enum MissingRule implements Ruling.Rule {
  /** Somebody reported it before; there is one absence at a time. */
  MISSING_ALREADY,
  /** A search that nobody took cannot end. */
  NOT_SEARCHED_FOR,
  /** The search has ended; it can be taken up again. */
  SEARCH_HAS_ENDED,
  /** Whoever led the search does not review it. */
  REVIEWED_BY_ANOTHER_PERSON,
  /** They were found; a new absence is reported anew. */
  FOUND_ALREADY,
  PERSON_HAS_DIED
}
