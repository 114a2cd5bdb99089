package org.opennrm.identification.missing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * One time that somebody was missing, as those who help them see it.
 *
 * @param episode the how-manieth time
 * @param since when it came to stand so
 * @param owner who answers for the search
 * @param policeMayBeTold as the person chose
 */
record MissingView(
    int episode,
    String state,
    OrganisationCode reportedBy,
    Instant reportedAt,
    OrganisationCode by,
    Instant since,
    Optional<OrganisationCode> owner,
    Optional<List<String>> policeMayBeTold,
    Optional<String> reviewedBy,
    List<String> possibleNow) {}
