package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;

/**
 * One person was recognised as trafficked, with the forms of exploitation found (code list
 * forms-of-exploitation; several are possible). For coordination alone.
 */
@Published(type = "nrm.identification.person-identified-counted.v1", on = Feed.FACTS)
public record PersonIdentifiedCountedV1(
    CaseRef caseRef, CountryCode country, List<String> forms, Instant at) implements CaseEvent {
  public PersonIdentifiedCountedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(country, "country");
    forms = Codes.required("forms", forms);
    requireNonNull(at, "at");
  }
}
