package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;

/**
 * The referral should never have been written, as when it was sent for the wrong file. For figures,
 * which must not count it.
 */
@Published(type = "nrm.identification.referral-entered-in-error.v1", on = Feed.DOMAIN)
public record ReferralEnteredInErrorV1(
    CaseRef caseRef, ReferralRef referral, OrganisationCode by, Instant at) implements CaseEvent {
  public ReferralEnteredInErrorV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(referral, "referral");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
