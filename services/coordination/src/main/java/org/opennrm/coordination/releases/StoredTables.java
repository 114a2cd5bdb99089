package org.opennrm.coordination.releases;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.opennrm.coordination.figures.model.Measure;
import org.opennrm.coordination.releases.model.Cell;
import org.opennrm.coordination.releases.model.MeasureTable;
import org.opennrm.coordination.releases.model.MeasureTable.Counted;
import org.opennrm.coordination.releases.model.Series;
import org.opennrm.coordination.releases.model.Span;

/**
 * The tables of a release as the database keeps them, exact counts included: later releases are
 * drafted against them. Never part of an answer.
 *
 * @param byMeasure by the measure's code
 */
record StoredTables(Map<String, StoredTable> byMeasure) {

  record StoredTable(String period, Instant from, Instant until, List<StoredLine> lines) {}

  /**
   * @param cell {@code shown}, {@code fewer-than} or {@code withheld}
   * @param said the number that the cell shows: the count or the minimum
   */
  record StoredLine(String by, String category, long exact, String cell, long said) {}

  static StoredTables of(Map<Measure, MeasureTable> tables) {
    var stored = new TreeMap<String, StoredTable>();
    tables.forEach((measure, table) -> stored.put(measure.code(), stored(table)));
    return new StoredTables(stored);
  }

  MeasureTable table(Measure measure) {
    var table = byMeasure.get(measure.code());
    SequencedMap<Series, Counted> series = new LinkedHashMap<>();
    for (var line : table.lines()) {
      series.put(new Series(line.by(), line.category()), new Counted(line.exact(), cell(line)));
    }
    return new MeasureTable(table.period(), new Span(table.from(), table.until()), series);
  }

  private static StoredTable stored(MeasureTable table) {
    return new StoredTable(
        table.period(),
        table.span().from(),
        table.span().until(),
        table.series().entrySet().stream()
            .map(line -> stored(line.getKey(), line.getValue()))
            .toList());
  }

  private static StoredLine stored(Series series, Counted counted) {
    return switch (counted.cell()) {
      case Cell.Shown(var persons) -> line(series, counted, "shown", persons);
      case Cell.FewerThan(var minimum) -> line(series, counted, "fewer-than", minimum);
      case Cell.Withheld _ -> line(series, counted, "withheld", 0);
    };
  }

  private static StoredLine line(Series series, Counted counted, String cell, long said) {
    return new StoredLine(series.by(), series.category(), counted.exact(), cell, said);
  }

  private static Cell cell(StoredLine line) {
    return switch (line.cell()) {
      case "shown" -> new Cell.Shown(line.said());
      case "fewer-than" -> new Cell.FewerThan(Math.toIntExact(line.said()));
      case "withheld" -> new Cell.Withheld();
      default -> throw new IllegalStateException("no cell is called " + line.cell());
    };
  }
}
