package org.opennrm.contracts.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodeListsTest {
  private static final Locale BOSNIAN = Locale.forLanguageTag("bs");

  static List<String> names() throws IOException {
    try (var files = Files.list(Path.of("codes"))) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void aListHasAVersionASourceAndCodesInKebabCaseWithEnglishWords(String name) {
    var list = CodeLists.of(name);

    assertThat(list.version()).isPositive();
    assertThat(list.source()).isNotBlank();
    assertThat(list.codes())
        .isNotEmpty()
        .doesNotContainAnyElementsOf(CodeList.ANSWERS)
        .allSatisfy(code -> {
          assertThat(code).matches("[a-z0-9]+(-[a-z0-9]+)*").hasSizeLessThanOrEqualTo(64);
          assertThat(list.label(code, Locale.ENGLISH)).isPresent();
        });
  }

  @ParameterizedTest
  @MethodSource("names")
  void noListCallsThePersonAVictim(String name) {
    var list = CodeLists.of(name);
    assertThat(list.codes())
        .allSatisfy(code ->
            assertThat(code + " " + list.label(code, Locale.ENGLISH).orElseThrow())
                .doesNotContainIgnoringCase("victim")
                .doesNotContainIgnoringCase("abscond")
                .doesNotContainIgnoringCase("custody"));
  }

  @Test
  void theAnswersOfAListAreAcceptedAndAreNoCodes() {
    var sexes = CodeLists.of("sexes");
    assertThat(sexes.contains("female")).isTrue();
    assertThat(sexes.contains("unknown")).isFalse();
    assertThat(sexes.accepts("unknown")).isTrue();
    assertThat(sexes.accepts("none")).isFalse();
    assertThat(sexes.accepts("feminine")).isFalse();
    assertThat(CodeLists.of("risk-levels").accepts("unknown")).isFalse();
    assertThat(CodeLists.of("papers").accepts("none")).isTrue();
  }

  @Test
  void severalCodesMayStandTogetherAndAnAnswerOnlyAlone() {
    var forms = CodeLists.of("forms-of-exploitation");
    assertThat(forms.acceptsAll(List.of("sexual", "labour"))).isTrue();
    assertThat(forms.acceptsAll(List.of("unknown"))).isTrue();
    assertThat(forms.acceptsAll(List.of())).isTrue();
    assertThat(forms.acceptsAll(List.of("sexual", "unknown"))).isFalse();
  }

  @Test
  void aCodeHasWordsInTheLanguagesItWasTranslatedInto() {
    assertThat(CodeLists.of("channels").label("border-check", BOSNIAN))
        .contains("Granična kontrola");
    assertThat(CodeLists.of("genders").label("feminine", BOSNIAN)).isEmpty();
    assertThat(CodeLists.of("channels").label("nowhere", Locale.ENGLISH)).isEmpty();
  }

  @Test
  void codesKeepTheOrderInWhichTheyAreShown() {
    assertThat(CodeLists.of("age-bands").codes())
        .containsExactly("0-8", "9-17", "18-23", "24-30", "31-38", "39-47", "48-plus");
  }

  @Test
  void aListThatDoesNotShipIsRefused() {
    assertThatThrownBy(() -> CodeLists.of("no-such-list"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no-such-list");
    assertThatThrownBy(() -> CodeLists.of("../events/published-fields"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aListThatRepeatsACodeOrListsAnAnswerIsRefused() {
    var raid = new CodeListFile.Entry("raid", Map.of("en", "Raid"));
    var unknown = new CodeListFile.Entry("unknown", Map.of("en", "Unknown"));
    assertThatThrownBy(() -> new CodeList(file(List.of(), raid, raid)))
        .hasMessageContaining("twice");
    assertThatThrownBy(() -> new CodeList(file(List.of(), unknown)))
        .hasMessageContaining("answer as a code");
    assertThatThrownBy(() -> new CodeList(file(List.of("perhaps"), raid)))
        .hasMessageContaining("none of");
  }

  private static CodeListFile file(List<String> answers, CodeListFile.Entry... entries) {
    return new CodeListFile("invented", 1, "a test", answers, List.of(entries));
  }
}
