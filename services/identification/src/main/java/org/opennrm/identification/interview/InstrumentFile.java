package org.opennrm.identification.interview;

import static org.opennrm.platform.policy.YamlField.required;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.identification.interview.model.Instrument;
import org.opennrm.identification.interview.model.Instrument.AnswerType;
import org.opennrm.identification.interview.model.Instrument.AskIf;
import org.opennrm.identification.interview.model.Instrument.Question;
import org.opennrm.identification.interview.model.Instrument.Section;
import org.opennrm.platform.policy.YamlField;

/** An instrument as its YAML file spells it; whatever is wrong is told with file and line. */
final class InstrumentFile {

  /** Languages that a text may be written in; English is never missing. */
  static final Set<String> LANGUAGES = Set.of("eng", "bos", "srp", "mkd", "nob");

  private static final Set<String> QUESTION_FIELDS =
      Set.of(
          "id",
          "purpose",
          "sensitivity",
          "optional",
          "type",
          "codes",
          "do-not-repeat",
          "ask-if",
          "text");

  private final Map<String, Question> earlier = new HashMap<>();

  private InstrumentFile() {}

  /**
   * @param name of a resource
   */
  static Instrument read(String name) {
    try (var file = InstrumentFile.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("There is no " + name);
      }
      return read(
          name.substring(name.lastIndexOf('/') + 1),
          new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /**
   * @throws org.opennrm.platform.policy.InvalidPolicyPack naming file, line and field
   */
  static Instrument read(String file, String text) {
    return new InstrumentFile().instrument(YamlField.root(file, text));
  }

  private Instrument instrument(YamlField root) {
    var fields = root.fields(Set.of("id", "version", "title", "sections"));
    var sections = new ArrayList<Section>();
    for (var item : required(root, fields, "sections").items()) {
      var section = section(item);
      if (sections.stream().anyMatch(s -> s.id().equals(section.id()))) {
        throw item.wrong("the section " + section.id() + " stands twice");
      }
      sections.add(section);
    }
    return new Instrument(
        name(required(root, fields, "id")),
        required(root, fields, "version").text(),
        texts(required(root, fields, "title")),
        sections);
  }

  private Section section(YamlField item) {
    var fields = item.fields(Set.of("id", "title", "questions"));
    var questions = new ArrayList<Question>();
    for (var each : required(item, fields, "questions").items()) {
      var question = question(each);
      if (earlier.put(question.id(), question) != null) {
        throw each.wrong("the question " + question.id() + " stands twice");
      }
      questions.add(question);
    }
    return new Section(
        name(required(item, fields, "id")), texts(required(item, fields, "title")), questions);
  }

  private Question question(YamlField item) {
    var fields = item.fields(QUESTION_FIELDS);
    var type =
        required(item, fields, "type")
            .read(
                "text, code, yes-no, date or number",
                t -> AnswerType.valueOf(t.toUpperCase(Locale.ROOT).replace('-', '_')));
    var codes = Optional.ofNullable(fields.get("codes"));
    if (type == AnswerType.CODE && codes.isEmpty()) {
      throw item.wrong("an answer by code needs its list in \"codes\"");
    }
    if (type != AnswerType.CODE && codes.isPresent()) {
      throw codes.get().wrong("only an answer by code has a list");
    }
    return new Question(
        name(required(item, fields, "id")),
        name(required(item, fields, "purpose")),
        required(item, fields, "sensitivity")
            .read("ordinary or sensitive", InstrumentFile::sensitive),
        yes(fields, "optional"),
        type,
        codes.map(list -> list.read("a code list of the contracts", n -> CodeLists.of(n).name())),
        yes(fields, "do-not-repeat"),
        Optional.ofNullable(fields.get("ask-if")).map(this::askIf),
        texts(required(item, fields, "text")));
  }

  private AskIf askIf(YamlField item) {
    var fields = item.fields(Set.of("question", "equals"));
    var question = required(item, fields, "question");
    var on = earlier.get(question.text());
    if (on == null) {
      throw question.wrong("no question of this name stands before this one");
    }
    var value = required(item, fields, "equals");
    return new AskIf(
        on.id(),
        switch (on.type()) {
          case YES_NO -> value.read("yes or no", InstrumentFile::yesOrNo);
          case CODE -> value.read("a code of " + on.codes().orElseThrow(), v -> codeOf(on, v));
          case TEXT, DATE, NUMBER ->
              throw value.wrong("depends on a question that is neither yes-no nor code");
        });
  }

  private static Map<String, String> texts(YamlField item) {
    var texts = new HashMap<String, String>();
    item.fields(LANGUAGES).forEach((language, text) -> texts.put(language, nonBlank(text)));
    if (!texts.containsKey("eng")) {
      throw item.wrong("the English text (eng) is missing");
    }
    return texts;
  }

  private static String nonBlank(YamlField text) {
    if (text.text().isBlank()) {
      throw text.wrong("expected a text");
    }
    return text.text();
  }

  private static String name(YamlField field) {
    return field.read(
        "a name in small letters, digits, hyphens and dots",
        text -> {
          if (!text.matches("[a-z0-9.-]{1,80}")) {
            throw new IllegalArgumentException(text);
          }
          return text;
        });
  }

  private static boolean yes(Map<String, YamlField> fields, String name) {
    return Optional.ofNullable(fields.get(name))
        .map(field -> field.read("yes or no", InstrumentFile::yesOrNo).equals("yes"))
        .orElse(false);
  }

  private static String yesOrNo(String text) {
    if (!List.of("yes", "no").contains(text)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static boolean sensitive(String text) {
    return switch (text) {
      case "sensitive" -> true;
      case "ordinary" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static String codeOf(Question question, String code) {
    if (!CodeLists.of(question.codes().orElseThrow()).contains(code)) {
      throw new IllegalArgumentException(code);
    }
    return code;
  }
}
