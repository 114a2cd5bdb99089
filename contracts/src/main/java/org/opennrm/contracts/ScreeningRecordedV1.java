package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * A screening interview was recorded. For those who would otherwise ask again: it has been told
 * once. No answer travels here.
 */
@Published(type = "nrm.identification.screening-recorded.v1", on = Feed.DOMAIN)
public record ScreeningRecordedV1(CaseRef caseRef, OrganisationCode by, Instant at)
    implements CaseEvent {
  public ScreeningRecordedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
