package org.opennrm.platform.policy.model;

import java.util.Optional;
import java.util.function.Function;

/**
 * An answer to a question. Not knowing, not having asked, a refusal and "there is none" are four
 * different answers, and none of them is a value: missing is never zero.
 *
 * @param <T> what a known answer holds
 */
public sealed interface Answer<T> {

  /** Answered. */
  record Known<T>(T value) implements Answer<T> {}

  /** Asked, and nobody knows. */
  record Unknown<T>() implements Answer<T> {}

  /** Nobody has asked yet. */
  record NotAsked<T>() implements Answer<T> {}

  /** The person chose not to say. */
  record Refused<T>() implements Answer<T> {}

  /** Asked and answered: there is none (no papers, no telephone). */
  record None<T>() implements Answer<T> {}

  default Optional<T> known() {
    return this instanceof Known<T>(var value) ? Optional.of(value) : Optional.empty();
  }

  /**
   * The value as a code, or the kind of answer as one, so that figures can show what is missing.
   */
  default String code(Function<T, String> codeOfValue) {
    return switch (this) {
      case Known<T>(var value) -> codeOfValue.apply(value);
      case Unknown<T> _ -> "unknown";
      case NotAsked<T> _ -> "not-asked";
      case Refused<T> _ -> "refused";
      case None<T> _ -> "none";
    };
  }

  /**
   * @throws IllegalArgumentException for anything but the four
   */
  static <T> Answer<T> withoutValue(String kind) {
    return switch (kind) {
      case "unknown" -> new Unknown<>();
      case "not-asked" -> new NotAsked<>();
      case "refused" -> new Refused<>();
      case "none" -> new None<>();
      default -> throw new IllegalArgumentException(kind);
    };
  }
}
