package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;

/**
 * The sender took the referral back. For its holders, whose hand-overs end; whether help goes on is
 * the person's choice and another event.
 */
@Published(type = "nrm.identification.referral-withdrawn.v1", on = Feed.DOMAIN)
public record ReferralWithdrawnV1(
    CaseRef caseRef, ReferralRef referral, OrganisationCode by, Instant at) implements CaseEvent {
  public ReferralWithdrawnV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(referral, "referral");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
