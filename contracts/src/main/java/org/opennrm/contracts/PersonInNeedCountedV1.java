package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * One person came into need, described by what figures are broken down by. For coordination alone,
 * which counts persons and never shows the row. {@code nationality} is an ISO 3166-1 alpha-2 code
 * in lower case; unknown, not asked and refused stay different answers.
 */
@Published(type = "nrm.identification.person-in-need-counted.v1", on = Feed.FACTS)
public record PersonInNeedCountedV1(
    CaseRef caseRef,
    CountryCode country,
    OrganisationCode sentBy,
    String channel,
    @Nullable AreaCode region,
    String sex,
    String ageBand,
    String nationality,
    String movement,
    Instant at)
    implements CaseEvent {
  public PersonInNeedCountedV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(country, "country");
    requireNonNull(sentBy, "sentBy");
    Codes.required("channel", channel);
    Codes.required("sex", sex);
    Codes.required("ageBand", ageBand);
    Codes.required("nationality", nationality);
    Codes.required("movement", movement);
    requireNonNull(at, "at");
  }
}
