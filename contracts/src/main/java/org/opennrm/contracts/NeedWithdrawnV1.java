package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.NeedRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * A stated need no longer stands. For the service that was looking for an answer, which releases
 * what it holds.
 */
@Published(type = "nrm.identification.need-withdrawn.v1", on = Feed.DOMAIN)
public record NeedWithdrawnV1(CaseRef caseRef, NeedRef need, OrganisationCode by, Instant at)
    implements CaseEvent {
  public NeedWithdrawnV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(need, "need");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
