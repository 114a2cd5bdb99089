package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.PlacementRef;

/**
 * Nobody can house the person now (code list {@code unmet-reasons}). For the coordinator: the need
 * is counted and stays open.
 */
@Published(type = "nrm.shelter.placement-unmet.v1", on = Feed.DOMAIN)
public record PlacementUnmetV1(CaseRef caseRef, PlacementRef placement, String reason, Instant at)
    implements CaseEvent {
  public PlacementUnmetV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(placement, "placement");
    Codes.required("reason", reason);
    requireNonNull(at, "at");
  }
}
