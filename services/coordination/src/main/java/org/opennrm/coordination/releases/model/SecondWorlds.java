package org.opennrm.coordination.releases.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.opennrm.coordination.releases.model.Timeline.Stretches;

/**
 * Whether a count could be another one without a single published word changing. That is proved by
 * finding such a world: one person more in one stretch of time and one fewer in another (or
 * nowhere), made good in a second series so that all totals hold. An attacker who has every release
 * cannot rule that world out, however they reckon, and so cannot pin the count.
 */
final class SecondWorlds {

  /** What was said about a series in a part of time, as the change that would leave it said. */
  record Statement(Stretches part, Series series, long least, long most) {

    static Statement of(Stretches part, Series series, MeasureTable.Counted counted, int minimum) {
      var exact = counted.exact();
      return switch (counted.cell()) {
        case Cell.Shown _ -> new Statement(part, series, 0, 0);
        case Cell.FewerThan(var limit) -> new Statement(part, series, -exact, limit - 1 - exact);
        // Whoever knows this gate knows that it withholds single cells only when they are large.
        case Cell.Withheld _ -> new Statement(part, series, minimum - exact, Long.MAX_VALUE);
      };
    }

    boolean holdsAfter(int change) {
      return least <= change && change <= most;
    }
  }

  private final Timeline counts;
  private final int nowhere;
  private final Map<Series, List<Statement>> statements = new HashMap<>();
  private final Map<Series, Moves> moves = new HashMap<>();
  private final Map<String, List<Series>> breakdowns = new HashMap<>();

  SecondWorlds(Timeline counts, List<Statement> published) {
    this.counts = counts;
    this.nowhere = counts.stretches();
    SequencedSet<Series> all = counts.series();
    for (var series : all) {
      if (!series.isTotal()) {
        breakdowns.computeIfAbsent(series.by(), _ -> new ArrayList<>()).add(series);
      }
    }
    for (var statement : published) {
      statements.computeIfAbsent(statement.series(), _ -> new ArrayList<>()).add(statement);
    }
  }

  /** Whether some world has another count in that part of time. */
  boolean existFor(Series series, BitSet part) {
    return part.stream()
        .anyMatch(here ->
            existWithChangeIn(series, part, here, 1) || existWithChangeIn(series, part, here, -1));
  }

  private boolean existWithChangeIn(Series series, BitSet part, int here, int sign) {
    var elsewhere = (BitSet) movesOf(series).from(here, sign).clone();
    elsewhere.andNot(part);
    return intersect(elsewhere, swapped(series, here, sign))
        || intersect(elsewhere, addedToAll(series, here, sign));
  }

  /** The person changes category: another one of the same breakdown makes it good. */
  private BitSet swapped(Series series, int here, int sign) {
    var possible = new BitSet();
    for (var other : breakdowns.getOrDefault(series.by(), List.of())) {
      if (!other.equals(series)) {
        possible.or(movesOf(other).from(here, -sign));
      }
    }
    return possible;
  }

  /** There is a person more or fewer: the total changes too, and one category of each breakdown. */
  private BitSet addedToAll(Series series, int here, int sign) {
    var possible = (BitSet) movesOf(Series.TOTAL).from(here, sign).clone();
    breakdowns.forEach((by, categories) -> {
      if (!by.equals(series.by())) {
        var one = new BitSet();
        categories.forEach(each -> one.or(movesOf(each).from(here, sign)));
        possible.and(one);
      }
    });
    return possible;
  }

  private static boolean intersect(BitSet one, BitSet other) {
    return one.intersects(other);
  }

  private Moves movesOf(Series series) {
    return moves.computeIfAbsent(series, Moves::new);
  }

  /** Where one series may give or take a person without a word about it changing. */
  private final class Moves {

    private final List<Statement> said;
    private final Series series;
    private final Map<Integer, BitSet> more = new HashMap<>();
    private final Map<Integer, BitSet> fewer = new HashMap<>();

    Moves(Series series) {
      this.series = series;
      this.said = statements.getOrDefault(series, List.of());
    }

    /** The stretches (or nowhere) that may change the other way when this one changes by sign. */
    BitSet from(int here, int sign) {
      return (sign > 0 ? more : fewer).computeIfAbsent(here, at -> partners(at, sign));
    }

    private BitSet partners(int here, int sign) {
      var possible = new BitSet();
      if (sign < 0 && counts.count(series, here) == 0) {
        return possible;
      }
      for (var there = 0; there <= nowhere; there++) {
        possible.set(there, there != here && leaveAllSaid(here, there, sign));
      }
      return possible;
    }

    private boolean leaveAllSaid(int here, int there, int sign) {
      if (sign > 0 && there != nowhere && counts.count(series, there) == 0) {
        return false;
      }
      for (var statement : said) {
        var change =
            (statement.part().contain(here) ? sign : 0)
                - (statement.part().contain(there) ? sign : 0);
        if (!statement.holdsAfter(change)) {
          return false;
        }
      }
      return true;
    }
  }
}
