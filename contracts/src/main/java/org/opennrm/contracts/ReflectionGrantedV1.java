package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * A time to recover and reflect runs, or runs longer. For every helper: nobody removes the person
 * in it, and the rights that come with it hold.
 */
@Published(type = "nrm.identification.reflection-granted.v1", on = Feed.DOMAIN)
public record ReflectionGrantedV1(
    CaseRef caseRef, OrganisationCode by, Instant from, Instant until, Instant at)
    implements CaseEvent {
  public ReflectionGrantedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(by, "by");
    requireNonNull(from, "from");
    requireNonNull(until, "until");
    requireNonNull(at, "at");
  }
}
