package org.opennrm.identification.missing.model;

import java.time.Instant;
import java.util.Set;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * One time that somebody was missing. It stands beside the case file and closes nothing: help goes
 * on, and clocks rest as long as nobody knows where the person is.
 */
public sealed interface Missing {

  /** Nobody knows where the person is. */
  sealed interface Gone extends Missing {}

  /** Somebody said so; nobody searches yet. */
  record Reported(OrganisationCode by, Instant at) implements Gone {}

  /**
   * An organisation answers for the search.
   *
   * @param officer who took it there, by the subject of their token
   * @param policeMayBeTold codes of the list {@code police-may-be-told}, as the person chose
   */
  record Searching(
      OrganisationCode owner, String officer, Set<String> policeMayBeTold, Instant since)
      implements Gone {
    public Searching {
      policeMayBeTold = Set.copyOf(policeMayBeTold);
    }
  }

  /**
   * The search ended without finding them, and somebody else looked at it. They are missed still.
   */
  record Unresolved(OrganisationCode by, ReviewedBy reviewedBy, Instant at) implements Gone {}

  /** They were found. */
  record FoundSafe(OrganisationCode by, Instant at) implements Missing {}

  /** They were found, and something must happen now. */
  record FoundInDanger(OrganisationCode by, Instant at) implements Missing {}

  /** They died. */
  record Died(OrganisationCode by, Instant at) implements Missing {}

  /** Who looked at a search before it ended. */
  enum ReviewedBy {
    COORDINATOR,
    SECOND_PERSON
  }
}
