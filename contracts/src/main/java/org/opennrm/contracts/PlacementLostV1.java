package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.PlacementRef;

/**
 * What was offered or held is gone, as when the hold or the offers expired (code list {@code
 * placement-loss-reasons}). The need stands, and the search starts again.
 */
@Published(type = "nrm.shelter.placement-lost.v1", on = Feed.DOMAIN)
public record PlacementLostV1(CaseRef caseRef, PlacementRef placement, String reason, Instant at)
    implements CaseEvent {
  public PlacementLostV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(placement, "placement");
    Codes.required("reason", reason);
    requireNonNull(at, "at");
  }
}
