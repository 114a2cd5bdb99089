package org.opennrm.coordination.releases;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.coordination.figures.model.Measure;
import org.opennrm.coordination.releases.model.Cell;
import org.opennrm.coordination.releases.model.MeasureTable;

/**
 * What a release says, word for word: nothing in it can be worked out to a count below the minimum.
 *
 * @param preliminary the period was still running when its persons were counted
 */
record PublishedFigures(
    CountryCode country,
    Period period,
    Instant asOf,
    boolean preliminary,
    int minimumCell,
    List<Table> tables) {

  /** The period by name and by days; the last one is the day before {@code until}. */
  record Period(String name, LocalDate from, LocalDate until, ZoneId zone) {}

  /**
   * One measure.
   *
   * @param countedUntil until when persons were counted; an earlier release's table is repeated
   *     where too little has changed since to be told
   */
  record Table(
      String measure, String unit, String definition, Instant countedUntil, List<Line> lines) {}

  /**
   * One number.
   *
   * @param by total, or what the category is one of
   * @param shown how it is to be printed
   * @param persons the number, where there is one to tell
   */
  record Line(String by, String category, String shown, Optional<Long> persons) {}

  static Table table(Measure measure, MeasureTable table) {
    return new Table(
        measure.code(),
        "persons",
        measure.definition(),
        table.span().until(),
        table.series().entrySet().stream()
            .map(line ->
                new Line(
                    line.getKey().by(),
                    line.getKey().category(),
                    shown(line.getValue().cell()),
                    persons(line.getValue().cell())))
            .toList());
  }

  private static String shown(Cell cell) {
    return switch (cell) {
      case Cell.Shown(var persons) -> Long.toString(persons);
      case Cell.FewerThan(var minimum) -> "fewer than " + minimum;
      case Cell.Withheld _ -> "not shown";
    };
  }

  private static Optional<Long> persons(Cell cell) {
    return cell instanceof Cell.Shown(var persons) ? Optional.of(persons) : Optional.empty();
  }
}
