package org.opennrm.shelter;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.opennrm.contracts.ShelterNeededV1;
import org.opennrm.contracts.ShelterProfile;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.NeedRef;
import org.opennrm.contracts.ids.OrganisationCode;

/** Needs as the identification service states them; nobody is behind them. */
public final class Needs {

  public static final OrganisationCode AUTHORITY = new OrganisationCode("ba-identification");

  private static final Random RANDOM = new Random();

  private Needs() {}

  public static CaseRef newCase() {
    return CaseRef.mint(RANDOM);
  }

  /** Medium risk, no further needs: every open safe house of the demo suits. */
  public static ShelterProfile ofAnyHouse() {
    return profile("medium", List.of(), List.of());
  }

  /** Low risk and one thing that only houses of the tests offer. */
  public static ShelterProfile of(String accessibility) {
    return profile("low", List.of(accessibility), List.of());
  }

  /** What no facility offers. */
  public static ShelterProfile ofTheImpossible() {
    return profile("high", List.of("hearing", "sight"), List.of());
  }

  public static ShelterProfile avoiding(String area) {
    return profile("medium", List.of(), List.of(new AreaCode(area)));
  }

  public static ShelterNeededV1 stated(CaseRef caseRef, ShelterProfile profile, Instant at) {
    return new ShelterNeededV1(
        caseRef, NeedRef.mint(RANDOM), new CountryCode("ba"), AUTHORITY, profile, at);
  }

  private static ShelterProfile profile(
      String risk, List<String> accessibility, List<AreaCode> areasToAvoid) {
    return new ShelterProfile(
        "female",
        "18-23",
        1,
        0,
        List.of("ron"),
        risk,
        accessibility,
        List.of(),
        areasToAvoid,
        true);
  }
}
