package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * The person was found: clocks run on by what was left of them. In which condition stands nowhere
 * here; who must know is told otherwise.
 */
@Published(type = "nrm.identification.person-found.v1", on = Feed.DOMAIN)
public record PersonFoundV1(CaseRef caseRef, OrganisationCode by, Instant at) implements CaseEvent {
  public PersonFoundV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
