package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * Contact with home is no longer forbidden; it still needs the person's consent. For whoever moves
 * people, asks for papers or traces families.
 */
@Published(type = "nrm.identification.home-contact-allowed.v1", on = Feed.DOMAIN)
public record HomeContactAllowedV1(CaseRef caseRef, OrganisationCode by, Instant at)
    implements CaseEvent {
  public HomeContactAllowedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
