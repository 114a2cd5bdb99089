package org.opennrm.identification.referral;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;

/** One line of a list: never a person, only what tells which to open first. */
record ReferralSummary(
    ReferralRef reference,
    String state,
    OrganisationCode sentBy,
    OrganisationCode owner,
    String channel,
    AreaCode area,
    String immediateDanger,
    String child,
    Optional<String> ownReference,
    Instant submittedAt,
    Instant answerBy) {

  /** A page of lines; {@code next} goes into {@code after} to read on. */
  record Page(List<ReferralSummary> items, Optional<String> next) {}
}
