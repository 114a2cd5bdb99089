package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.PlacementRef;

/**
 * The person, told the house rules and whether doors are locked, agreed to the place. For those who
 * bring them there.
 */
@Published(type = "nrm.shelter.placement-agreed.v1", on = Feed.DOMAIN)
public record PlacementAgreedV1(CaseRef caseRef, PlacementRef placement, Instant at)
    implements CaseEvent {
  public PlacementAgreedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(placement, "placement");
    requireNonNull(at, "at");
  }
}
