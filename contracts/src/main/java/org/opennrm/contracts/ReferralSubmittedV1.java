package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;

/**
 * Somebody may be exploited, and an organisation said so. The case opens here, in need, before any
 * office has answered: whoever gives help may begin. {@code country} governs the case for good;
 * {@code owner} must answer next.
 */
@Published(type = "nrm.identification.referral-submitted.v1", on = Feed.DOMAIN)
public record ReferralSubmittedV1(
    CaseRef caseRef,
    ReferralRef referral,
    CountryCode country,
    OrganisationCode sentBy,
    OrganisationCode owner,
    String immediateDanger,
    Instant submittedAt)
    implements CaseEvent {
  public ReferralSubmittedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(referral, "referral");
    requireNonNull(country, "country");
    requireNonNull(sentBy, "sentBy");
    requireNonNull(owner, "owner");
    requireNonNull(immediateDanger, "immediateDanger");
    requireNonNull(submittedAt, "submittedAt");
  }
}
