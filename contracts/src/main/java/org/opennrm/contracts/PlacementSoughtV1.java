package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.NeedRef;
import org.opennrm.contracts.ids.PlacementRef;

/** A bed is being looked for. For the organisation that stated the need: the search has begun. */
@Published(type = "nrm.shelter.placement-sought.v1", on = Feed.DOMAIN)
public record PlacementSoughtV1(CaseRef caseRef, PlacementRef placement, NeedRef need, Instant at)
    implements CaseEvent {
  public PlacementSoughtV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(placement, "placement");
    requireNonNull(need, "need");
    requireNonNull(at, "at");
  }
}
