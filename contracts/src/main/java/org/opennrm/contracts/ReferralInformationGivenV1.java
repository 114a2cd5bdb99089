package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;

/**
 * The sender answered the owner's question; the referral waits for the owner again. The answer
 * itself stays in the identification service.
 */
@Published(type = "nrm.identification.referral-information-given.v1", on = Feed.DOMAIN)
public record ReferralInformationGivenV1(
    CaseRef caseRef, ReferralRef referral, OrganisationCode by, Instant at) implements CaseEvent {
  public ReferralInformationGivenV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(referral, "referral");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
