package org.opennrm.platform.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.policy.model.Answer;

/**
 * Collects every wrong field of one body while it is read, instead of stopping at the first. What
 * could not be read becomes null in the form, which never reaches a resource.
 */
final class FieldProblems extends DeserializationProblemHandler {

  private final List<FieldProblem> found = new ArrayList<>();

  List<FieldProblem> found() {
    return found;
  }

  void add(String field, String expected) {
    if (found.stream().noneMatch(p -> p.field().equals(field))) {
      found.add(new FieldProblem(field, expected));
    }
  }

  @Override
  public boolean handleUnknownProperty(
      DeserializationContext context,
      JsonParser parser,
      JsonDeserializer<?> deserializer,
      Object beanOrClass,
      String name)
      throws IOException {
    var known = deserializer.getKnownPropertyNames();
    add(
        pathOf(parser.getParsingContext(), null),
        known == null
            ? Problems.text("expected.no-field", "expected.no-field")
            : named("expected.known-field", String.join(", ", sorted(known))));
    parser.skipChildren();
    return true;
  }

  @Override
  public @Nullable Object handleWeirdStringValue(
      DeserializationContext context, Class<?> target, String value, String failure) {
    return noted(context, target);
  }

  @Override
  public @Nullable Object handleWeirdNumberValue(
      DeserializationContext context, Class<?> target, Number value, String failure) {
    return noted(context, target);
  }

  @Override
  public @Nullable Object handleUnexpectedToken(
      DeserializationContext context,
      JavaType target,
      JsonToken token,
      JsonParser parser,
      String failure)
      throws IOException {
    parser.skipChildren();
    return noted(context, target.getRawClass());
  }

  @Override
  public @Nullable Object handleInstantiationProblem(
      DeserializationContext context, Class<?> target, Object argument, Throwable thrown) {
    return noted(context, target);
  }

  /** What Jackson did not hand to the handlers above. */
  void add(JsonMappingException thrown) {
    var path = new StringBuilder();
    for (var step : thrown.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    var target =
        thrown instanceof com.fasterxml.jackson.databind.exc.MismatchedInputException mismatch
            ? mismatch.getTargetType()
            : null;
    add(path.toString(), expected(Objects.requireNonNullElse(target, Object.class)));
  }

  private @Nullable Object noted(DeserializationContext context, Class<?> target) {
    add(pathOf(context.getParser().getParsingContext(), null), expected(target));
    return null;
  }

  private static String pathOf(@Nullable JsonStreamContext context, @Nullable String below) {
    if (context == null || context.inRoot()) {
      return Objects.requireNonNullElse(below, "");
    }
    var here = context.inArray() ? "[" + context.getCurrentIndex() + "]" : context.getCurrentName();
    var path = below == null ? here : below.startsWith("[") ? here + below : here + "." + below;
    return pathOf(context.getParent(), path);
  }

  private static String expected(Class<?> target) {
    if (target.isEnum()) {
      return named(
          "expected.one-of",
          String.join(
              ", ", Arrays.stream(target.getEnumConstants()).map(Object::toString).toList()));
    }
    var key =
        target == LocalDate.class
            ? "date"
            : target == Instant.class
                ? "instant"
                : target == boolean.class || target == Boolean.class
                    ? "boolean"
                    : Number.class.isAssignableFrom(target)
                            || target == int.class
                            || target == long.class
                        ? "number"
                        : target == String.class
                            ? "text"
                            : Collection.class.isAssignableFrom(target)
                                ? "list"
                                : target == Answer.class
                                    ? "answer"
                                    : target.isRecord() && target.getRecordComponents().length > 1
                                        ? "object"
                                        : "value";
    return Problems.text("expected." + key, "expected.value");
  }

  private static String named(String key, String names) {
    return new MessageFormat(Problems.text(key, "expected.value")).format(new Object[] {names});
  }

  private static Collection<String> sorted(Collection<Object> names) {
    var sorted = new TreeSet<String>();
    names.forEach(n -> sorted.add(n.toString()));
    return sorted;
  }
}
