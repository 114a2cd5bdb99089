package org.opennrm.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.policy.DomainClock;

/**
 * Makes a form of what was sent, or says everything that is wrong with it: each field with its path
 * and what would be right. For a body as a whole, and for parts that are looked at one by one.
 */
@ApplicationScoped
public class StrictForms {

  private final ObjectMapper json;
  private final Validator validator;
  private final DomainClock clock;

  @Inject
  StrictForms(ObjectMapper json, Validator validator, DomainClock clock) {
    this.json = json;
    this.validator = validator;
    this.clock = clock;
  }

  /** What came of reading. */
  public sealed interface Read<T> {
    /** It can be used as it is. */
    record Complete<T>(T form) implements Read<T> {}

    /** Nothing of it can be used. */
    record Faulty<T>(List<FieldProblem> problems) implements Read<T> {
      public Faulty {
        problems = List.copyOf(problems);
      }
    }
  }

  /**
   * @param sent what does not fit is taken out of it
   */
  public <T> Read<T> read(Class<T> type, JsonNode sent) {
    var problems = new FieldProblems();
    var form = bound(type, sent, problems);
    if (form != null) {
      for (var violation : validator.validate(form)) {
        problems.add(path(violation), expected(violation));
      }
      if (problems.found().isEmpty() && form instanceof Checked checked) {
        checked.problems(clock.now()).forEach(p -> problems.add(p.field(), p.expected()));
      }
    }
    if (form == null && problems.found().isEmpty()) {
      problems.add("", Problems.text("expected.json", "expected.json"));
    }
    return form == null || !problems.found().isEmpty()
        ? new Read.Faulty<>(problems.found())
        : new Read.Complete<>(form);
  }

  /** Binds again without each field that does not fit, until only what fits is left. */
  private <T> @Nullable T bound(Class<T> type, JsonNode tree, FieldProblems problems) {
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
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("A tree is JSON already", e);
      }
    }
  }

  /** As in the body: the validator calls what stands in a list by a name of its own. */
  private static String path(ConstraintViolation<?> violation) {
    return violation.getPropertyPath().toString().replace(".<list element>", "");
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
