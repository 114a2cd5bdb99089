package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;

/** The receiver has seen the hand-over. The clock for the answer runs on. */
@Published(type = "nrm.hand-over.acknowledged.v1", on = Feed.DOMAIN)
public record HandOverAcknowledgedV1(
    CaseRef caseRef, HandOverRef handOver, String step, OrganisationCode by, Instant at)
    implements HandOverEvent {
  public HandOverAcknowledgedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(handOver, "handOver");
    Codes.required("step", step);
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
