package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * The time to recover and reflect has ended, at its end or earlier at the person's wish. For every
 * helper; what the person decided stands elsewhere.
 */
@Published(type = "nrm.identification.reflection-ended.v1", on = Feed.DOMAIN)
public record ReflectionEndedV1(CaseRef caseRef, OrganisationCode by, Instant at)
    implements CaseEvent {
  public ReflectionEndedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
