package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * The receiver took the step. From here it holds the step and has access to what the step needs.
 */
@Published(type = "nrm.hand-over.accepted.v1", on = Feed.DOMAIN)
public record HandOverAcceptedV1(
    CaseRef caseRef, HandOverRef handOver, String step, OrganisationCode by, Instant at)
    implements HandOverEvent {
  public HandOverAcceptedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(handOver, "handOver");
    Codes.required("step", step);
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
