package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;

/**
 * The referral reached the wrong office and was passed on, not sent back. For the sender and the
 * ledger: {@code to} must answer from now on.
 */
@Published(type = "nrm.identification.referral-forwarded.v1", on = Feed.DOMAIN)
public record ReferralForwardedV1(
    CaseRef caseRef, ReferralRef referral, OrganisationCode by, OrganisationCode to, Instant at)
    implements CaseEvent {
  public ReferralForwardedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(referral, "referral");
    requireNonNull(by, "by");
    requireNonNull(to, "to");
    requireNonNull(at, "at");
  }
}
