package org.opennrm.shelter.placement.model;

import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * Who sees what of a placement. The same decision answers for one object and, as the query behind
 * the list, for many; a test holds the two together.
 */
public enum PlacementAccess {
  /**
   * The house that keeps a place for the person or houses them: everything but the rest of the
   * search.
   */
  OPERATORS_VIEW,
  /** The whole search, with the reason why a facility was not asked. */
  COORDINATORS_VIEW,
  /** How the search stands and who houses the person; never in which house. */
  SENDERS_VIEW,
  /** Looks like nothing. */
  NONE;

  /**
   * @param neededBy who asked for the place
   * @param holdsIdentification whether the reader holds the identification step of the case now
   */
  public static PlacementAccess of(
      Reader reader,
      Placement state,
      CountryCode country,
      OrganisationCode neededBy,
      boolean holdsIdentification) {
    if (reader.shelters() && isKeptBy(reader.organisation(), state)) {
      return OPERATORS_VIEW;
    }
    if (reader.coordinates().filter(country::equals).isPresent()) {
      return COORDINATORS_VIEW;
    }
    var askedForIt = reader.organisation().equals(neededBy);
    return reader.identifies() && (askedForIt || holdsIdentification) ? SENDERS_VIEW : NONE;
  }

  private static boolean isKeptBy(OrganisationCode operator, Placement state) {
    return state.heldPlace().filter(place -> place.operator().equals(operator)).isPresent();
  }
}
