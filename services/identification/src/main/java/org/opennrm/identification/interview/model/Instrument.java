package org.opennrm.identification.interview.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.opennrm.platform.policy.model.Answer;

/**
 * A versioned list of questions in sections. A question's name means the same in every instrument:
 * what was answered by one is not asked again by another.
 *
 * @param title by language, English always
 */
public record Instrument(
    String id, String version, Map<String, String> title, List<Section> sections) {

  public Instrument {
    title = Map.copyOf(title);
    sections = List.copyOf(sections);
  }

  public record Section(String id, Map<String, String> title, List<Question> questions) {
    public Section {
      title = Map.copyOf(title);
      questions = List.copyOf(questions);
    }
  }

  /**
   * @param purpose why it is asked, as a code
   * @param optional whether an interview is complete without it
   * @param codes the code list of an answer by code
   * @param doNotRepeat whether the answer may be marked as one that nobody asks for again
   * @param askIf empty for what is always asked
   */
  public record Question(
      String id,
      String purpose,
      boolean sensitive,
      boolean optional,
      AnswerType type,
      Optional<String> codes,
      boolean doNotRepeat,
      Optional<AskIf> askIf,
      Map<String, String> text) {
    public Question {
      text = Map.copyOf(text);
    }
  }

  /** Asked only after this answer to an earlier question. */
  public record AskIf(String question, String equals) {}

  /** What an answer is. */
  public enum AnswerType {
    TEXT,
    CODE,
    YES_NO,
    DATE,
    NUMBER
  }

  public Optional<Question> question(String id) {
    return sections.stream()
        .flatMap(section -> section.questions().stream())
        .filter(question -> question.id().equals(id))
        .findFirst();
  }

  public Optional<String> sectionOf(String question) {
    return sections.stream()
        .filter(section -> section.questions().stream().anyMatch(q -> q.id().equals(question)))
        .map(Section::id)
        .findFirst();
  }

  /**
   * Whether the question was reached: what it depends on was reached itself, and answered so.
   *
   * @param answers known answers as texts: a code, {@code yes} or {@code no}, a day, a number
   */
  public boolean reached(Question question, Function<String, Answer<String>> answers) {
    return question
        .askIf()
        .map(condition ->
            question(condition.question()).filter(q -> reached(q, answers)).isPresent()
                && answers
                    .apply(condition.question())
                    .known()
                    .filter(condition.equals()::equals)
                    .isPresent())
        .orElse(true);
  }
}
