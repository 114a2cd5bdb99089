package org.opennrm.coordination;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.web.Problems;

/**
 * What stands in a query, read strictly: a value that means nothing here is refused by the name of
 * its parameter, never ignored, for a list without its filter is a wrong answer.
 */
public final class QueryValues {

  private static final int LONGEST_PAGE = 200;
  private static final int USUAL_PAGE = 50;

  private QueryValues() {}

  /** The last line of a page, after which the next one begins. */
  public record Cursor(Instant at, String key) {

    /** The same, for a list whose keys are UUIDs. */
    public Cursor withUuid() {
      try {
        return new Cursor(at, UUID.fromString(key).toString());
      } catch (IllegalArgumentException e) {
        throw noCursor();
      }
    }

    public String text() {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString((at + "|" + key).getBytes(StandardCharsets.UTF_8));
    }
  }

  public static Optional<String> oneOf(
      String name, @Nullable String value, Collection<String> known) {
    if (value != null && !known.contains(value)) {
      throw Problems.malformed(
          name, "one of: " + String.join(", ", known.stream().sorted().toList()));
    }
    return Optional.ofNullable(value);
  }

  public static Optional<Boolean> flag(String name, @Nullable String value) {
    if (value == null) {
      return Optional.empty();
    }
    return switch (value) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> throw Problems.malformed(name, "true or false");
    };
  }

  public static Optional<LocalDate> date(String name, @Nullable String value) {
    try {
      return Optional.ofNullable(value).map(LocalDate::parse);
    } catch (DateTimeParseException e) {
      throw Problems.malformed(name, "a date that exists, such as 2026-03-31");
    }
  }

  public static int limit(@Nullable String value) {
    try {
      var limit = value == null ? USUAL_PAGE : Integer.parseInt(value);
      if (limit >= 1 && limit <= LONGEST_PAGE) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Said below, as for a number that is too large.
    }
    throw Problems.malformed("limit", "a number from 1 to " + LONGEST_PAGE);
  }

  public static Optional<Cursor> after(@Nullable String value) {
    if (value == null) {
      return Optional.empty();
    }
    try {
      var text = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
      var bar = text.indexOf('|');
      if (bar > 0) {
        return Optional.of(
            new Cursor(Instant.parse(text.substring(0, bar)), text.substring(bar + 1)));
      }
    } catch (IllegalArgumentException | DateTimeParseException e) {
      // Said below, as for a text without a bar.
    }
    throw noCursor();
  }

  private static HttpProblem noCursor() {
    return Problems.malformed("after", "the value of next in an earlier page");
  }
}
