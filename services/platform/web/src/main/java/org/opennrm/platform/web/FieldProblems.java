package org.opennrm.platform.web;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.policy.model.Answer;

/** The wrong fields of one body, each once, in the order in which they were found. */
final class FieldProblems {

  private final Map<String, FieldProblem> found = new LinkedHashMap<>();

  List<FieldProblem> found() {
    return List.copyOf(found.values());
  }

  /** The first problem of a field is the one that is told. */
  void add(String field, String expected) {
    found.putIfAbsent(field, new FieldProblem(field, expected));
  }

  /**
   * Notes what could not be bound and takes it out of the body, so that the rest can be looked at.
   *
   * @return false when there is nothing to take out, because the body as a whole is wrong
   */
  boolean noteAndRemove(JsonMappingException wrong, JsonNode body) {
    var path = new ArrayList<>(wrong.getPath());
    if (path.isEmpty()) {
      return false;
    }
    add(text(path), expected(wrong));
    var holder = body;
    for (var step : path.subList(0, path.size() - 1)) {
      holder =
          step.getFieldName() == null
              ? holder.path(step.getIndex())
              : holder.path(step.getFieldName());
    }
    var last = path.getLast();
    return switch (holder) {
      case ObjectNode object when last.getFieldName() != null ->
          object.remove(last.getFieldName()) != null;
      // The places of the other items must not move.
      case ArrayNode array
          when array.has(last.getIndex()) && !array.get(last.getIndex()).isNull() -> {
        array.setNull(last.getIndex());
        yield true;
      }
      default -> false;
    };
  }

  private static String text(List<JsonMappingException.Reference> path) {
    var text = new StringBuilder();
    for (var step : path) {
      if (step.getFieldName() == null) {
        text.append('[').append(step.getIndex()).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return text.toString();
  }

  private static String expected(JsonMappingException wrong) {
    return switch (wrong) {
      case UnrecognizedPropertyException unknown ->
          named("expected.known-field", sorted(unknown.getKnownPropertyIds()));
      case ValueInstantiationException value -> expected(value.getType().getRawClass());
      case MismatchedInputException mismatch -> expected(mismatch.getTargetType());
      default -> Problems.text("expected.value", "expected.value");
    };
  }

  private static String expected(@Nullable Class<?> target) {
    if (target == null) {
      return Problems.text("expected.value", "expected.value");
    }
    if (target.isEnum()) {
      return named(
          "expected.one-of",
          Arrays.stream(target.getEnumConstants()).map(Object::toString).toList());
    }
    return Problems.text("expected." + kindOf(target), "expected.value");
  }

  private static String kindOf(Class<?> target) {
    if (target == LocalDate.class) {
      return "date";
    } else if (target == Instant.class) {
      return "instant";
    } else if (target == Boolean.class) {
      return "boolean";
    } else if (Number.class.isAssignableFrom(target)) {
      return "number";
    } else if (target == String.class) {
      return "text";
    } else if (Collection.class.isAssignableFrom(target)) {
      return "list";
    } else if (target == Answer.class) {
      return "answer";
    }
    return target.isRecord() && target.getRecordComponents().length > 1 ? "object" : "value";
  }

  private static String named(String key, Collection<String> names) {
    return new MessageFormat(Problems.text(key, "expected.value"))
        .format(new Object[] {String.join(", ", names)});
  }

  private static Collection<String> sorted(@Nullable Collection<Object> names) {
    var sorted = new TreeSet<String>();
    if (names != null) {
      names.forEach(n -> sorted.add(n.toString()));
    }
    return sorted;
  }
}
