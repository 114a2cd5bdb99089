package org.opennrm.shelter.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.opennrm.shelter.facility.model.Capacity;

class FacilityFileTest {

  private static final String HOUSE =
      """
      facilities:
        - code: a-house
          country: ba
          type: low-risk-shelter
          operator: ba-lara
          area: ba-rs-bijeljina
          capacity: 4
          forWhom: { sexes: [female], ageBands: [18-23], families: true, childrenAlone: false }
          languages: [eng]
          capabilities: [psychologist]
          accessibility: []
          regime: open
          availability: open
          address: 1 Secret Street (no such house)
      """;

  @Test
  void aFileIsReadAsItIsWritten() {
    assertThat(FacilityFile.read("houses.yaml", HOUSE))
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.facility().code()).hasToString("a-house");
          assertThat(entry.facility().capacity()).isEqualTo(new Capacity.Beds(4));
          assertThat(entry.address()).startsWith("1 Secret Street");
        });
  }

  @Test
  void theDemoHousesAreReadToo() throws IOException {
    var demo = Files.readString(Path.of("src/main/resources/demo/facilities.yaml"));

    assertThat(FacilityFile.read("demo", demo))
        .extracting(entry -> entry.facility().country().value())
        .containsOnly("ba", "rs", "mk", "no", "ng", "kg")
        .filteredOn("ba"::equals)
        .hasSize(9);
  }

  @Test
  void whatIsWrongIsNamedByFacilityAndField() {
    refused("low-risk-shelter", "castle", "a-house, type");
    refused("[female]", "[woman]", "a-house, forWhom.sexes");
    refused("[18-23]", "[18-99]", "a-house, forWhom.ageBands");
    refused("[psychologist]", "[magician]", "a-house, capabilities");
    refused("accessibility: []", "accessibility: [lift]", "a-house, accessibility");
    refused("[eng]", "[English]", "a-house, languages");
    refused("capacity: 4", "capacity: many", "a-house, capacity");
    refused("capacity: 4", "capacity: 0", "a-house, capacity");
    refused("regime: open", "regime: half-open", "a-house, regime");
    refused("availability: open", "availability: sometimes", "a-house, availability");
    refused("operator: ba-lara", "operator: Lara", "a-house, operator");
    refused("area: ba-rs-bijeljina", "area: Bijeljina", "a-house, area");
  }

  @Test
  void whatIsMissingOrUnknownIsNamedByLineAndTheFileIsNotQuoted() {
    refused("    capacity: 4\n", "", "houses.yaml, line");
    refused("country: ba", "country: ba\n    stars: 5", "houses.yaml, line");
    refused("code: a-house", "code: [a-house", "houses.yaml, line");
  }

  @Test
  void aHouseStandsInAFileOnce() {
    var twice = HOUSE + HOUSE.substring(HOUSE.indexOf('\n') + 1);

    assertThatThrownBy(() -> FacilityFile.read("houses.yaml", twice))
        .hasMessageContaining("a-house, code: stands twice");
  }

  private static void refused(String right, String wrong, String where) {
    assertThat(HOUSE).contains(right);
    assertThatThrownBy(() -> FacilityFile.read("houses.yaml", HOUSE.replace(right, wrong)))
        .as(wrong)
        .hasMessageContaining(where)
        .hasMessageNotContaining("Secret Street")
        .hasNoCause();
  }
}
