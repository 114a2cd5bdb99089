package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * A hand-over that already happened was written down after the fact, as after a knock at night. It
 * counts as accepted at once; no clock runs.
 */
@Published(type = "nrm.hand-over.recorded.v1", on = Feed.DOMAIN)
public record HandOverRecordedV1(
    CaseRef caseRef,
    HandOverRef handOver,
    String step,
    CountryCode country,
    OrganisationCode from,
    OrganisationCode to,
    Instant at)
    implements HandOverEvent {
  public HandOverRecordedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(handOver, "handOver");
    Codes.required("step", step);
    requireNonNull(country, "country");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    requireNonNull(at, "at");
  }
}
