package org.opennrm.identification.interview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opennrm.identification.interview.model.Instrument;
import org.opennrm.platform.policy.model.Answer;

class InstrumentFileTest {

  private static final String GOOD =
      """
      id: invented
      version: "1"
      title: {eng: Invented}
      sections:
        - id: one
          title: {eng: One}
          questions:
            - id: one.first
              purpose: needs
              sensitivity: ordinary
              type: yes-no
              text: {eng: First, nob: Først}
            - id: one.second
              purpose: needs
              sensitivity: sensitive
              optional: yes
              type: code
              codes: papers
              do-not-repeat: yes
              ask-if: {question: one.first, equals: yes}
              text: {eng: Second}
            - id: one.third
              purpose: needs
              sensitivity: ordinary
              type: text
              ask-if: {question: one.second, equals: withheld}
              text: {eng: Third}
      """;

  @Test
  void aFileBecomesAnInstrument() {
    var instrument = read(GOOD);
    var second = instrument.question("one.second").orElseThrow();

    assertThat(instrument.sectionOf("one.second")).contains("one");
    assertThat(second.sensitive()).isTrue();
    assertThat(second.optional()).isTrue();
    assertThat(second.doNotRepeat()).isTrue();
    assertThat(second.codes()).contains("papers");
    assertThat(instrument.question("one.first").orElseThrow().sensitive()).isFalse();
  }

  @Test
  void aQuestionIsReachedOnlyThroughThoseItDependsOn() {
    assertThat(reached("one.first", Map.of())).isTrue();
    assertThat(reached("one.second", Map.of())).isFalse();
    assertThat(reached("one.second", Map.of("one.first", "no"))).isFalse();
    assertThat(reached("one.second", Map.of("one.first", "yes"))).isTrue();
    assertThat(reached("one.third", Map.of("one.first", "yes", "one.second", "withheld"))).isTrue();
    assertThat(reached("one.third", Map.of("one.first", "no", "one.second", "withheld"))).isFalse();
  }

  @Test
  void theShippedInstrumentIsWholeAndNamesNobodyWhoMayHaveDoneIt() {
    var shipped = InstrumentFile.read("/instruments/screening.yaml");

    assertThat(shipped.sections()).hasSize(5);
    assertThat(shipped.title()).containsOnlyKeys(InstrumentFile.LANGUAGES.toArray(String[]::new));
    assertThat(shipped.sections())
        .flatExtracting(Instrument.Section::questions)
        .extracting(Instrument.Question::id)
        .noneMatch(id -> id.contains("trafficker") || id.contains("suspect"));
  }

  @Test
  void whateverIsWrongIsNamedWithItsLine() {
    wrong(GOOD.replace("type: yes-no", "type: perhaps"), "invented.yaml:11:", "text, code, yes-no");
    wrong(
        GOOD.replace(
            "sensitivity: ordinary\n        type: yes-no",
            "sensitivity: harmless\n        type: yes-no"),
        "invented.yaml:10:",
        "ordinary or sensitive");
    wrong(GOOD.replace("codes: papers", "codes: no-such-list"), "invented.yaml:18:", "code list");
    wrong(GOOD.replace("        codes: papers\n", ""), "invented.yaml:13:", "needs its list");
    wrong(GOOD.replace("{eng: Second}", "{bos: Drugo}"), "invented.yaml:21:", "eng");
    wrong(GOOD.replace("nob: Først", "klingon: Qapla"), "invented.yaml:12:", "unknown field");
    wrong(
        GOOD.replace("question: one.first", "question: one.third"),
        "invented.yaml:20:",
        "no question of this name stands before");
    wrong(
        GOOD.replace("equals: withheld", "equals: eaten"), "invented.yaml:26:", "a code of papers");
    wrong(GOOD.replace("- id: one.second", "- id: one.first"), "invented.yaml:13:", "stands twice");
    wrong(GOOD.replace("version: \"1\"\n", ""), "invented.yaml:1:", "\"version\" is missing");
    wrong(GOOD.replace("id: invented", "id: Invented Name"), "invented.yaml:1:", "small letters");
    wrong("id: [", "invented.yaml:", "not YAML");
  }

  private static void wrong(String text, String where, String what) {
    assertThatThrownBy(() -> read(text)).hasMessageContaining(where).hasMessageContaining(what);
  }

  private static boolean reached(String question, Map<String, String> answers) {
    var instrument = read(GOOD);
    return instrument.reached(
        instrument.question(question).orElseThrow(),
        name ->
            answers.containsKey(name)
                ? new Answer.Known<>(answers.get(name))
                : new Answer.NotAsked<>());
  }

  private static Instrument read(String text) {
    return InstrumentFile.read("invented.yaml", text);
  }
}
