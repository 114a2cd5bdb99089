package org.opennrm.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.ClockName;
import org.opennrm.platform.policy.model.PolicyPack;

class PolicyPackFileTest {

  private static final AreaCode TREBINJE = new AreaCode("ba-rs-trebinje");
  private final PolicyPack ba = PolicyPackFile.read("ba.yaml", pack("ba"), pack("default"));

  @Test
  void aCountryThatIsSilentLivesByTheDefault() {
    var packs = new PolicyPacks(Optional.of(List.of("ba")), Optional.empty());

    assertThat(packs.of(new CountryCode("xk")).country()).isEmpty();
    assertThat(packs.of(new CountryCode("ba")).minimumCell()).isEqualTo(10);
  }

  @Test
  void theOwnerOfAStepIsFoundInTheSmallestAreaAroundAndByTheDay() {
    assertThat(ba.ownerOf("identification", TREBINJE, LocalDate.of(2026, 11, 21)))
        .contains(new OrganisationCode("ba-identification-rs"));
    assertThat(
            ba.ownerOf(
                "identification", new AreaCode("ba-fed-sarajevo"), LocalDate.of(2026, 11, 21)))
        .contains(new OrganisationCode("ba-identification"));
    assertThat(ba.ownerOf("identification", TREBINJE, LocalDate.of(2002, 12, 31)))
        .contains(new OrganisationCode("ba-international-police"));
    assertThat(ba.ownerOf("identification", TREBINJE, LocalDate.of(1998, 1, 1))).isEmpty();
  }

  @Test
  void anAnswerIsDueAfterTwoWorkingDaysAndEscalatesAfterTwoMore() {
    var friday = Instant.parse("2026-11-20T09:00:00Z");

    var due = ba.dueTimes(ClockName.REFERRAL_ANSWER, friday);

    assertThat(due.dueAt()).isEqualTo("2026-11-24T09:00:00Z");
    assertThat(due.graceUntil()).isEqualTo("2026-11-26T09:00:00Z");
  }

  @Test
  void dangerDoesNotWaitForMonday() {
    var sundayNight = Instant.parse("2026-11-22T23:00:00Z");

    assertThat(ba.dueTimes(ClockName.REFERRAL_ANSWER_IN_DANGER, sundayNight).dueAt())
        .isEqualTo("2026-11-23T01:00:00Z");
  }

  @Test
  void aGuardianIsAskedByTheHourWhateverTheDayOfTheWeek() {
    var fridayNight = Instant.parse("2026-11-20T22:00:00Z");

    var due = ba.dueTimes(ClockName.GUARDIAN_ANSWER, fridayNight);

    assertThat(due.dueAt()).isEqualTo("2026-11-21T22:00:00Z");
    assertThat(due.graceUntil()).isEqualTo("2026-11-21T22:00:00Z");
  }

  @Test
  void whoeverIsDetainedHasALawyersAnswerInTwoHours() {
    var sundayNight = Instant.parse("2026-11-22T23:00:00Z");

    assertThat(ba.dueTimes(ClockName.LEGAL_AID_URGENT, sundayNight).dueAt())
        .isEqualTo("2026-11-23T01:00:00Z");
    assertThat(ba.dueTimes(ClockName.LEGAL_AID_ANSWER, sundayNight).dueAt())
        .isEqualTo("2026-11-23T23:00:00Z");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an unknown field            | languages: [bos, hrv | colour: blue\\nlanguages: [bos, hrv    | colour: unknown field
          a date that does not exist  | from: 1999-01-01     | from: 1999-02-30                       | step-owners[0].from: expected a date
          an area nobody drew         | area: ba-brcko       | area: ba-atlantis                      | step-owners[2].area: the pack names no area
          a zone that is none         | Europe/Sarajevo      | Europe/Nowhere                         | zone: expected a time zone
          a level that is none        | level: entity        | level: kingdom                         | areas[1].level: expected country, entity
          a type no list knows        | facility-type: low-risk-shelter | facility-type: castle       | shelter[2].facility-type: expected a facility type
          broken YAML                 | languages: [bos      | languages: [[bos                       | not YAML
          """)
  void whatIsWrongIsNamedWithFileLineAndField(String what, String find, String put, String says) {
    var text = pack("ba").replace(find, put.replace("\\n", "\n"));
    assertThat(text).isNotEqualTo(pack("ba"));

    assertThatThrownBy(() -> PolicyPackFile.read("ba.yaml", text, pack("default")))
        .as(what)
        .isInstanceOf(InvalidPolicyPack.class)
        .hasMessageMatching("(?s)ba\\.yaml:\\d+: .*")
        .hasMessageContaining(says);
  }

  @Test
  void aClockThatOnlyOneCountryChangesLeavesTheOthersAlone() {
    var own = pack("ba") + "clocks:\n  shelter-offer: {within: PT1H, grace: PT0S}\n";

    var changed = PolicyPackFile.read("ba.yaml", own, pack("default"));

    var noon = Instant.parse("2026-11-20T12:00:00Z");
    assertThat(changed.dueTimes(ClockName.SHELTER_OFFER, noon).dueAt())
        .isEqualTo("2026-11-20T13:00:00Z");
    assertThat(changed.dueTimes(ClockName.SHELTER_HOLD, noon))
        .isEqualTo(ba.dueTimes(ClockName.SHELTER_HOLD, noon));
  }

  private static String pack(String name) {
    try (var text = PolicyPackFileTest.class.getResourceAsStream("/packs/" + name + ".yaml")) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
