package org.opennrm.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.platform.policy.model.AreaLevel;
import org.opennrm.platform.policy.model.ClockName;
import org.opennrm.platform.policy.model.PolicyPack;
import org.opennrm.platform.policy.model.StepOwner;

/** What every country that ships must have, and where countries differ. */
class ShippedPacksTest {

  private static final Path ROOT = Path.of(System.getProperty("nrm.root"));
  private static final String IDENTIFICATION = "identification";
  private static final String DEPUTY = "coordination-deputy";

  /** A text in the code that may be a code, and the last word of one that is the name of a file. */
  private static final Pattern LITERAL =
      Pattern.compile("\"([a-z][a-z0-9-]*)\"|[/-]([a-z0-9]+)\\.yaml\"");

  /** The year whose holidays a pack names, and the one after it. */
  private static final List<LocalDate> THESE_YEARS =
      LocalDate.of(2026, 1, 1).datesUntil(LocalDate.of(2028, 1, 1)).toList();

  static final List<String> SHIPPED = PolicyPacks.shipped();

  private final PolicyPacks packs = new PolicyPacks(Optional.empty(), Optional.empty());
  private final JsonNode demo = yaml("deploy/keycloak/organisations.yaml");

  @Test
  void everyFileThatLiesThereShips() throws IOException {
    try (var files =
        Files.list(ROOT.resolve("services/platform/policy/src/main/resources/packs"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(
                      SHIPPED.stream().map(name -> name + ".yaml"),
                      Stream.of("default.yaml", "shipped"))
                  .toList());
    }
    assertThat(SHIPPED).contains("ba", "rs", "mk", "no", "ng", "kg");
  }

  @ParameterizedTest
  @FieldSource("SHIPPED")
  void aPackSaysWhichCountryItIsOfAndWhereItsFactsComeFrom(String country) {
    var pack = pack(country);

    assertThat(pack.country()).contains(new CountryCode(country));
    assertThat(pack.source()).matches(".*\\d{4}.*").contains("default pack where");
    assertThat(pack.languages()).isNotEmpty();
    assertThat(pack.calendar().zone().getId()).contains("/").doesNotStartWith("Etc");
    assertThat(pack.clocks()).containsOnlyKeys(ClockName.values());
  }

  @ParameterizedTest
  @FieldSource("SHIPPED")
  void everyAreaLiesInTheCountryAndEveryMunicipalityInARegion(String country) {
    var pack = pack(country);
    var whole = new AreaCode(country);

    assertThat(areas(country))
        .isNotEmpty()
        .allSatisfy((area, level) -> {
          assertThat(area.country()).isEqualTo(new CountryCode(country));
          assertThat(pack.areas().within(area, whole)).as("%s in its country", area).isTrue();
          assertThat(pack.areas().at(AreaLevel.REGION, area).isPresent())
              .as("the region of %s", area)
              .isEqualTo(level.compareTo(AreaLevel.REGION) >= 0);
        });
    assertThat(areas(country).values()).contains(AreaLevel.REGION, AreaLevel.MUNICIPALITY);
  }

  @ParameterizedTest
  @FieldSource("SHIPPED")
  void nobodyIsFoundWhereNobodyOwnsIdentification(String country) {
    var pack = pack(country);
    var began =
        ownersOf(pack, IDENTIFICATION)
            .map(StepOwner::from)
            .min(Comparator.naturalOrder())
            .orElseThrow();

    for (var area : areas(country).keySet()) {
      assertThat(began.datesUntil(THESE_YEARS.getLast()))
          .as("%s, every day since %s", area, began)
          .allMatch(day -> pack.ownerOf(IDENTIFICATION, area, day).isPresent());
      assertThat(pack.ownerOf(IDENTIFICATION, area, began.minusDays(1))).isEmpty();
    }
  }

  @ParameterizedTest
  @FieldSource("SHIPPED")
  void aSilenceAlwaysReachesACoordinatorAndPastThemADeputy(String country) {
    var pack = pack(country);
    var whole = new AreaCode(country);

    assertThat(THESE_YEARS)
        .allSatisfy(day -> {
          var coordinator = pack.ownerOf("coordination", whole, day);
          assertThat(coordinator).isPresent();
          assertThat(pack.ownerOf(DEPUTY, whole, day)).isPresent().isNotEqualTo(coordinator);
        });
  }

  @ParameterizedTest
  @FieldSource("SHIPPED")
  void whoeverOwnsAStepTakesPartInTheDemonstrationWithTheMandateForIt(String country) {
    var pack = pack(country);

    for (var owner : pack.owners()) {
      for (var day : THESE_YEARS) {
        if (holdsOn(owner, day)) {
          var unit = unit(owner.organisation().value());
          assertThat(unit.path("country").asText()).isEqualTo(country);
          assertThat(mandates(unit).anyMatch(mandate -> covers(mandate, owner, pack, day)))
              .as("%s for %s in %s on %s", owner.organisation(), owner.step(), owner.area(), day)
              .isTrue();
          if (owner.step().equals(DEPUTY)) {
            assertThat(unit.path("deputyOf").asText())
                .isEqualTo(pack.ownerOf("coordination", owner.area(), day).orElseThrow().value());
          }
        }
      }
    }
  }

  @Test
  void everyAreaOfAMandateIsDrawnByItsCountry() {
    for (var unit : demo.path("organisations")) {
      var pack = pack(unit.path("country").asText());
      assertThat(mandates(unit).map(mandate -> new AreaCode(mandate.path("area").asText())))
          .as(unit.path("code").asText())
          .allMatch(pack.areas()::knows);
    }
  }

  @ParameterizedTest
  @FieldSource("SHIPPED")
  void everyCountryHasABedLineAndAnInterpreterLineOfAnOrganisationOfItsOwn(String country) {
    var lines = new ArrayList<Map.Entry<String, String>>();
    for (var line : demo.path("onCall")) {
      if (line.path("country").asText().equals(country)) {
        var unit = unit(line.path("organisation").asText());
        lines.add(entry(line.path("purpose").asText(), unit.path("country").asText()));
      }
    }

    assertThat(lines).contains(entry("bed", country), entry("interpreter", country));
  }

  /** Two working days: over an ordinary weekend, up to the day before a holiday, and over it. */
  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rs | a weekend                     | 2026-11-20T09:00:00Z | 2026-11-24T09:00:00Z
          rs | Friday night is Friday        | 2026-11-20T19:00:00Z | 2026-11-24T19:00:00Z
          rs | before Armistice Day          | 2026-11-06T09:00:00Z | 2026-11-10T09:00:00Z
          rs | over Armistice Day            | 2026-11-09T09:00:00Z | 2026-11-12T09:00:00Z
          rs | Statehood Day fell on Sunday  | 2026-02-13T09:00:00Z | 2026-02-19T09:00:00Z
          mk | before Saint Clement          | 2026-12-03T09:00:00Z | 2026-12-07T09:00:00Z
          mk | over Saint Clement            | 2026-12-07T09:00:00Z | 2026-12-10T09:00:00Z
          no | before Easter                 | 2027-03-22T09:00:00Z | 2027-03-24T09:00:00Z
          no | over Easter and summer time   | 2027-03-24T09:00:00Z | 2027-03-31T08:00:00Z
          no | over Whit Monday, 17 May too  | 2027-05-14T09:00:00Z | 2027-05-19T09:00:00Z
          ng | before Independence Day       | 2026-09-28T09:00:00Z | 2026-09-30T09:00:00Z
          ng | over Independence Day         | 2026-09-30T09:00:00Z | 2026-10-05T09:00:00Z
          ng | no summer time                | 2027-03-24T09:00:00Z | 2027-03-30T09:00:00Z
          kg | Friday night is Saturday here | 2026-11-20T19:00:00Z | 2026-11-23T19:00:00Z
          kg | before Independence Day       | 2026-08-26T09:00:00Z | 2026-08-28T09:00:00Z
          kg | over Independence Day         | 2026-08-28T09:00:00Z | 2026-09-02T09:00:00Z
          ba | over Labour Day               | 2026-04-30T09:00:00Z | 2026-05-05T09:00:00Z
          """)
  void anAnswerIsDueByTheCountrysOwnCalendarAndZone(
      String country, String what, Instant start, Instant due) {
    assertThat(pack(country).dueTimes(ClockName.REFERRAL_ANSWER, start).dueAt())
        .as(what)
        .isEqualTo(due);
  }

  /** Countries differ by their packs only. The word "no" is an answer before it is a country. */
  @Test
  void noServiceKnowsACountryOrWhoIsInIt() throws IOException {
    var known = new HashSet<>(SHIPPED);
    SHIPPED.forEach(country -> areas(country).keySet().forEach(area -> known.add(area.value())));
    demo.path("organisations").forEach(unit -> known.add(unit.path("code").asText()));
    known.remove("no");
    try (var files = Files.walk(ROOT.resolve("services"))) {
      var sources =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> file.toString().contains("/src/main/"))
              .toList();
      assertThat(sources).hasSizeGreaterThan(100);
      for (var source : sources) {
        assertThat(LITERAL.matcher(Files.readString(source)).results())
            .as("%s", ROOT.relativize(source))
            .map(literal -> literal.group(1) == null ? literal.group(2) : literal.group(1))
            .noneMatch(known::contains);
      }
    }
  }

  private PolicyPack pack(String country) {
    return packs.of(new CountryCode(country));
  }

  private static Stream<StepOwner> ownersOf(PolicyPack pack, String step) {
    return pack.owners().stream().filter(owner -> owner.step().equals(step));
  }

  private static boolean holdsOn(StepOwner owner, LocalDate day) {
    return !day.isBefore(owner.from()) && owner.until().map(day::isBefore).orElse(true);
  }

  /** Read beside the pack, which does not list its areas. */
  private static Map<AreaCode, AreaLevel> areas(String country) {
    var areas = new HashMap<AreaCode, AreaLevel>();
    for (var area :
        yaml("services/platform/policy/src/main/resources/packs/" + country + ".yaml")
            .path("areas")) {
      areas.put(
          new AreaCode(area.path("code").asText()),
          AreaLevel.valueOf(area.path("level").asText().toUpperCase(Locale.ROOT)));
    }
    return areas;
  }

  private JsonNode unit(String code) {
    return StreamSupport.stream(demo.path("organisations").spliterator(), false)
        .filter(unit -> unit.path("code").asText().equals(code))
        .findFirst()
        .orElseThrow(() -> new AssertionError("organisations.yaml has no " + code));
  }

  private static Stream<JsonNode> mandates(JsonNode unit) {
    return StreamSupport.stream(unit.path("mandates").spliterator(), false);
  }

  /** A deputy does what the coordinator does. The mandate's area may be part of the owner's. */
  private static boolean covers(JsonNode mandate, StepOwner owner, PolicyPack pack, LocalDate day) {
    var step = owner.step().equals(DEPUTY) ? "coordination" : owner.step();
    var area = new AreaCode(mandate.path("area").asText());
    return mandate.path("step").asText().equals(step)
        && (pack.areas().within(area, owner.area()) || pack.areas().within(owner.area(), area))
        && !day.isBefore(LocalDate.parse(mandate.path("from").asText()))
        && (!mandate.has("until") || day.isBefore(LocalDate.parse(mandate.path("until").asText())));
  }

  private static JsonNode yaml(String path) {
    try {
      return new YAMLMapper().readTree(ROOT.resolve(path).toFile());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
