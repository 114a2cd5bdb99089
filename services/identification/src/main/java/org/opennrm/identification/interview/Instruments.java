package org.opennrm.identification.interview;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.identification.interview.model.Instrument;
import org.opennrm.identification.interview.model.Instrument.Question;

/** The instruments in use, and how a partner's system shows them in a language. */
@ApplicationScoped
class Instruments {

  private static final String ENGLISH = "eng";

  private final List<Instrument> all = List.of(InstrumentFile.read("/instruments/screening.yaml"));

  List<Instrument> all() {
    return all;
  }

  Optional<Instrument> find(String id) {
    return all.stream().filter(instrument -> instrument.id().equals(id)).findFirst();
  }

  /** One line of the list. */
  record InstrumentSummary(String id, String version, String title) {}

  /**
   * @param languages in which at least the title is written
   */
  record InstrumentView(
      String id, String version, List<String> languages, Text title, List<SectionView> sections) {}

  record SectionView(String id, Text title, List<QuestionView> questions) {}

  /**
   * @param codes what may be answered, where the answer is a code
   */
  record QuestionView(
      String id,
      String purpose,
      String sensitivity,
      boolean optional,
      String type,
      List<String> codes,
      boolean doNotRepeat,
      Optional<AskIfView> askIf,
      Text text) {}

  record AskIfView(String question, String equals) {}

  /**
   * @param fallbackFrom the language that was asked for, where this text is not translated
   */
  record Text(String language, Optional<String> fallbackFrom, String text) {}

  List<InstrumentSummary> summaries() {
    return all.stream()
        .map(each ->
            new InstrumentSummary(each.id(), each.version(), in(each.title(), ENGLISH).text()))
        .toList();
  }

  InstrumentView shown(Instrument instrument, String language) {
    return new InstrumentView(
        instrument.id(),
        instrument.version(),
        instrument.title().keySet().stream().sorted().toList(),
        in(instrument.title(), language),
        instrument.sections().stream()
            .map(section ->
                new SectionView(
                    section.id(),
                    in(section.title(), language),
                    section.questions().stream().map(q -> question(q, language)).toList()))
            .toList());
  }

  private static QuestionView question(Question question, String language) {
    return new QuestionView(
        question.id(),
        question.purpose(),
        question.sensitive() ? "sensitive" : "ordinary",
        question.optional(),
        switch (question.type()) {
          case TEXT -> "text";
          case CODE -> "code";
          case YES_NO -> "yes-no";
          case DATE -> "date";
          case NUMBER -> "number";
        },
        question.codes().map(list -> List.copyOf(CodeLists.of(list).codes())).orElseGet(List::of),
        question.doNotRepeat(),
        question.askIf().map(on -> new AskIfView(on.question(), on.equals())),
        in(question.text(), language));
  }

  private static Text in(Map<String, String> texts, String language) {
    var own = texts.get(language);
    return own == null
        ? new Text(ENGLISH, Optional.of(language), texts.getOrDefault(ENGLISH, ""))
        : new Text(language, Optional.empty(), own);
  }
}
