package org.opennrm.shelter.placement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.PlacementRef;

/** One line of a list: how a search stands, and who keeps a place or houses the person. */
record PlacementSummary(
    PlacementRef placement,
    String caseAlias,
    String state,
    Instant soughtAt,
    Instant since,
    boolean housed,
    Optional<OrganisationCode> operator) {

  /** A page of lines; {@code next} goes into {@code after} to read on. */
  record Page(List<PlacementSummary> items, Optional<String> next) {

    static Page empty() {
      return new Page(List.of(), Optional.empty());
    }
  }
}
