package org.opennrm.coordination.releases.model;

import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import org.opennrm.coordination.releases.model.Cell.FewerThan;
import org.opennrm.coordination.releases.model.Cell.Shown;
import org.opennrm.coordination.releases.model.Cell.Withheld;
import org.opennrm.coordination.releases.model.DisclosureControl.Remedy.SayNothing;
import org.opennrm.coordination.releases.model.DisclosureControl.Remedy.Withhold;
import org.opennrm.coordination.releases.model.MeasureTable.Counted;
import org.opennrm.coordination.releases.model.SecondWorlds.Statement;

/**
 * The one gate for figures that leave for a ministry or the public. It reckons with a reader who
 * keeps every release, knows these rules, and adds and subtracts.
 *
 * <ol>
 *   <li><b>Small counts.</b> A count below the minimum, zero included, becomes "fewer than".
 *   <li><b>Differences.</b> No part of time that can be worked out by adding and subtracting shown
 *       counts of a series, of all releases together, may hold fewer than the minimum: neither what
 *       is left of a quarter without its released month, nor what came late to a month that was
 *       released before. Else the new count is withheld.
 *   <li><b>Remainders.</b> The hidden categories of a breakdown together are as good as shown where
 *       the total and the others are, so they must reach the minimum too. Else the smallest shown
 *       category is withheld, and in the end the total.
 *   <li><b>Second worlds.</b> For every hidden count, of this release and of all before, there must
 *       be another world that would have been published word for word the same and in which the
 *       count is another. Else more is withheld, in the end everything.
 * </ol>
 *
 * <p>What has been released cannot be called back, so only the new table gives way. Where it would
 * have to hide its total while the same period was released before, that table is repeated instead:
 * repeating says nothing new, and a reader keeps a figure.
 *
 * <p>The countings are taken apart by measure: persons in need and persons placed do not add up to
 * anything, so no rule links them.
 */
public final class DisclosureControl {

  private final int minimum;

  /**
   * @param minimum the smallest count that may be shown, from the country's policy pack
   */
  public DisclosureControl(int minimum) {
    if (minimum < 2) {
      throw new IllegalArgumentException("a minimum below two hides nothing");
    }
    this.minimum = minimum;
  }

  /**
   * The table of one measure as it may be published.
   *
   * @param period the name of the period
   * @param span the time that is counted
   * @param counts the counts, cut where any of the tables begins or ends
   * @param earlier the tables of this measure in all approved releases of the country, oldest first
   */
  public MeasureTable release(
      String period, Span span, Timeline counts, List<MeasureTable> earlier) {
    var known = List.copyOf(new LinkedHashSet<>(earlier));
    var fresh = new Draft(period, span, counts, known).table();
    return fresh.cell(Series.TOTAL) instanceof Withheld
        ? known.reversed().stream()
            .filter(table -> table.period().equals(period))
            .findFirst()
            .orElse(fresh)
        : fresh;
  }

  /** What is done about a table that gives too much away. */
  sealed interface Remedy {

    record Withhold(Series series) implements Remedy {}

    record SayNothing() implements Remedy {}
  }

  /** One table on its way through the gate; every round hides more until nothing is wrong. */
  private final class Draft {

    private final String period;
    private final Span span;
    private final Timeline counts;
    private final List<MeasureTable> earlier;
    private final SequencedMap<Series, Cell> cells = new LinkedHashMap<>();

    Draft(String period, Span span, Timeline counts, List<MeasureTable> earlier) {
      this.period = period;
      this.span = span;
      this.counts = counts;
      this.earlier = earlier;
      for (var series : counts.series()) {
        var exact = exact(series);
        cells.put(series, exact < minimum ? new FewerThan(minimum) : new Shown(exact));
      }
    }

    MeasureTable table() {
      var before = new SecondWorlds(counts, statements(earlier));
      while (true) {
        switch (remedy(before).orElse(null)) {
          case null -> {
            return asTable();
          }
          case Withhold(var series) -> cells.put(series, new Withheld());
          case SayNothing _ -> {
            cells.replaceAll((_, _) -> new Withheld());
            return asTable();
          }
        }
      }
    }

    private Optional<Remedy> remedy(SecondWorlds before) {
      return smallDifference().or(this::smallRemainder).or(() -> pinned(before));
    }

    // --- differences

    private Optional<Remedy> smallDifference() {
      return shown()
          .filter(series -> tellsWhatCameLate(series) || leavesASmallPart(series))
          .findFirst()
          .map(Withhold::new);
    }

    /** Few persons became known after an earlier release, and this one would tell how many. */
    private boolean tellsWhatCameLate(Series series) {
      return earlier.stream()
          .filter(table -> table.series().containsKey(series) && cameLate(series, table))
          .anyMatch(table ->
              switch (table.cell(series)) {
                case Shown _ -> canBeWorkedOutAnew(series, table);
                case FewerThan _ -> table.span().equals(span);
                case Withheld _ -> false;
              });
    }

    private boolean cameLate(Series series, MeasureTable table) {
      var late = counts.count(series, table.span()) - table.series().get(series).exact();
      return late != 0 && Math.abs(late) < minimum;
    }

    private boolean canBeWorkedOutAnew(Series series, MeasureTable table) {
      var part = part(table.span());
      var others = new ArrayList<>(earlier);
      others.remove(table);
      var before = shownSums(series, others);
      others.add(asTable());
      return shownSums(series, others).giveAway(part) && !before.giveAway(part);
    }

    private boolean leavesASmallPart(Series series) {
      var before = shownSums(series, earlier);
      var after = shownSums(series, withThis());
      return after.parts().stream()
          .anyMatch(part ->
              count(series, part) < minimum && after.giveAway(part) && !before.giveAway(part));
    }

    // --- remainders

    private Optional<Remedy> smallRemainder() {
      var tables = withThis();
      var totals = shownSums(Series.TOTAL, tables);
      var parts = new LinkedHashSet<>(totals.parts());
      tables.stream()
          .filter(table -> table.cell(Series.TOTAL) instanceof Shown)
          .map(table -> part(table.span()))
          .forEach(parts::add);
      return parts.stream()
          .filter(totals::giveAway)
          .filter(part -> part.intersects(part(span)))
          .flatMap(part -> breakdowns().map(by -> afterRemainder(by, part, tables)))
          .flatMap(Optional::stream)
          .findFirst();
    }

    private Optional<Remedy> afterRemainder(String by, BitSet part, List<MeasureTable> tables) {
      var hidden = categories(by).filter(each -> !shownSums(each, tables).giveAway(part)).toList();
      var remainder = hidden.stream().mapToLong(each -> count(each, part)).sum();
      if (hidden.isEmpty() || remainder >= minimum) {
        return Optional.empty();
      }
      var lost = lostBefore(by, part);
      return lost ? Optional.empty() : Optional.of(next(by));
    }

    /** What earlier releases give away by themselves, this one need not hide. */
    private boolean lostBefore(String by, BitSet part) {
      var hidden = categories(by).filter(each -> !shownSums(each, earlier).giveAway(part)).toList();
      return shownSums(Series.TOTAL, earlier).giveAway(part)
          && hidden.stream().mapToLong(each -> count(each, part)).sum() < minimum;
    }

    // --- second worlds

    /** A count that must stay open. */
    private record Hidden(Series series, BitSet part) {}

    private Optional<Remedy> pinned(SecondWorlds before) {
      var tables = withThis();
      var after = new SecondWorlds(counts, statements(tables));
      return hidden(tables)
          .filter(each -> !after.existFor(each.series(), each.part()))
          .filter(each -> before.existFor(each.series(), each.part()))
          .findFirst()
          .map(each -> next(each.series().by()));
    }

    /**
     * Everything hidden by a table, and every small count in a part of time that tables tell apart.
     */
    private Stream<Hidden> hidden(List<MeasureTable> tables) {
      var inTables =
          tables.stream()
              .flatMap(table ->
                  table.series().sequencedKeySet().stream()
                      .filter(counts.series()::contains)
                      .filter(series -> mustStayOpen(table, series))
                      .map(series -> new Hidden(series, part(table.span()))));
      var toldApart =
          counts.series().stream()
              .flatMap(series -> shownSums(series, tables).parts().stream())
              .distinct()
              .flatMap(part ->
                  counts.series().stream()
                      .filter(series -> count(series, part) < minimum)
                      .map(series -> new Hidden(series, part)));
      return Stream.concat(inTables, toldApart);
    }

    /** A large count that is withheld by a table which says nothing protects nobody. */
    private boolean mustStayOpen(MeasureTable table, Series series) {
      return !(table.cell(series) instanceof Shown)
          && (!table.silent() || table.series().get(series).exact() < minimum);
    }

    private List<Statement> statements(List<MeasureTable> tables) {
      return tables.stream()
          .filter(table -> !table.silent())
          .flatMap(table ->
              table.series().entrySet().stream()
                  .map(line ->
                      Statement.of(
                          counts.of(table.span()), line.getKey(), line.getValue(), minimum)))
          .toList();
    }

    // --- what to hide

    /** The smallest shown category of that breakdown, then the total, then anything, then all. */
    private Remedy next(String by) {
      return smallest(categories(by))
          .or(() -> smallest(Stream.of(Series.TOTAL)))
          .or(() -> smallest(cells.sequencedKeySet().stream()))
          .<Remedy>map(Withhold::new)
          .orElseGet(SayNothing::new);
    }

    private Optional<Series> smallest(Stream<Series> among) {
      return among
          .filter(series -> cells.get(series) instanceof Shown)
          .min(comparingLong(this::exact));
    }

    // --- plain questions

    private Stream<Series> shown() {
      return cells.sequencedKeySet().stream().filter(each -> cells.get(each) instanceof Shown);
    }

    private Stream<String> breakdowns() {
      return cells.sequencedKeySet().stream()
          .filter(series -> !series.isTotal())
          .map(Series::by)
          .distinct();
    }

    private Stream<Series> categories(String by) {
      return cells.sequencedKeySet().stream()
          .filter(series -> !series.isTotal() && series.by().equals(by));
    }

    private ShownSums shownSums(Series series, List<MeasureTable> tables) {
      return new ShownSums(
          counts.stretches(),
          tables.stream()
              .filter(table -> table.series().containsKey(series))
              .filter(table -> table.cell(series) instanceof Shown)
              .map(table -> counts.of(table.span()))
              .toList());
    }

    private List<MeasureTable> withThis() {
      var all = new ArrayList<>(earlier);
      all.add(asTable());
      return all;
    }

    private MeasureTable asTable() {
      var series = new LinkedHashMap<Series, Counted>();
      cells.forEach((line, cell) -> series.put(line, new Counted(exact(line), cell)));
      return new MeasureTable(period, span, series);
    }

    private BitSet part(Span of) {
      var stretches = counts.of(of);
      var part = new BitSet();
      part.set(stretches.from(), stretches.until());
      return part;
    }

    private long exact(Series series) {
      return counts.count(series, span);
    }

    private long count(Series series, BitSet part) {
      return part.stream().mapToLong(stretch -> counts.count(series, stretch)).sum();
    }
  }
}
