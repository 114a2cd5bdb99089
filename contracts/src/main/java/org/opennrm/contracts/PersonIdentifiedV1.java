package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * An authorised decider recognised the person as trafficked. For every helper; what was found stays
 * with the deciders.
 */
@Published(type = "nrm.identification.person-identified.v1", on = Feed.DOMAIN)
public record PersonIdentifiedV1(CaseRef caseRef, OrganisationCode by, Instant at)
    implements CaseEvent {
  public PersonIdentifiedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
