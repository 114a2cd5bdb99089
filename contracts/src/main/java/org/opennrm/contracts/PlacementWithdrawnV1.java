package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.PlacementRef;

/** The search ended because the need did. For facilities and helpers: nothing more is held. */
@Published(type = "nrm.shelter.placement-withdrawn.v1", on = Feed.DOMAIN)
public record PlacementWithdrawnV1(CaseRef caseRef, PlacementRef placement, Instant at)
    implements CaseEvent {
  public PlacementWithdrawnV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(placement, "placement");
    requireNonNull(at, "at");
  }
}
