package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;

/**
 * One person was presumed trafficked, with the forms of exploitation presumed so far (code list
 * {@code forms-of-exploitation}; several are possible). For coordination alone.
 */
@Published(type = "nrm.identification.person-presumed-counted.v1", on = Feed.FACTS)
public record PersonPresumedCountedV1(
    CaseRef caseRef, CountryCode country, List<String> forms, Instant at) implements CaseEvent {
  public PersonPresumedCountedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(country, "country");
    forms = Codes.required("forms", forms);
    requireNonNull(at, "at");
  }
}
