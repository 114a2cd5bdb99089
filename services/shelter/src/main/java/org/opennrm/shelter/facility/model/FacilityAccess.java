package org.opennrm.shelter.facility.model;

import java.util.Optional;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;

/** Who sees what of a facility. The address is for its operator alone. */
public enum FacilityAccess {
  /** Everything, the address on request. */
  OPERATORS_VIEW,
  /** What the house can do and in which municipality; never the address. */
  COORDINATORS_VIEW,
  /** Looks like nothing. */
  NONE;

  /**
   * @param coordinates the country for which the reader coordinates, if it does
   */
  public static FacilityAccess of(
      OrganisationCode reader, Optional<CountryCode> coordinates, Facility facility) {
    if (reader.equals(facility.operator())) {
      return OPERATORS_VIEW;
    }
    return coordinates.filter(facility.country()::equals).isPresent() ? COORDINATORS_VIEW : NONE;
  }
}
