package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * There are reasonable grounds to believe that the person was trafficked. For every helper:
 * reflection and assistance rights follow from it where the policy pack says so.
 */
@Published(type = "nrm.identification.person-presumed.v1", on = Feed.DOMAIN)
public record PersonPresumedV1(CaseRef caseRef, OrganisationCode by, Instant at)
    implements CaseEvent {
  public PersonPresumedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
