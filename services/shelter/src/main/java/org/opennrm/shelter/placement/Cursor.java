package org.opennrm.shelter.placement;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.web.Problems;

/** Where a page of a list ended. */
record Cursor(Instant at, String ref) {

  private static final int LONGEST_PAGE = 200;

  /**
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 for what no page of ours ended with
   */
  static Optional<Cursor> read(@Nullable String after) {
    if (after == null) {
      return Optional.empty();
    }
    try {
      var text = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
      var bar = text.indexOf('|');
      return Optional.of(
          new Cursor(Instant.parse(text.substring(0, bar)), text.substring(bar + 1)));
    } catch (IllegalArgumentException | DateTimeParseException | IndexOutOfBoundsException e) {
      throw Problems.malformed("after", "the value of next in an earlier page");
    }
  }

  /**
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 outside the bounds
   */
  static int limited(int limit) {
    if (limit < 1 || limit > LONGEST_PAGE) {
      throw Problems.malformed("limit", "a number from 1 to " + LONGEST_PAGE);
    }
    return limit;
  }

  String written() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((at + "|" + ref).getBytes(StandardCharsets.UTF_8));
  }
}
