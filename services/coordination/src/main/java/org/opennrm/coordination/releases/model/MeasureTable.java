package org.opennrm.coordination.releases.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * One measure of one release: every series with its exact count, which stays inside, and its cell,
 * which leaves.
 *
 * @param period the name of the period it is published for
 * @param span the time that was counted
 */
public record MeasureTable(String period, Span span, SequencedMap<Series, Counted> series) {

  /** What was counted and what is said about it. */
  public record Counted(long exact, Cell cell) {}

  public MeasureTable {
    series = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(series));
  }

  Cell cell(Series line) {
    return series.get(line).cell();
  }

  /** A table that says nothing at all; not even that its counts are large. */
  boolean silent() {
    return series.values().stream().allMatch(each -> each.cell() instanceof Cell.Withheld);
  }
}
