package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.PlacementRef;

/**
 * The person did not want the place offered (code list {@code refusal-reasons}). The bed is free
 * again, and the search goes on.
 */
@Published(type = "nrm.shelter.placement-declined-by-person.v1", on = Feed.DOMAIN)
public record PlacementDeclinedByPersonV1(
    CaseRef caseRef, PlacementRef placement, String reason, Instant at) implements CaseEvent {
  public PlacementDeclinedByPersonV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(placement, "placement");
    Codes.required("reason", reason);
    requireNonNull(at, "at");
  }
}
