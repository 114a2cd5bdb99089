package org.opennrm.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.policy.DomainClock;

/**
 * Reads and validates a JSON body in one go, so that one answer names every wrong field with its
 * path and what would be right. A form that reaches a resource is complete.
 */
@Provider
@Priority(1)
@Consumes(MediaType.APPLICATION_JSON)
public class StrictReader implements MessageBodyReader<Object> {

  private final ObjectMapper json;
  private final Validator validator;
  private final DomainClock clock;

  @Inject
  StrictReader(ObjectMapper json, Validator validator, DomainClock clock) {
    this.json = json;
    this.validator = validator;
    this.clock = clock;
  }

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type.isRecord();
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    var problems = new FieldProblems();
    var form = bound(type, body, problems);
    if (form != null) {
      for (var violation : validator.validate(form)) {
        problems.add(violation.getPropertyPath().toString(), expected(violation));
      }
      if (problems.found().isEmpty() && form instanceof Checked checked) {
        checked.problems(clock.now()).forEach(p -> problems.add(p.field(), p.expected()));
      }
    }
    if (!problems.found().isEmpty()) {
      throw Problems.invalid(problems.found());
    }
    if (form == null) {
      throw Problems.invalid("", Problems.text("expected.json", "expected.json"));
    }
    return form;
  }

  /** Binds again without each field that does not fit, until only what fits is left. */
  private @Nullable Object bound(Class<Object> type, InputStream body, FieldProblems problems)
      throws IOException {
    var tree = read(body);
    if (!tree.isObject()) {
      return null;
    }
    while (true) {
      try {
        return json.treeToValue(tree, type);
      } catch (JsonMappingException e) {
        if (!problems.noteAndRemove(e, tree)) {
          return null;
        }
      }
    }
  }

  private JsonNode read(InputStream body) throws IOException {
    try {
      return json.readTree(body);
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      throw Problems.malformed(at == null ? 1 : at.getLineNr(), at == null ? 1 : at.getColumnNr());
    }
  }

  /** Our own wording where we have one for the constraint, else the validator's. */
  private static String expected(ConstraintViolation<?> violation) {
    var constraint =
        violation.getConstraintDescriptor().getAnnotation().annotationType().getSimpleName();
    return Map.of("NotNull", "expected.NotNull").containsKey(constraint)
        ? Problems.text("expected.NotNull", "expected.value")
        : violation.getMessage();
  }
}
