package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;

/**
 * The owner asked the sender for more. For the sender, whose turn it is; what was asked stays in
 * the identification service.
 */
@Published(type = "nrm.identification.referral-information-requested.v1", on = Feed.DOMAIN)
public record ReferralInformationRequestedV1(
    CaseRef caseRef, ReferralRef referral, OrganisationCode by, Instant at) implements CaseEvent {
  public ReferralInformationRequestedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(referral, "referral");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
