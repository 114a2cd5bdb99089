package org.opennrm.coordination.releases.model;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * What is known inside: how many persons each series counts in each stretch of time between two
 * cuts. The cuts are where any table, published or being drafted, begins or ends.
 */
public final class Timeline {

  private final List<Instant> cuts;
  private final SequencedMap<Series, long[]> counts;

  /**
   * @param cuts in order, each once
   * @param counts of every series one number for each stretch; the total among them
   */
  public Timeline(List<Instant> cuts, SequencedMap<Series, List<Long>> counts) {
    this.cuts = List.copyOf(cuts);
    this.counts = new LinkedHashMap<>();
    counts.forEach((series, each) -> {
      if (each.size() != cuts.size() - 1) {
        throw new IllegalArgumentException("a series counts once in each stretch");
      }
      this.counts.put(series, each.stream().mapToLong(Long::longValue).toArray());
    });
    if (!counts.containsKey(Series.TOTAL)) {
      throw new IllegalArgumentException("a timeline counts the total");
    }
  }

  SequencedSet<Series> series() {
    return counts.sequencedKeySet();
  }

  int stretches() {
    return cuts.size() - 1;
  }

  /** The stretches of a span; its ends are cuts. */
  Stretches of(Span span) {
    return new Stretches(cut(span.from()), cut(span.until()));
  }

  long count(Series series, int stretch) {
    return counts.get(series)[stretch];
  }

  long count(Series series, Span span) {
    var part = of(span);
    return Arrays.stream(counts.get(series), part.from(), part.until()).sum();
  }

  private int cut(Instant at) {
    var index = java.util.Collections.binarySearch(cuts, at);
    if (index < 0) {
      throw new IllegalArgumentException("the timeline is not cut there");
    }
    return index;
  }

  /** Adjoining stretches by number, until excluded. */
  record Stretches(int from, int until) {
    boolean contain(int stretch) {
      return from <= stretch && stretch < until;
    }
  }
}
