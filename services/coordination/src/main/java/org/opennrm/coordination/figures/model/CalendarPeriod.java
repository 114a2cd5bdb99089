package org.opennrm.coordination.figures.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A period that may be published: a year, a quarter or a month, named {@code 2026}, {@code 2026-Q4}
 * or {@code 2026-11}. Of these, two either contain one another or do not touch.
 */
public record CalendarPeriod(String name, Days days) {

  private static final Pattern YEAR = Pattern.compile("[12][0-9]{3}");
  private static final Pattern QUARTER = Pattern.compile("([12][0-9]{3})-Q([1-4])");
  private static final Pattern MONTH = Pattern.compile("[12][0-9]{3}-[01][0-9]");

  /** Empty for anything that names no such period. */
  public static Optional<CalendarPeriod> named(String name) {
    var quarter = QUARTER.matcher(name);
    if (quarter.matches()) {
      var first =
          YearMonth.of(
              Integer.parseInt(quarter.group(1)), Integer.parseInt(quarter.group(2)) * 3 - 2);
      return Optional.of(months(name, first, 3));
    }
    try {
      if (YEAR.matcher(name).matches()) {
        return Optional.of(months(name, Year.parse(name).atMonth(1), 12));
      }
      if (MONTH.matcher(name).matches()) {
        return Optional.of(months(name, YearMonth.parse(name), 1));
      }
    } catch (DateTimeException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  private static CalendarPeriod months(String name, YearMonth first, int count) {
    LocalDate from = first.atDay(1);
    return new CalendarPeriod(name, new Days(from, from.plusMonths(count)));
  }
}
