package org.opennrm.identification.help;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * Help that was asked for, as far as the reader may see it.
 *
 * @param view {@code offer}, {@code holder}, {@code asker} or {@code ended}
 * @param owner who has, or last had, to answer
 * @param late no answer, and the time for it is over
 * @param reason why it was declined or withdrawn, as a code
 * @param outcome how it ended, as a code
 */
public record HelpView(
    String view,
    HandOverRef handOver,
    String kind,
    String state,
    boolean urgent,
    OrganisationCode askedBy,
    OrganisationCode owner,
    Instant askedAt,
    Instant answerBy,
    boolean late,
    List<String> possibleNow,
    Optional<String> reason,
    Optional<String> outcome,
    Optional<Instant> endedAt,
    Optional<String> basis,
    Optional<CountryCode> country,
    Optional<AreaCode> region,
    Optional<PersonCodes> person,
    Optional<String> caseAlias) {}
