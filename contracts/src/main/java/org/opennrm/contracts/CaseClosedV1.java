package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * The case was closed (code list {@code case-closure-reasons}). For services with open steps, which
 * end what has not begun; a stay that has begun ends only when the person leaves.
 */
@Published(type = "nrm.identification.case-closed.v1", on = Feed.DOMAIN)
public record CaseClosedV1(CaseRef caseRef, OrganisationCode by, String reason, Instant at)
    implements CaseEvent {
  public CaseClosedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(by, "by");
    Codes.required("reason", reason);
    requireNonNull(at, "at");
  }
}
