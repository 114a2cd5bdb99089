package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;

/**
 * The owner takes the identification step. Acceptance assigns work; it neither opens the case nor
 * says what the person is.
 */
@Published(type = "nrm.identification.referral-accepted.v1", on = Feed.DOMAIN)
public record ReferralAcceptedV1(
    CaseRef caseRef, ReferralRef referral, OrganisationCode by, Instant at) implements CaseEvent {
  public ReferralAcceptedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(referral, "referral");
    requireNonNull(by, "by");
    requireNonNull(at, "at");
  }
}
