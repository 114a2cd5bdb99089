package org.opennrm.platform.web;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Collection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.platform.policy.model.Answer;

/**
 * The text, each text of the list, or the known answer stands on this code list of the contracts.
 */
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = Coded.OnTheList.class)
public @interface Coded {

  /** The list's name, as in {@code contracts/codes/<name>.yaml}. */
  String value();

  String message() default "a code of the list";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Looks codes up; a missing value is somebody else's question. */
  final class OnTheList implements ConstraintValidator<Coded, Object> {

    private String list = "";

    @Override
    public void initialize(Coded coded) {
      list = coded.value();
    }

    @Override
    public boolean isValid(@Nullable Object value, ConstraintValidatorContext context) {
      var codes = CodeLists.of(list);
      if (codesIn(value).allMatch(codes::contains)) {
        return true;
      }
      context.disableDefaultConstraintViolation();
      context
          .buildConstraintViolationWithTemplate(list + ": " + String.join(", ", codes.codes()))
          .addConstraintViolation();
      return false;
    }

    private static Stream<String> codesIn(@Nullable Object value) {
      return switch (value) {
        case null -> Stream.empty();
        case String code -> Stream.of(code);
        case Collection<?> many -> many.stream().flatMap(OnTheList::codesIn);
        case Answer.Known<?>(var known) -> codesIn(known);
        case Answer<?> _ -> Stream.empty();
        default -> Stream.of(value.toString());
      };
    }
  }
}
