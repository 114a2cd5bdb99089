package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * The hand-over is no longer asked for, as when another receiver was first. It never escalates
 * after this.
 */
@Published(type = "nrm.hand-over.withdrawn.v1", on = Feed.DOMAIN)
public record HandOverWithdrawnV1(
    CaseRef caseRef, HandOverRef handOver, String step, OrganisationCode by, Instant at)
    implements HandOverEvent {
  public HandOverWithdrawnV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(handOver, "handOver");
    Codes.required("step", step);
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
