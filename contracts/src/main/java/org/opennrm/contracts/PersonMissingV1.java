package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * Nobody knows where the person is. Clocks and payments rest until they are found; their file stays
 * open and help goes on. Nothing about where or why.
 */
@Published(type = "nrm.identification.person-missing.v1", on = Feed.DOMAIN)
public record PersonMissingV1(CaseRef caseRef, OrganisationCode by, Instant at)
    implements CaseEvent {
  public PersonMissingV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
