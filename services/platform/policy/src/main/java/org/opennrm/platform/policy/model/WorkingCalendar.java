package org.opennrm.platform.policy.model;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;

/** The days on which offices of a country work, in the country's own time. */
public record WorkingCalendar(ZoneId zone, Set<DayOfWeek> weekend, Set<LocalDate> holidays) {

  public WorkingCalendar {
    weekend = Set.copyOf(weekend);
    holidays = Set.copyOf(holidays);
    if (weekend.size() == DayOfWeek.values().length) {
      throw new IllegalArgumentException("a week needs a working day");
    }
  }

  public boolean isWorkingDay(LocalDate day) {
    return !weekend.contains(day.getDayOfWeek()) && !holidays.contains(day);
  }

  /**
   * The same time of day, that many working days later. What starts on a free day counts from the
   * next working day, so that nobody loses time by writing on a Sunday.
   */
  public Instant plusWorkingDays(Instant start, int days) {
    var local = start.atZone(zone);
    var remaining = days;
    while (remaining > 0 || !isWorkingDay(local.toLocalDate())) {
      local = local.plusDays(1);
      if (isWorkingDay(local.toLocalDate()) && remaining > 0) {
        remaining--;
      }
    }
    return local.toInstant();
  }

  /** The same time of day, that many calendar days later, whatever the change of summer time. */
  public Instant plusDays(Instant start, int days) {
    return start.atZone(zone).plusDays(days).toInstant();
  }

  public LocalDate dayOf(Instant instant) {
    return instant.atZone(zone).toLocalDate();
  }
}
