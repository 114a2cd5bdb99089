package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.PlacementRef;

/**
 * A facility accepted first and keeps the bed until {@code heldUntil}. For those with the person,
 * who can now ask whether they want it.
 */
@Published(type = "nrm.shelter.placement-accepted.v1", on = Feed.DOMAIN)
public record PlacementAcceptedV1(
    CaseRef caseRef, PlacementRef placement, Instant heldUntil, Instant at) implements CaseEvent {
  public PlacementAcceptedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(placement, "placement");
    requireNonNull(heldUntil, "heldUntil");
    requireNonNull(at, "at");
  }
}
