package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.PlacementRef;

/**
 * The person left the facility (code list {@code exit-reasons}). An adult who leaves an open house
 * takes a normal exit.
 */
@Published(type = "nrm.shelter.stay-ended.v1", on = Feed.DOMAIN)
public record StayEndedV1(CaseRef caseRef, PlacementRef placement, String reason, Instant at)
    implements CaseEvent {
  public StayEndedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(placement, "placement");
    Codes.required("reason", reason);
    requireNonNull(at, "at");
  }
}
