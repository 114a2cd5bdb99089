package org.opennrm.bench;

import java.time.LocalDate;

/** Writes moments as PostgreSQL and JSON read them, many millions of them in a row. */
final class Moments {

  private static final long MICROS = 1_000_000;
  private static final long DAY = 86_400 * MICROS;

  private Moments() {}

  /**
   * @param micros since 1970
   * @param between date and time
   */
  static void append(long micros, String between, String zone, StringBuilder out) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(micros, DAY));
    long within = Math.floorMod(micros, DAY);
    long second = within / MICROS;
    out.append(day.getYear()).append('-');
    two(day.getMonthValue(), out);
    out.append('-');
    two(day.getDayOfMonth(), out);
    out.append(between);
    two((int) (second / 3_600), out);
    out.append(':');
    two((int) (second / 60 % 60), out);
    out.append(':');
    two((int) (second % 60), out);
    out.append('.');
    String fraction = Long.toString(within % MICROS);
    out.append("000000", 0, 6 - fraction.length()).append(fraction).append(zone);
  }

  private static void two(int number, StringBuilder out) {
    out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
