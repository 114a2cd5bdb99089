package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * One organisation asks another to take a step of a case, and a clock starts. For the ledger,
 * standings and subscriptions: {@code to} may see what the step needs before answering; silence
 * after {@code graceUntil} escalates.
 */
@Published(type = "nrm.hand-over.offered.v1", on = Feed.DOMAIN)
public record HandOverOfferedV1(
    CaseRef caseRef,
    HandOverRef handOver,
    String step,
    CountryCode country,
    OrganisationCode from,
    OrganisationCode to,
    Instant dueAt,
    Instant graceUntil,
    Instant offeredAt)
    implements HandOverEvent {
  public HandOverOfferedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(handOver, "handOver");
    Codes.required("step", step);
    requireNonNull(country, "country");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(dueAt, "dueAt");
    requireNonNull(graceUntil, "graceUntil");
    requireNonNull(offeredAt, "offeredAt");
  }
}
