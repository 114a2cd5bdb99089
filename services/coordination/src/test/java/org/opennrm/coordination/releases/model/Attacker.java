package org.opennrm.coordination.releases.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A reader who has all releases of a measure together and narrows every count down: each table's
 * parts add up to its whole, a period is made of its stretches, and what is left of one table when
 * those inside it are taken away is a table too. Bounds are tightened until nothing moves.
 */
final class Attacker {

  /** What is known of a sum of counts: it lies between two numbers. */
  private static final class Bounds {
    long least;
    long most = 1_000_000;
  }

  /** The whole is exactly its parts together. */
  private record Sum(Bounds whole, List<Bounds> parts) {}

  private final Timeline times;
  private final List<Series> series;
  private final int minimum;
  private final Map<Series, Map<Set<Integer>, Bounds>> known = new HashMap<>();
  private final List<Sum> sums = new ArrayList<>();

  /** The attacker sees cuts and tables' cells, never a count inside. */
  Attacker(Timeline times, List<MeasureTable> published, int minimum) {
    this.times = times;
    this.series = List.copyOf(times.series());
    this.minimum = minimum;
    for (var table : new LinkedHashSet<>(published)) {
      read(table);
    }
    for (var outer : published) {
      takeAway(outer, published);
    }
    tighten();
  }

  boolean pins(MeasureTable table, Series line) {
    var bounds = boundsOf(line, stretches(table));
    return bounds.least == bounds.most;
  }

  boolean allows(MeasureTable table, Series line, long count) {
    var bounds = boundsOf(line, stretches(table));
    return bounds.least <= count && count <= bounds.most;
  }

  /** Every part of time, released or worked out, of which a count below the minimum is told. */
  List<String> smallCountsTold() {
    var told = new ArrayList<String>();
    known.forEach((line, parts) ->
        parts.forEach((part, bounds) -> {
          if (bounds.least == bounds.most && bounds.most < minimum) {
            told.add(line + " in stretches " + part + ": " + bounds.most);
          }
        }));
    return told;
  }

  private void read(MeasureTable table) {
    table
        .series()
        .forEach((line, counted) -> {
          var bounds = boundsOf(line, stretches(table));
          switch (counted.cell()) {
            case Cell.Shown(var persons) -> {
              bounds.least = persons;
              bounds.most = persons;
            }
            case Cell.FewerThan(var limit) -> bounds.most = Math.min(bounds.most, limit - 1);
            case Cell.Withheld _ -> {
              if (!table.silent()) {
                bounds.least = Math.max(bounds.least, minimum);
              }
            }
          }
        });
  }

  private void takeAway(MeasureTable outer, List<MeasureTable> published) {
    var whole = stretches(outer);
    var inside =
        published.stream()
            .map(this::stretches)
            .filter(part -> whole.containsAll(part) && !whole.equals(part))
            .distinct()
            .toList();
    for (var one : inside) {
      split(whole, List.of(one));
      // The largest collection of parts that do not touch, begun with this one.
      var apart = new ArrayList<>(List.of(one));
      for (var other : inside) {
        if (apart.stream().allMatch(part -> part.stream().noneMatch(other::contains))) {
          apart.add(other);
        }
      }
      split(whole, apart);
    }
  }

  private void split(Set<Integer> whole, List<Set<Integer>> parts) {
    var rest = new LinkedHashSet<>(whole);
    parts.forEach(rest::removeAll);
    for (var line : series) {
      var bounds = new ArrayList<Bounds>();
      parts.forEach(part -> bounds.add(boundsOf(line, part)));
      if (!rest.isEmpty()) {
        bounds.add(boundsOf(line, rest));
      }
      sums.add(new Sum(boundsOf(line, whole), bounds));
    }
  }

  private Set<Integer> stretches(MeasureTable table) {
    var of = times.of(table.span());
    return new LinkedHashSet<>(IntStream.range(of.from(), of.until()).boxed().toList());
  }

  private Bounds boundsOf(Series line, Set<Integer> part) {
    var ofLine = known.computeIfAbsent(line, _ -> new HashMap<>());
    var before = ofLine.get(part);
    if (before != null) {
      return before;
    }
    for (var each : series) {
      known.computeIfAbsent(each, _ -> new HashMap<>()).put(part, new Bounds());
    }
    for (var by : series.stream().map(Series::by).distinct().toList()) {
      var categories = series.stream().filter(each -> each.by().equals(by)).toList();
      if (!by.equals(Series.TOTAL.by())) {
        sums.add(
            new Sum(
                known.get(Series.TOTAL).get(part),
                categories.stream().map(each -> known.get(each).get(part)).toList()));
      }
    }
    if (part.size() > 1) {
      for (var each : series) {
        sums.add(
            new Sum(
                known.get(each).get(part),
                part.stream().map(stretch -> boundsOf(each, Set.of(stretch))).toList()));
      }
    }
    return ofLine.get(part);
  }

  private void tighten() {
    var moved = true;
    while (moved) {
      moved = false;
      for (var sum : sums) {
        moved |= tighten(sum);
      }
    }
  }

  private static boolean tighten(Sum sum) {
    var least = sum.parts().stream().mapToLong(part -> part.least).sum();
    var most = sum.parts().stream().mapToLong(part -> part.most).sum();
    var moved = narrow(sum.whole(), least, most);
    for (var part : sum.parts()) {
      moved |=
          narrow(
              part,
              sum.whole().least - (most - part.most),
              sum.whole().most - (least - part.least));
      least = sum.parts().stream().mapToLong(each -> each.least).sum();
      most = sum.parts().stream().mapToLong(each -> each.most).sum();
    }
    return moved;
  }

  private static boolean narrow(Bounds bounds, long least, long most) {
    var moved = least > bounds.least || most < bounds.most;
    bounds.least = Math.max(bounds.least, least);
    bounds.most = Math.min(bounds.most, most);
    return moved;
  }
}
