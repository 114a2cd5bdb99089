package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * Nobody at home is told or asked anything about the person: no consulate, receiving organisation,
 * home police or relative. For whoever moves people, asks for papers or traces families; why stands
 * nowhere.
 */
@Published(type = "nrm.identification.home-contact-forbidden.v1", on = Feed.DOMAIN)
public record HomeContactForbiddenV1(CaseRef caseRef, OrganisationCode by, Instant at)
    implements CaseEvent {
  public HomeContactForbiddenV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
