package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * The person has died. For everybody who holds a step: it ends, and no message goes to the person
 * any more.
 */
@Published(type = "nrm.identification.person-died.v1", on = Feed.DOMAIN)
public record PersonDiedV1(CaseRef caseRef, OrganisationCode by, Instant at) implements CaseEvent {
  public PersonDiedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
