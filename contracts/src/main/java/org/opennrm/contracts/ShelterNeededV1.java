package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.NeedRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * The person needs a safe place to stay. For the shelter service, which matches the profile without
 * knowing who they are; {@code neededBy} asked on their behalf and is told the outcome.
 */
@Published(type = "nrm.identification.shelter-needed.v1", on = Feed.NEEDS)
public record ShelterNeededV1(
    CaseRef caseRef,
    NeedRef need,
    CountryCode country,
    OrganisationCode neededBy,
    ShelterProfile profile,
    Instant statedAt)
    implements CaseEvent {
  public ShelterNeededV1 {
    requireNonNull(caseRef, "caseRef");
    requireNonNull(need, "need");
    requireNonNull(country, "country");
    requireNonNull(neededBy, "neededBy");
    requireNonNull(profile, "profile");
    requireNonNull(statedAt, "statedAt");
  }
}
