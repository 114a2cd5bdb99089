package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;

/**
 * One person was not recognised as trafficked, with the reasons (code list not-identified-reasons).
 * For coordination alone.
 */
@Published(type = "nrm.identification.person-not-identified-counted.v1", on = Feed.FACTS)
public record PersonNotIdentifiedCountedV1(
    CaseRef caseRef, CountryCode country, List<String> reasons, Instant at) implements CaseEvent {
  public PersonNotIdentifiedCountedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(country, "country");
    reasons = Codes.required("reasons", reasons);
    requireNonNull(at, "at");
  }
}
