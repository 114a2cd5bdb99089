package org.opennrm.shelter.facility.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.AreaLevel;
import org.opennrm.platform.policy.model.Areas;
import org.opennrm.platform.policy.model.Areas.Area;
import org.opennrm.platform.policy.model.ClockName;
import org.opennrm.platform.policy.model.ClockRule;
import org.opennrm.platform.policy.model.PolicyPack;
import org.opennrm.platform.policy.model.ProtectionPolicy;
import org.opennrm.platform.policy.model.RiskLevel;
import org.opennrm.platform.policy.model.ShelterPolicy;
import org.opennrm.platform.policy.model.ShelterPolicy.FacilityUse;
import org.opennrm.platform.policy.model.WorkingCalendar;

/** An invented country "xk" with a capital and a coast. */
class MatchingTest {

  private static final AreaCode COUNTRY = new AreaCode("xk");
  private static final AreaCode COAST = new AreaCode("xk-coast");
  private static final AreaCode HARBOUR = new AreaCode("xk-coast-harbour");
  private static final AreaCode CAPITAL = new AreaCode("xk-capital");
  private static final PolicyPack PACK = pack();

  private static final Facility OPEN_HOUSE =
      new Facility(
          new FacilityCode("open-house"),
          "temporary-safe-house",
          new OrganisationCode("xk-helpers"),
          new CountryCode("xk"),
          HARBOUR,
          new Capacity.Beds(4),
          new ForWhom(Set.of("female", "male"), Set.of("9-17", "18-23", "24-30"), true, false),
          Set.of("eng", "sqi"),
          Set.of("psychologist"),
          Set.of("step-free"),
          Regime.OPEN,
          Availability.OPEN);

  private static final Profile SOMEBODY =
      new Profile(
          "female",
          "18-23",
          1,
          0,
          Set.of("sqi"),
          RiskLevel.MEDIUM,
          Set.of(),
          Set.of(),
          Set.of(),
          false);

  @Test
  void aHouseThatMeetsEveryNeedSuits() {
    assertThat(mismatches(OPEN_HOUSE, SOMEBODY)).isEmpty();
  }

  @Test
  void dangerAloneDecidesWhichTypeOfHouseIsAsked() {
    assertThat(mismatches(OPEN_HOUSE, withRisk(RiskLevel.HIGH)))
        .containsExactly(Mismatch.TYPE_NOT_FOR_THIS_RISK);
    assertThat(mismatches(ofType("high-risk-shelter"), withRisk(RiskLevel.HIGH))).isEmpty();
    assertThat(mismatches(ofType("low-risk-shelter"), withRisk(RiskLevel.MEDIUM)))
        .containsExactly(Mismatch.TYPE_NOT_FOR_THIS_RISK);
    assertThat(mismatches(ofType("low-risk-shelter"), withRisk(RiskLevel.LOW))).isEmpty();
  }

  @Test
  void aTypeThatTheCountryDoesNotNameIsNotAsked() {
    assertThat(mismatches(ofType("reception-centre"), withRisk(RiskLevel.LOW)))
        .containsExactly(Mismatch.TYPE_NOT_FOR_THIS_RISK);
  }

  @Test
  void anAreaToAvoidBindsWithEverythingInIt() {
    assertThat(mismatches(OPEN_HOUSE, avoiding(COAST))).containsExactly(Mismatch.AREA_TO_AVOID);
    assertThat(mismatches(OPEN_HOUSE, avoiding(HARBOUR))).containsExactly(Mismatch.AREA_TO_AVOID);
    assertThat(mismatches(OPEN_HOUSE, avoiding(CAPITAL))).isEmpty();
  }

  @Test
  void aLockedHouseIsNeverFoundByMatching() {
    assertThat(mismatches(with(Regime.LOCKED, Availability.OPEN), SOMEBODY))
        .containsExactly(Mismatch.LOCKED);
  }

  @Test
  void aFullOrSuspendedHouseIsNotAsked() {
    assertThat(mismatches(with(Regime.OPEN, Availability.FULL), SOMEBODY))
        .containsExactly(Mismatch.NOT_OPEN);
    assertThat(mismatches(with(Regime.OPEN, Availability.SUSPENDED), SOMEBODY))
        .containsExactly(Mismatch.NOT_OPEN);
  }

  @Test
  void aHouseIsAskedForThoseItHouses() {
    assertThat(mismatches(housing(Set.of("female"), Set.of("18-23")), person("male", "18-23")))
        .containsExactly(Mismatch.NOT_FOR_THIS_SEX);
    assertThat(mismatches(housing(Set.of("female"), Set.of("18-23")), person("female", "24-30")))
        .containsExactly(Mismatch.NOT_FOR_THIS_AGE);
  }

  @Test
  void whatNobodyAskedOrThePersonDidNotSayRulesNothingOut() {
    var house = housing(Set.of("female"), Set.of("18-23"));
    for (var answer : List.of("unknown", "not-asked", "refused")) {
      assertThat(mismatches(house, person(answer, answer))).isEmpty();
      assertThat(mismatches(house, needing(Set.of(answer), Set.of(answer)))).isEmpty();
      assertThat(mismatches(house, speaking(Set.of(answer), false))).isEmpty();
    }
  }

  @Test
  void aChildAloneIsKeptApartFromAdults() {
    var childAlone = household("9-17", 0, 1);
    assertThat(mismatches(OPEN_HOUSE, childAlone)).containsExactly(Mismatch.NOT_FOR_CHILDREN_ALONE);
    assertThat(mismatches(OPEN_HOUSE, household("9-17", 1, 1))).isEmpty();
  }

  @Test
  void whoMovesTogetherNeedsAHouseThatKeepsThemTogetherAndIsLargeEnough() {
    var womenOnly = housing(Set.of("female"), Set.of("18-23"));
    assertThat(mismatches(womenOnly, household("18-23", 1, 1)))
        .containsExactly(Mismatch.NOT_FOR_FAMILIES);
    assertThat(mismatches(OPEN_HOUSE, household("18-23", 2, 2))).isEmpty();
    assertThat(mismatches(OPEN_HOUSE, household("18-23", 2, 3)))
        .containsExactly(Mismatch.TOO_SMALL);
  }

  @Test
  void aHouseOfUnknownSizeIsAskedAndAnswersForItself() {
    assertThat(mismatches(ofSize(new Capacity.Unknown()), household("18-23", 2, 20))).isEmpty();
    assertThat(mismatches(ofSize(new Capacity.OnDemand()), household("18-23", 2, 20))).isEmpty();
  }

  @Test
  void aHouseIsNotAskedForWhatItCannotOffer() {
    assertThat(mismatches(OPEN_HOUSE, needing(Set.of("step-free"), Set.of("psychologist"))))
        .isEmpty();
    assertThat(mismatches(OPEN_HOUSE, needing(Set.of("wheelchair"), Set.of())))
        .containsExactly(Mismatch.LACKS_ACCESSIBILITY);
    assertThat(mismatches(OPEN_HOUSE, needing(Set.of(), Set.of("infant-care"))))
        .containsExactly(Mismatch.LACKS_CAPABILITY);
  }

  @Test
  void aCommonLanguageIsWantedUnlessTheBedIsNeededTonight() {
    assertThat(mismatches(OPEN_HOUSE, speaking(Set.of("ron", "rus"), false)))
        .containsExactly(Mismatch.NO_COMMON_LANGUAGE);
    assertThat(mismatches(OPEN_HOUSE, speaking(Set.of("ron", "eng"), false))).isEmpty();
    assertThat(mismatches(OPEN_HOUSE, speaking(Set.of("ron"), true))).isEmpty();
  }

  @Test
  void everyReasonIsNamedNotOnlyTheFirst() {
    assertThat(
            mismatches(with(Regime.LOCKED, Availability.FULL), needing(Set.of("sight"), Set.of())))
        .containsExactlyInAnyOrder(
            Mismatch.LOCKED, Mismatch.NOT_OPEN, Mismatch.LACKS_ACCESSIBILITY);
  }

  @Test
  void thoseThatSuitComeInTheOrderInWhichTheCountryUsesThem() {
    var shelter = ofType("high-risk-shelter");
    var reception = ofType("reception-centre");
    assertThat(Matching.suitable(List.of(shelter, reception, OPEN_HOUSE), SOMEBODY, PACK))
        .containsExactly(OPEN_HOUSE, shelter);
  }

  private static Set<Mismatch> mismatches(Facility facility, Profile profile) {
    return Matching.mismatches(facility, profile, PACK);
  }

  private static Facility ofType(String type) {
    return house(type, OPEN_HOUSE.capacity(), OPEN_HOUSE.forWhom(), Regime.OPEN, Availability.OPEN);
  }

  private static Facility ofSize(Capacity capacity) {
    return house(OPEN_HOUSE.type(), capacity, OPEN_HOUSE.forWhom(), Regime.OPEN, Availability.OPEN);
  }

  private static Facility housing(Set<String> sexes, Set<String> ageBands) {
    return house(
        OPEN_HOUSE.type(),
        OPEN_HOUSE.capacity(),
        new ForWhom(sexes, ageBands, false, false),
        Regime.OPEN,
        Availability.OPEN);
  }

  private static Facility with(Regime regime, Availability availability) {
    return house(
        OPEN_HOUSE.type(), OPEN_HOUSE.capacity(), OPEN_HOUSE.forWhom(), regime, availability);
  }

  private static Facility house(
      String type, Capacity capacity, ForWhom forWhom, Regime regime, Availability availability) {
    return new Facility(
        new FacilityCode("another-house"),
        type,
        OPEN_HOUSE.operator(),
        OPEN_HOUSE.country(),
        OPEN_HOUSE.area(),
        capacity,
        forWhom,
        OPEN_HOUSE.languages(),
        OPEN_HOUSE.capabilities(),
        OPEN_HOUSE.accessibility(),
        regime,
        availability);
  }

  private static Profile withRisk(RiskLevel risk) {
    return new Profile(
        "female", "18-23", 1, 0, Set.of("sqi"), risk, Set.of(), Set.of(), Set.of(), false);
  }

  private static Profile avoiding(AreaCode area) {
    return new Profile(
        "female",
        "18-23",
        1,
        0,
        Set.of("sqi"),
        RiskLevel.MEDIUM,
        Set.of(),
        Set.of(),
        Set.of(area),
        false);
  }

  private static Profile person(String sex, String ageBand) {
    return new Profile(
        sex, ageBand, 1, 0, Set.of("sqi"), RiskLevel.LOW, Set.of(), Set.of(), Set.of(), false);
  }

  private static Profile household(String ageBand, int adults, int children) {
    return new Profile(
        "female",
        ageBand,
        adults,
        children,
        Set.of("sqi"),
        RiskLevel.LOW,
        Set.of(),
        Set.of(),
        Set.of(),
        false);
  }

  private static Profile needing(Set<String> accessibility, Set<String> capabilities) {
    return new Profile(
        "female",
        "18-23",
        1,
        0,
        Set.of("sqi"),
        RiskLevel.LOW,
        accessibility,
        capabilities,
        Set.of(),
        false);
  }

  private static Profile speaking(Set<String> languages, boolean tonight) {
    return new Profile(
        "female", "18-23", 1, 0, languages, RiskLevel.LOW, Set.of(), Set.of(), Set.of(), tonight);
  }

  private static PolicyPack pack() {
    var clocks = new EnumMap<ClockName, ClockRule>(ClockName.class);
    for (var clock : ClockName.values()) {
      clocks.put(clock, new ClockRule(Duration.ofHours(2), Duration.ZERO, false));
    }
    return new PolicyPack(
        Optional.of(new CountryCode("xk")),
        "test",
        "invented",
        new WorkingCalendar(ZoneOffset.UTC, Set.of(DayOfWeek.SUNDAY), Set.of()),
        Map.copyOf(clocks),
        new Areas(
            List.of(
                new Area(COUNTRY, "country", AreaLevel.COUNTRY, Optional.empty()),
                new Area(COAST, "coast", AreaLevel.REGION, Optional.of(COUNTRY)),
                new Area(HARBOUR, "harbour", AreaLevel.MUNICIPALITY, Optional.of(COAST)),
                new Area(CAPITAL, "capital", AreaLevel.MUNICIPALITY, Optional.of(COUNTRY)))),
        List.of(),
        List.of("sqi"),
        10,
        new ShelterPolicy(
            List.of(
                new FacilityUse("temporary-safe-house", RiskLevel.MEDIUM),
                new FacilityUse("high-risk-shelter", RiskLevel.HIGH),
                new FacilityUse("low-risk-shelter", RiskLevel.LOW))),
        new ProtectionPolicy(Set.of("identification-authority"), false, Period.ofDays(30), false));
  }
}
