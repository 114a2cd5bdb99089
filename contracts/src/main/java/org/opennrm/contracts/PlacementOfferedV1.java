package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.PlacementRef;

/**
 * Suitable facilities were asked, as many as {@code offers} says, and may answer until {@code
 * until}. Which ones is nobody else's business.
 */
@Published(type = "nrm.shelter.placement-offered.v1", on = Feed.DOMAIN)
public record PlacementOfferedV1(
    CaseRef caseRef,
    PlacementRef placement,
    @JsonProperty(required = true) int offers,
    Instant until,
    Instant at)
    implements CaseEvent {
  public PlacementOfferedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(placement, "placement");
    requireNonNull(until, "until");
    requireNonNull(at, "at");
    if (offers < 1) {
      throw new IllegalArgumentException("An offer reaches at least one facility, not " + offers);
    }
  }
}
