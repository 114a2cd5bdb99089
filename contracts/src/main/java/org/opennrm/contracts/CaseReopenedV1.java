package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * A closed case is open again. For every service: steps may be taken anew; none resumes by itself.
 */
@Published(type = "nrm.identification.case-reopened.v1", on = Feed.DOMAIN)
public record CaseReopenedV1(CaseRef caseRef, OrganisationCode by, Instant at)
    implements CaseEvent {
  public CaseReopenedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
