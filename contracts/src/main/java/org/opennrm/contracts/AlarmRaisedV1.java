package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * Something about a case that somebody must look at now (code list {@code alarms}), raised by the
 * service that saw it. Of one kind at most one is open per case and service; for the coordinator's
 * desk.
 *
 * @param by absent where no organisation did, as when a clock ran out
 */
@Published(type = "nrm.alarm.raised.v1", on = Feed.DOMAIN)
public record AlarmRaisedV1(CaseRef caseRef, String kind, @Nullable OrganisationCode by, Instant at)
    implements AlarmEvent {
  public AlarmRaisedV1 {
    requireNonNull(caseRef, "caseRef");
    Codes.required("kind", kind);
    requireNonNull(at, "at");
  }
}
