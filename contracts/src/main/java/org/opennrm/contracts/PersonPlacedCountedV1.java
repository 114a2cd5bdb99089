package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;

/**
 * One person arrived in a facility of this type (code list {@code facility-types}). For
 * coordination alone; {@code region} is left out where it would point to a house.
 */
@Published(type = "nrm.shelter.person-placed-counted.v1", on = Feed.FACTS)
public record PersonPlacedCountedV1(
    CaseRef caseRef,
    CountryCode country,
    String facilityType,
    @Nullable AreaCode region,
    Instant at)
    implements CaseEvent {
  public PersonPlacedCountedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(country, "country");
    Codes.required("facilityType", facilityType);
    requireNonNull(at, "at");
  }
}
