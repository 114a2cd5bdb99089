package org.opennrm.shelter.facility;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.shelter.facility.model.Capacity;
import org.opennrm.shelter.facility.model.Facility;

/**
 * A facility as its operator and its country's coordinator see it, without its address.
 *
 * @param capacity beds, unknown or on-demand; unknown is not none
 * @param beds how many, where a number was stated
 */
record FacilityView(
    FacilityCode code,
    String type,
    OrganisationCode operator,
    CountryCode country,
    AreaCode area,
    String capacity,
    Optional<Integer> beds,
    ForWhom forWhom,
    List<String> languages,
    List<String> capabilities,
    List<String> accessibility,
    String regime,
    String availability) {

  /** Whom the facility houses, in codes. */
  record ForWhom(
      List<String> sexes, List<String> ageBands, boolean families, boolean childrenAlone) {}

  /** The facilities that the caller may see. */
  record Facilities(List<FacilityView> items) {}

  /** Where a facility stands; recorded whenever it is read. */
  record Address(FacilityCode code, String address) {}

  static FacilityView of(Facility facility) {
    return new FacilityView(
        facility.code(),
        facility.type(),
        facility.operator(),
        facility.country(),
        facility.area(),
        FacilityRow.kindOf(facility.capacity()),
        facility.capacity() instanceof Capacity.Beds(var count)
            ? Optional.of(count)
            : Optional.empty(),
        new ForWhom(
            sorted(facility.forWhom().sexes()),
            sorted(facility.forWhom().ageBands()),
            facility.forWhom().families(),
            facility.forWhom().childrenAlone()),
        sorted(facility.languages()),
        sorted(facility.capabilities()),
        sorted(facility.accessibility()),
        facility.regime().name().toLowerCase(Locale.ROOT),
        facility.availability().name().toLowerCase(Locale.ROOT));
  }

  private static List<String> sorted(Set<String> codes) {
    return codes.stream().sorted().toList();
  }
}
