package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * The step was given to another organisation, with clocks of its own. For standings: the former
 * holder keeps only what it wrote.
 */
@Published(type = "nrm.hand-over.reassigned.v1", on = Feed.DOMAIN)
public record HandOverReassignedV1(
    CaseRef caseRef,
    HandOverRef handOver,
    String step,
    OrganisationCode by,
    OrganisationCode to,
    Instant dueAt,
    Instant graceUntil,
    Instant at)
    implements HandOverEvent {
  public HandOverReassignedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(handOver, "handOver");
    Codes.required("step", step);
    requireNonNull(by, "by");
    requireNonNull(to, "to");
    requireNonNull(dueAt, "dueAt");
    requireNonNull(graceUntil, "graceUntil");
    requireNonNull(at, "at");
  }
}
