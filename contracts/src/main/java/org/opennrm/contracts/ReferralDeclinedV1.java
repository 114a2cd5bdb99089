package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;

/**
 * The owner declined the referral, as an error or as the sender's own repeat (code list {@code
 * referral-decline-reasons}). Doubt about the person is never a decline, and the case stays open.
 */
@Published(type = "nrm.identification.referral-declined.v1", on = Feed.DOMAIN)
public record ReferralDeclinedV1(
    CaseRef caseRef, ReferralRef referral, OrganisationCode by, String reason, Instant at)
    implements CaseEvent {
  public ReferralDeclinedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(referral, "referral");
    requireNonNull(by, "by");
    Codes.required("reason", reason);
    requireNonNull(at, "at");
  }
}
