package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * What was said before is taken back: the two may meet, and may be housed in one house. Told for
 * each of the two. For whoever houses, moves or invites people, and for nobody who investigates.
 */
@Published(type = "nrm.identification.keep-apart-taken-back.v1", on = Feed.NEEDS)
public record KeepApartTakenBackV1(CaseRef caseRef, CaseRef other, OrganisationCode by, Instant at)
    implements CaseEvent {
  public KeepApartTakenBackV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(other, "other");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
