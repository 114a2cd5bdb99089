package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * The person must not meet the one of the other case; told for each of the two. For whoever houses,
 * moves or invites people, and for nobody who investigates; why stands nowhere.
 */
@Published(type = "nrm.identification.keep-apart-stated.v1", on = Feed.NEEDS)
public record KeepApartStatedV1(CaseRef caseRef, CaseRef other, OrganisationCode by, Instant at)
    implements CaseEvent {
  public KeepApartStatedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(other, "other");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
