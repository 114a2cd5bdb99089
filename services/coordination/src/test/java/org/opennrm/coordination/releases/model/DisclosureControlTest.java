package org.opennrm.coordination.releases.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opennrm.coordination.releases.model.Cell.FewerThan;
import org.opennrm.coordination.releases.model.Cell.Shown;
import org.opennrm.coordination.releases.model.Cell.Withheld;

/** The gate, rule by rule, on both sides of each boundary. */
class DisclosureControlTest {

  private static final int MINIMUM = 10;
  private static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");
  private static final Series FEMALE = new Series("sex", "female");
  private static final Series MALE = new Series("sex", "male");
  private static final Series UNKNOWN = new Series("sex", "unknown");
  private static final Series CHILD = new Series("age-band", "0-17");
  private static final Series ADULT = new Series("age-band", "18-plus");

  private final DisclosureControl gate = new DisclosureControl(MINIMUM);

  // --- small counts

  @Test
  void tenIsShownAndNineIsNot() {
    assertThat(onlyTotal(10).cell(Series.TOTAL)).isEqualTo(new Shown(10));
    assertThat(onlyTotal(9).cell(Series.TOTAL)).isEqualTo(new FewerThan(10));
  }

  @Test
  void zeroLooksLikeAnySmallCount() {
    assertThat(onlyTotal(0).cell(Series.TOTAL)).isEqualTo(onlyTotal(9).cell(Series.TOTAL));
  }

  @Test
  void everySmallCategoryOfASmallTotalIsSmall() {
    var table = sexes(4, 3, 0);
    assertThat(table.series().values())
        .extracting(MeasureTable.Counted::cell)
        .containsOnly(new FewerThan(10));
  }

  @Test
  void nothingIsHiddenWhereEverythingIsLarge() {
    assertThat(sexes(40, 30, 10).series().values())
        .extracting(MeasureTable.Counted::cell)
        .hasOnlyElementsOfType(Shown.class);
  }

  // --- remainders

  @Test
  void oneSmallCategoryTakesTheSmallestLargeOneWithIt() {
    var table = sexes(40, 30, 4);
    assertThat(table.cell(Series.TOTAL)).isEqualTo(new Shown(74));
    assertThat(table.cell(FEMALE)).isEqualTo(new Shown(40));
    assertThat(table.cell(MALE)).isEqualTo(new Withheld());
    assertThat(table.cell(UNKNOWN)).isEqualTo(new FewerThan(10));
  }

  @Test
  void twoSmallCategoriesMustReachTheMinimumTogether() {
    assertThat(sexes(40, 5, 4).cell(FEMALE)).isEqualTo(new Withheld());
    assertThat(sexes(40, 5, 5).cell(FEMALE)).isEqualTo(new Shown(40));
  }

  @Test
  void categoriesOfNobodyAreNotToldByTheirTotal() {
    var table = sexes(40, 0, 0);
    assertThat(table.cell(Series.TOTAL)).isEqualTo(new Shown(40));
    assertThat(table.cell(FEMALE)).isEqualTo(new Withheld());
  }

  // --- second worlds

  @Test
  void countsAtTheirUpperEndAreNotToldByTheirSum() {
    // Both small ones would have to be nine: eighteen together, and neither may be ten.
    assertThat(sexes(40, 9, 9).cell(FEMALE)).isEqualTo(new Withheld());
    assertThat(sexes(40, 9, 8).cell(FEMALE)).isEqualTo(new Shown(40));
  }

  @Test
  void aWithheldCountAtTheMinimumDoesNotTellThatTheOthersAreZero() {
    // Ten withheld and nobody else hidden with it: the total would say that the rest is zero.
    assertThat(sexes(10, 0, 0).cell(Series.TOTAL)).isEqualTo(new Withheld());
  }

  @Test
  void aTotalHiddenInOneBreakdownIsNotToldByTheOther() {
    var times = times(1);
    times.put(FEMALE, List.of(10L));
    times.put(MALE, List.of(0L));
    times.put(CHILD, List.of(0L));
    times.put(ADULT, List.of(10L));
    var table = release("2026-10", 0, 1, timeline(times), List.of());
    assertThat(table.cell(ADULT)).isNotInstanceOf(Shown.class);
    assertThat(table.cell(FEMALE)).isNotInstanceOf(Shown.class);
  }

  // --- differences

  @Test
  void whatIsLeftOfAQuarterWithoutItsReleasedMonthMustBeLarge() {
    var far = totals(20, 6, 4);
    var october = release("2026-10", 0, 1, far, List.of());
    assertThat(release("2026-Q4", 0, 3, far, List.of(october)).cell(Series.TOTAL))
        .isEqualTo(new Shown(30));

    var near = totals(20, 5, 4);
    assertThat(
            release("2026-Q4", 0, 3, near, List.of(release("2026-10", 0, 1, near, List.of())))
                .cell(Series.TOTAL))
        .isEqualTo(new Withheld());
  }

  @Test
  void nobodyInTheRestIsNotToldEither() {
    var times = totals(20, 0, 0);
    var october = release("2026-10", 0, 1, times, List.of());
    assertThat(release("2026-Q4", 0, 3, times, List.of(october)).cell(Series.TOTAL))
        .isEqualTo(new Withheld());
  }

  @Test
  void theLastMonthIsNotToldByTheOthersAndTheirQuarter() {
    var times = totals(20, 30, 4);
    var october = release("2026-10", 0, 1, times, List.of());
    var november = release("2026-11", 1, 2, times, List.of(october));
    assertThat(release("2026-Q4", 0, 3, times, List.of(october, november)).cell(Series.TOTAL))
        .isEqualTo(new Withheld());
    assertThat(release("2026-Q4", 0, 3, times, List.of(october)).cell(Series.TOTAL))
        .isEqualTo(new Shown(54));
  }

  @Test
  void theOrderOfReleasesDoesNotMatter() {
    var times = totals(20, 30, 4);
    var quarter = release("2026-Q4", 0, 3, times, List.of());
    var october = release("2026-10", 0, 1, times, List.of(quarter));
    assertThat(october.cell(Series.TOTAL)).isEqualTo(new Shown(20));
    assertThat(release("2026-11", 1, 2, times, List.of(quarter, october)).cell(Series.TOTAL))
        .isEqualTo(new Withheld());
  }

  @Test
  void aRunningPeriodIsRepeatedUntilEnoughIsNew() {
    var few = totals(20, 9);
    var running = release("2026", 0, 1, few, List.of());
    assertThat(release("2026", 0, 2, few, List.of(running))).isEqualTo(running);

    var enough = totals(20, 10);
    var fresh = release("2026", 0, 2, enough, List.of(release("2026", 0, 1, enough, List.of())));
    assertThat(fresh.cell(Series.TOTAL)).isEqualTo(new Shown(30));
  }

  @Test
  void fewWhoCameLateAreNotTold() {
    var before = release("2026-10", 0, 1, totals(20), List.of());
    assertThat(release("2026-10", 0, 1, totals(29), List.of(before))).isEqualTo(before);
    assertThat(release("2026-10", 0, 1, totals(30), List.of(before)).cell(Series.TOTAL))
        .isEqualTo(new Shown(30));
    assertThat(release("2026-10", 0, 1, totals(20), List.of(before))).isEqualTo(before);
  }

  @Test
  void whatIsCorrectedDownwardsCountsAsMuch() {
    var before = release("2026-10", 0, 1, totals(40), List.of());
    assertThat(release("2026-10", 0, 1, totals(35), List.of(before))).isEqualTo(before);
  }

  @Test
  void fewWhoCameLateDoNotLiftASmallCountOverTheMinimum() {
    var before = release("2026-10", 0, 1, totals(8), List.of());
    assertThat(release("2026-10", 0, 1, totals(12), List.of(before))).isEqualTo(before);
  }

  @Test
  void thoseWhoCameLateInOneMonthDoNotSilenceAnother() {
    var before = release("2026-Q4", 0, 3, totals(20, 30, 40), List.of());
    var later = totals(21, 30, 40);
    assertThat(release("2026-11", 1, 2, later, List.of(before)).cell(Series.TOTAL))
        .isEqualTo(new Shown(30));
  }

  @Test
  void thoseWhoCameLateAreNotToldByThePartsOfAQuarter() {
    var quarter = release("2026-Q4", 0, 3, totals(20, 30, 40), List.of());
    var later = totals(21, 30, 40);
    var released = new ArrayList<>(List.of(quarter));
    released.add(release("2026-10", 0, 1, later, released));
    released.add(release("2026-11", 1, 2, later, released));
    assertThat(release("2026-12", 2, 3, later, released).cell(Series.TOTAL))
        .isEqualTo(new Withheld());
  }

  @Test
  void aCategoryMayBeWithheldWhereTheTotalIsFresh() {
    var times = times(2);
    times.put(FEMALE, List.of(30L, 30L));
    times.put(MALE, List.of(20L, 3L));
    times.put(UNKNOWN, List.of(20L, 30L));
    var first = release("2026", 0, 1, timeline(times), List.of());
    var second = release("2026", 0, 2, timeline(times), List.of(first));
    assertThat(second.cell(Series.TOTAL)).isEqualTo(new Shown(133));
    assertThat(second.cell(MALE)).isEqualTo(new Withheld());
  }

  // --- the gate itself

  @Test
  void sayingItAgainSaysNothingNew() {
    var times = totals(20, 5);
    var first = release("2026-10", 0, 1, times, List.of());
    assertThat(release("2026-10", 0, 1, times, List.of(first, first, first))).isEqualTo(first);
  }

  @Test
  void aCategoryThatEarlierReleasesDidNotKnowIsNoObstacle() {
    var times = times(1);
    times.put(FEMALE, List.of(30L));
    times.put(MALE, List.of(20L));
    var before = release("2026-10", 0, 1, timeline(times), List.of());
    times.put(UNKNOWN, List.of(0L));
    assertThat(release("2026-10", 0, 1, timeline(times), List.of(before)).series())
        .containsKey(UNKNOWN);
  }

  @Test
  void aMinimumBelowTwoHidesNothingAndIsRefused() {
    assertThatThrownBy(() -> new DisclosureControl(1)).isInstanceOf(IllegalArgumentException.class);
    assertThat(new DisclosureControl(2)).isNotNull();
  }

  // --- how the tables are made

  private MeasureTable onlyTotal(long count) {
    return release("2026-10", 0, 1, totals(count), List.of());
  }

  private MeasureTable sexes(long female, long male, long unknown) {
    var times = times(1);
    times.put(FEMALE, List.of(female));
    times.put(MALE, List.of(male));
    times.put(UNKNOWN, List.of(unknown));
    return release("2026-10", 0, 1, timeline(times), List.of());
  }

  private MeasureTable release(
      String period, int from, int until, Timeline times, List<MeasureTable> earlier) {
    return gate.release(period, new Span(cut(from), cut(until)), times, earlier);
  }

  private static Timeline totals(long... counts) {
    SequencedMap<Series, List<Long>> times = new LinkedHashMap<>();
    times.put(Series.TOTAL, IntStream.range(0, counts.length).mapToObj(i -> counts[i]).toList());
    return new Timeline(cuts(counts.length), times);
  }

  /** Categories to be filled in; {@link #timeline} adds the total. */
  private static SequencedMap<Series, List<Long>> times(int stretches) {
    SequencedMap<Series, List<Long>> times = new LinkedHashMap<>();
    times.put(Series.TOTAL, java.util.Collections.nCopies(stretches, 0L));
    return times;
  }

  private static Timeline timeline(SequencedMap<Series, List<Long>> times) {
    var stretches = times.get(Series.TOTAL).size();
    times.put(
        Series.TOTAL,
        IntStream.range(0, stretches)
            .mapToObj(stretch ->
                times.entrySet().stream()
                    .filter(each -> each.getKey().by().equals("sex"))
                    .mapToLong(each -> each.getValue().get(stretch))
                    .sum())
            .toList());
    return new Timeline(cuts(stretches), times);
  }

  private static List<Instant> cuts(int stretches) {
    return IntStream.rangeClosed(0, stretches).mapToObj(DisclosureControlTest::cut).toList();
  }

  /** One stretch is a month of 30 days, for short. */
  private static Instant cut(int number) {
    return BEGIN.plusSeconds(30L * 86_400 * number);
  }
}
