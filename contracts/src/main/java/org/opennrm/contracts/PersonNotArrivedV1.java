package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.PlacementRef;

/**
 * The person was expected and did not come in time. For the coordinator and the sender: somebody
 * must look.
 */
@Published(type = "nrm.shelter.person-not-arrived.v1", on = Feed.DOMAIN)
public record PersonNotArrivedV1(CaseRef caseRef, PlacementRef placement, Instant at)
    implements CaseEvent {
  public PersonNotArrivedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(placement, "placement");
    requireNonNull(at, "at");
  }
}
