package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * The receiver said no, with a coded reason. A normal outcome: the sender keeps the step and offers
 * it elsewhere.
 */
@Published(type = "nrm.hand-over.declined.v1", on = Feed.DOMAIN)
public record HandOverDeclinedV1(
    CaseRef caseRef,
    HandOverRef handOver,
    String step,
    OrganisationCode by,
    String reason,
    Instant at)
    implements HandOverEvent {
  public HandOverDeclinedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(handOver, "handOver");
    Codes.required("step", step);
    requireNonNull(by, "by");
    Codes.required("reason", reason);
    requireNonNull(at, "at");
  }
}
