package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;

/**
 * One person's need for shelter could not be met. For coordination alone: who is turned away, and
 * why, is what capacity is planned by.
 */
@Published(type = "nrm.shelter.need-unmet-counted.v1", on = Feed.FACTS)
public record NeedUnmetCountedV1(
    CaseRef caseRef, CountryCode country, String sex, String ageBand, String reason, Instant at)
    implements CaseEvent {
  public NeedUnmetCountedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(country, "country");
    Codes.required("sex", sex);
    Codes.required("ageBand", ageBand);
    Codes.required("reason", reason);
    requireNonNull(at, "at");
  }
}
