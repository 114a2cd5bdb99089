package org.opennrm.coordination.releases;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import org.opennrm.coordination.figures.model.CalendarPeriod;
import org.opennrm.platform.web.Checked;
import org.opennrm.platform.web.FieldProblem;

/** Which period is to be released. */
record ReleaseForm(@NotNull String period) implements Checked {

  /** The period; for a form that has been checked. */
  CalendarPeriod calendarPeriod() {
    return CalendarPeriod.named(period).orElseThrow();
  }

  @Override
  public List<FieldProblem> problems(Instant now) {
    return CalendarPeriod.named(period).isPresent()
        ? List.of()
        : List.of(
            new FieldProblem("period", "a year (2026), a quarter (2026-Q4) or a month (2026-11)"));
  }
}
