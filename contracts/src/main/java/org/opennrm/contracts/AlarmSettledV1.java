package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * What the alarm was about is over: somebody was found, two live apart again. Taking an alarm up
 * does not settle it.
 *
 * @param by absent where no organisation did, as when a clock ran out
 */
@Published(type = "nrm.alarm.settled.v1", on = Feed.DOMAIN)
public record AlarmSettledV1(
    CaseRef caseRef, String kind, @Nullable OrganisationCode by, Instant at) implements AlarmEvent {
  public AlarmSettledV1 {
    requireNonNull(caseRef, "caseRef");
    Codes.required("kind", kind);
    requireNonNull(at, "at");
  }
}
