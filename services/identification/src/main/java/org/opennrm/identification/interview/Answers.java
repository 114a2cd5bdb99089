package org.opennrm.identification.interview;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.identification.interview.model.Instrument;
import org.opennrm.identification.interview.model.Instrument.Question;
import org.opennrm.platform.policy.model.Answer;
import org.opennrm.platform.web.FieldProblem;

/** What was answered, held against what the instrument asks. */
final class Answers {

  private static final int LONGEST = 4000;

  private Answers() {}

  /** Everything that does not fit the instrument, by field. */
  static List<FieldProblem> problems(Instrument instrument, InterviewForm form) {
    var problems = new ArrayList<FieldProblem>();
    for (var given : form.answers().entrySet()) {
      var field = "answers." + given.getKey();
      var question = instrument.question(given.getKey());
      if (question.isEmpty()) {
        problems.add(new FieldProblem(field, "a question of the instrument " + instrument.id()));
        continue;
      }
      var answer = read(question.get(), given.getValue());
      if (answer.isEmpty()) {
        problems.add(new FieldProblem(field, expected(question.get())));
      } else if (!(answer.get() instanceof Answer.NotAsked<String>)
          && !instrument.reached(
              question.get(), name -> answerTo(instrument, form.answers(), name))) {
        var on = question.get().askIf().orElseThrow();
        problems.add(
            new FieldProblem(
                field, "no answer: it is asked only when " + on.question() + " is " + on.equals()));
      }
    }
    var marked = form.notToBeRepeated();
    for (var i = 0; i < marked.size(); i++) {
      var name = marked.get(i);
      if (!form.answers().containsKey(name)
          || instrument.question(name).filter(Question::doNotRepeat).isEmpty()) {
        problems.add(
            new FieldProblem(
                "doNotRepeat[" + i + "]", "an answered question that may be marked so"));
      }
    }
    return problems;
  }

  /** Not asked, when nothing that can be read was given. */
  static Answer<String> answerTo(
      Instrument instrument, Map<String, JsonNode> answers, String question) {
    return Optional.ofNullable(answers.get(question))
        .flatMap(given -> instrument.question(question).flatMap(q -> read(q, given)))
        .orElseGet(Answer.NotAsked::new);
  }

  /** Empty for what is no answer to this question. */
  private static Optional<Answer<String>> read(Question question, JsonNode given) {
    if (given.isObject()) {
      return given.size() == 1 ? withoutValue(given.path("answer").asText()) : Optional.empty();
    }
    return value(question, given).map(Answer.Known::new);
  }

  private static Optional<Answer<String>> withoutValue(String kind) {
    return switch (kind) {
      case "unknown" -> Optional.of(new Answer.Unknown<>());
      case "not-asked" -> Optional.of(new Answer.NotAsked<>());
      case "refused" -> Optional.of(new Answer.Refused<>());
      case "none" -> Optional.of(new Answer.None<>());
      default -> Optional.empty();
    };
  }

  private static Optional<String> value(Question question, JsonNode given) {
    return switch (question.type()) {
      case TEXT -> textIn(given).filter(text -> !text.isBlank() && text.length() <= LONGEST);
      case CODE -> textIn(given).filter(CodeLists.of(question.codes().orElseThrow())::contains);
      case YES_NO ->
          given.isBoolean() ? Optional.of(given.booleanValue() ? "yes" : "no") : Optional.empty();
      case NUMBER ->
          given.isInt() && given.intValue() >= 0
              ? Optional.of(Integer.toString(given.intValue()))
              : Optional.empty();
      case DATE -> textIn(given).filter(Answers::isDay);
    };
  }

  private static Optional<String> textIn(JsonNode given) {
    return given.isTextual() ? Optional.of(given.textValue()) : Optional.empty();
  }

  private static boolean isDay(String text) {
    try {
      return LocalDate.parse(text).getYear() > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static String expected(Question question) {
    var value =
        switch (question.type()) {
          case TEXT -> "a text of at most 4000 characters";
          case CODE -> "a code of the list " + question.codes().orElseThrow();
          case YES_NO -> "true or false";
          case NUMBER -> "a whole number";
          case DATE -> "a day such as 2026-03-31";
        };
    return value + ", or {\"answer\": \"unknown\" | \"not-asked\" | \"refused\" | \"none\"}";
  }
}
