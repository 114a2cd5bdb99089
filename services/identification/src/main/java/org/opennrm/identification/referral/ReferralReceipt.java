package org.opennrm.identification.referral;

import java.time.Instant;
import java.util.Optional;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;

/**
 * What the sender gets within a second: the reference, who has it now, by when that office answers,
 * and whom to telephone tonight. The person's file is open from this moment.
 */
public record ReferralReceipt(
    ReferralRef reference,
    String state,
    boolean fileOpen,
    Owner owner,
    Instant submittedAt,
    Instant answerBy,
    Optional<String> bedLine,
    Optional<String> interpreterLine) {

  public record Owner(OrganisationCode code, String name) {}
}
