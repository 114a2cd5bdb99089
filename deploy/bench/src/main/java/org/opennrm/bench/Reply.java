package org.opennrm.bench;

import com.fasterxml.jackson.databind.JsonNode;

/** What came of one request. */
public sealed interface Reply {

  /** The service answered. {@code etag} is empty where the answer has none. */
  record Answered(int status, JsonNode body, String etag) implements Reply {}

  /** No answer: whether the request was carried out is unknown. */
  record Silent(String why) implements Reply {}

  default boolean is(int status) {
    return this instanceof Answered(int given, _, _) && given == status;
  }

  /**
   * Whether it may have been carried out although nobody said so: no answer, or a failure inside
   * the service, which can also strike after the commit.
   */
  default boolean leavesDoubt() {
    return switch (this) {
      case Answered(int status, _, _) -> status >= 500;
      case Silent _ -> true;
    };
  }

  /** The text at a JSON pointer into the answer; empty where there is none. */
  default String text(String pointer) {
    return this instanceof Answered(_, JsonNode body, _) ? body.at(pointer).asText() : "";
  }

  /** What a later step says it has seen; empty where the answer names no version. */
  default String version() {
    return this instanceof Answered(_, _, String etag) ? etag : "";
  }

  /** A few words to count by; never anything about a case. */
  default String kind() {
    return switch (this) {
      case Answered(int status, JsonNode body, _) -> {
        String rule = body.path("rule").asText(body.path("title").asText());
        yield rule.isEmpty() ? Integer.toString(status) : status + " " + rule;
      }
      case Silent(String why) -> "no answer, " + why;
    };
  }
}
