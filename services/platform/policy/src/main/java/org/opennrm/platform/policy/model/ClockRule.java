package org.opennrm.platform.policy.model;

import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.temporal.TemporalAmount;

/**
 * How long a step may take and what grace follows before it escalates. A {@link Duration} runs
 * through nights and holidays; a {@link Period} counts days, working days where the rule says so.
 */
public record ClockRule(TemporalAmount within, TemporalAmount grace, boolean workingDays) {

  public ClockRule {
    requireCountable(within);
    requireCountable(grace);
  }

  /** Both instants are fixed when the clock starts: a later pack does not move them. */
  DueTimes from(Instant start, WorkingCalendar calendar) {
    var due = add(start, within, calendar);
    return new DueTimes(due, add(due, grace, calendar));
  }

  private Instant add(Instant start, TemporalAmount amount, WorkingCalendar calendar) {
    return switch (amount) {
      case Duration hours -> start.plus(hours);
      case Period days when workingDays -> calendar.plusWorkingDays(start, days.getDays());
      case Period days -> calendar.plusDays(start, days.getDays());
      default -> throw new IllegalStateException("checked in the constructor");
    };
  }

  private static void requireCountable(TemporalAmount amount) {
    var countable =
        switch (amount) {
          case Duration hours -> !hours.isNegative();
          case Period days -> days.getMonths() == 0 && days.getYears() == 0 && days.getDays() >= 0;
          default -> false;
        };
    if (!countable) {
      throw new IllegalArgumentException(
          "a clock counts hours (PT2H) or days (P2D), not " + amount);
    }
  }
}
