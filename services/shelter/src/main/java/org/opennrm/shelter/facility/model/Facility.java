package org.opennrm.shelter.facility.model;

import java.util.Set;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * A house, flat or centre as matching needs to know it. Where it stands is told by its area at
 * most; the address is sealed elsewhere and is not part of this.
 *
 * @param type code list {@code facility-types}
 * @param area the municipality
 * @param languages ISO 639-3, spoken in the house
 */
public record Facility(
    FacilityCode code,
    String type,
    OrganisationCode operator,
    CountryCode country,
    AreaCode area,
    Capacity capacity,
    ForWhom forWhom,
    Set<String> languages,
    Set<String> capabilities,
    Set<String> accessibility,
    Regime regime,
    Availability availability) {

  public Facility {
    languages = Set.copyOf(languages);
    capabilities = Set.copyOf(capabilities);
    accessibility = Set.copyOf(accessibility);
  }
}
