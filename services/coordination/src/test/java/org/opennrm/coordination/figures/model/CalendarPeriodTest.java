package org.opennrm.coordination.figures.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which names are periods, and where they begin and end in a country's time. */
class CalendarPeriodTest {

  @ParameterizedTest
  @CsvSource({
    "2026, 2026-01-01, 2027-01-01",
    "2026-Q1, 2026-01-01, 2026-04-01",
    "2026-Q4, 2026-10-01, 2027-01-01",
    "2026-01, 2026-01-01, 2026-02-01",
    "2026-12, 2026-12-01, 2027-01-01",
    "2028-02, 2028-02-01, 2028-03-01"
  })
  void namesAPeriod(String name, LocalDate from, LocalDate until) {
    assertThat(CalendarPeriod.named(name))
        .contains(new CalendarPeriod(name, new Days(from, until)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "26",
        "02026",
        "2026-13",
        "2026-00",
        "2026-Q0",
        "2026-Q5",
        "2026-q1",
        "2026-1",
        "2026-01-01",
        "2026-Q11",
        " 2026",
        "9999-01",
        "last year"
      })
  void namesNone(String name) {
    assertThat(CalendarPeriod.named(name)).isEmpty();
  }

  @Test
  void aDayBeginsWhenItBeginsInTheCountry() {
    var zone = ZoneId.of("Europe/Sarajevo");
    var days = new Days(LocalDate.of(2026, 3, 29), LocalDate.of(2026, 3, 30));
    assertThat(days.begins(zone)).isEqualTo(Instant.parse("2026-03-28T23:00:00Z"));
    // Summer time began that night: the day had 23 hours.
    assertThat(days.ends(zone)).isEqualTo(Instant.parse("2026-03-29T22:00:00Z"));
  }

  @Test
  void aPeriodHoldsADayAtLeast() {
    var day = LocalDate.of(2026, 3, 29);
    assertThatThrownBy(() -> new Days(day, day)).isInstanceOf(IllegalArgumentException.class);
  }
}
