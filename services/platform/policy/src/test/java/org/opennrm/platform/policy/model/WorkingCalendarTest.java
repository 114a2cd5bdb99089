package org.opennrm.platform.policy.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkingCalendarTest {

  private final WorkingCalendar calendar =
      new WorkingCalendar(
          ZoneId.of("Europe/Sarajevo"),
          Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
          Set.of(LocalDate.of(2026, 5, 1)));

  @Test
  void whatArrivesOnAFreeDayCountsFromTheNextWorkingDay() {
    var saturday = Instant.parse("2026-11-21T10:00:00Z");

    assertThat(calendar.plusWorkingDays(saturday, 0)).isEqualTo("2026-11-23T10:00:00Z");
    assertThat(calendar.plusWorkingDays(saturday, 1)).isEqualTo("2026-11-23T10:00:00Z");
    assertThat(calendar.plusWorkingDays(saturday, 2)).isEqualTo("2026-11-24T10:00:00Z");
  }

  @Test
  void aHolidayIsNotAWorkingDay() {
    var thursday = Instant.parse("2026-04-30T10:00:00Z");

    assertThat(calendar.plusWorkingDays(thursday, 1)).isEqualTo("2026-05-04T10:00:00Z");
  }

  @Test
  void theHourOnTheWallStaysWhenSummerTimeEnds() {
    var friday = Instant.parse("2026-10-23T10:00:00Z");

    assertThat(calendar.plusWorkingDays(friday, 1)).isEqualTo("2026-10-26T11:00:00Z");
  }
}
