package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.PlacementRef;

/**
 * The person arrived and is housed. For every helper, and for the sender of the referral, who
 * learns no more than "in assistance".
 */
@Published(type = "nrm.shelter.person-arrived.v1", on = Feed.DOMAIN)
public record PersonArrivedV1(CaseRef caseRef, PlacementRef placement, Instant at)
    implements CaseEvent {
  public PersonArrivedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(placement, "placement");
    requireNonNull(at, "at");
  }
}
