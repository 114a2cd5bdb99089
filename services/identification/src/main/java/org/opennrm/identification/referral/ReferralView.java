package org.opennrm.identification.referral;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;

/**
 * A referral as one reader may see it. {@code view} names which: the sender sees its way, the owner
 * codes and dates, the holder everything. What a view does not show is left out, not emptied.
 *
 * @param state to the sender: received, information-requested, acknowledged, in-assistance, closed;
 *     to owner and holder the lifecycle's own state
 * @param possibleNow the steps this reader can take now
 */
record ReferralView(
    String view,
    ReferralRef reference,
    String state,
    OrganisationCode owner,
    Instant submittedAt,
    Instant answerBy,
    List<String> possibleNow,
    Optional<List<String>> questions,
    Optional<String> ownReference,
    Optional<OrganisationCode> sentBy,
    Optional<String> channel,
    Optional<AreaCode> area,
    Optional<String> immediateDanger,
    Optional<String> child,
    Optional<String> caseAlias,
    Optional<JsonNode> content,
    Optional<List<JsonNode>> toldLater) {}
