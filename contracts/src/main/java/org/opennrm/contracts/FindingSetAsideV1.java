package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * A recognition rested on proven deception and no longer counts. For every helper; help runs on
 * until the moment named.
 */
@Published(type = "nrm.identification.finding-set-aside.v1", on = Feed.DOMAIN)
public record FindingSetAsideV1(CaseRef caseRef, OrganisationCode by, Instant helpUntil, Instant at)
    implements CaseEvent {
  public FindingSetAsideV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(by, "by");
    requireNonNull(helpUntil, "helpUntil");
    requireNonNull(at, "at");
  }
}
