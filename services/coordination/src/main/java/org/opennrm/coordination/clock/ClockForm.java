package org.opennrm.coordination.clock;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.opennrm.platform.web.Checked;
import org.opennrm.platform.web.FieldProblem;

/**
 * How far the clock is to go: forward, and a day at most, so that every deadline on the way is met
 * before the next.
 */
record ClockForm(@NotNull String advanceBy) implements Checked {

  private static final Duration LONGEST_STEP = Duration.ofDays(1);

  /** The step; for a form that has been checked. */
  Duration step() {
    return parsed().orElseThrow();
  }

  @Override
  public List<FieldProblem> problems(Instant now) {
    return parsed().isPresent()
        ? List.of()
        : List.of(
            new FieldProblem(
                "advanceBy", "a step forward of at least a second and at most a day: PT1S to P1D"));
  }

  private Optional<Duration> parsed() {
    try {
      return Optional.of(Duration.parse(advanceBy))
          .filter(step -> step.toSeconds() >= 1 && step.compareTo(LONGEST_STEP) <= 0);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
