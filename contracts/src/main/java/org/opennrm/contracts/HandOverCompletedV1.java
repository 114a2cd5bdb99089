package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;

/** The step was done. The receiver held it; the sender sees the loop closed. */
@Published(type = "nrm.hand-over.completed.v1", on = Feed.DOMAIN)
public record HandOverCompletedV1(
    CaseRef caseRef, HandOverRef handOver, String step, OrganisationCode by, Instant at)
    implements HandOverEvent {
  public HandOverCompletedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(handOver, "handOver");
    Codes.required("step", step);
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
