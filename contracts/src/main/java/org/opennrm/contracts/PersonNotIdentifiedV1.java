package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * The person was not recognised as trafficked; help continues, and a review can be asked for. For
 * every helper.
 */
@Published(type = "nrm.identification.person-not-identified.v1", on = Feed.DOMAIN)
public record PersonNotIdentifiedV1(
    CaseRef caseRef, OrganisationCode by, Instant finalFrom, Instant at) implements CaseEvent {
  public PersonNotIdentifiedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(by, "by");
    requireNonNull(finalFrom, "finalFrom");
    requireNonNull(at, "at");
  }
}
