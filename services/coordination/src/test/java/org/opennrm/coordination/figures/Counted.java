package org.opennrm.coordination.figures;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.NeedUnmetCountedV1;
import org.opennrm.contracts.PersonInNeedCountedV1;
import org.opennrm.contracts.PersonPlacedCountedV1;
import org.opennrm.contracts.PersonPresumedCountedV1;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;

/** What the services tell about one invented person so that figures can count them. */
public record Counted(CaseRef caseRef, CountryCode country) {

  private static final Random RANDOM = new Random();

  public static Counted somebodyIn(String country) {
    return new Counted(CaseRef.mint(RANDOM), new CountryCode(country));
  }

  public PersonInNeedCountedV1 inNeed(Instant at, String sex, String ageBand) {
    return inNeed(at, sex, ageBand, "md", null);
  }

  public PersonInNeedCountedV1 inNeed(
      Instant at, String sex, String ageBand, String nationality, @Nullable String region) {
    return new PersonInNeedCountedV1(
        caseRef,
        country,
        new OrganisationCode("ba-border-police"),
        "border-check",
        region == null ? null : new AreaCode(region),
        sex,
        ageBand,
        nationality,
        "cross-border",
        at);
  }

  public PersonPresumedCountedV1 presumed(Instant at) {
    return new PersonPresumedCountedV1(caseRef, country, List.of("sexual"), at);
  }

  public PersonPlacedCountedV1 placed(Instant at) {
    return new PersonPlacedCountedV1(caseRef, country, "temporary-safe-house", null, at);
  }

  public NeedUnmetCountedV1 unmet(Instant at, String sex, String ageBand) {
    return new NeedUnmetCountedV1(caseRef, country, sex, ageBand, "all-full", at);
  }
}
