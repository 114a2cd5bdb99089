package org.opennrm.coordination.releases.model;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.TreeSet;

/**
 * An invented country: persons counted over time by sex and age band, and a coordinator who
 * releases months, quarters and years as they come, running ones too, some of them again.
 */
final class ReleasedWorld {

  static final List<Series> SEXES =
      List.of("female", "male", "intersex", "unknown").stream()
          .map(each -> new Series("sex", each))
          .toList();
  static final List<Series> AGES =
      List.of("0-17", "18-23", "24-plus", "unknown", "refused").stream()
          .map(each -> new Series("age-band", each))
          .toList();

  /** A release that is asked for: the name of its period and the time counted so far. */
  record Asked(String period, Span span) {}

  private record Person(Instant at, Series sex, Series age) {}

  private final List<Person> persons = new ArrayList<>();
  private final List<Asked> asked = new ArrayList<>();

  ReleasedWorld(Random random, int months, int releases) {
    var first = YearMonth.of(2026, 1);
    for (var month = 0; month < months; month++) {
      var begin = start(first.plusMonths(month));
      var crowd = random.nextInt(4) == 0 ? random.nextInt(6) : random.nextInt(90);
      for (var each = 0; each < crowd; each++) {
        persons.add(
            new Person(
                begin.plusSeconds(random.nextInt(27 * 86_400)),
                SEXES.get(skewed(random, SEXES.size())),
                AGES.get(skewed(random, AGES.size()))));
      }
    }
    while (asked.size() < releases) {
      asked.add(anyRelease(random, first, months));
    }
    if (random.nextBoolean()) {
      asked.sort(java.util.Comparator.comparing(each -> each.span().until()));
    }
  }

  List<Asked> asked() {
    return asked;
  }

  /** The world cut where the asked releases begin and end. */
  Timeline timeline() {
    var cuts = new TreeSet<Instant>();
    asked.forEach(each -> {
      cuts.add(each.span().from());
      cuts.add(each.span().until());
    });
    return timeline(List.copyOf(cuts));
  }

  private Timeline timeline(List<Instant> cuts) {
    SequencedMap<Series, List<Long>> counts = new LinkedHashMap<>();
    counts.put(Series.TOTAL, count(cuts, null));
    SEXES.forEach(each -> counts.put(each, count(cuts, each)));
    AGES.forEach(each -> counts.put(each, count(cuts, each)));
    return new Timeline(cuts, counts);
  }

  private List<Long> count(List<Instant> cuts, Series series) {
    var counts = new ArrayList<Long>();
    for (var cut = 0; cut < cuts.size() - 1; cut++) {
      var from = cuts.get(cut);
      var until = cuts.get(cut + 1);
      counts.add(
          persons.stream()
              .filter(each -> !each.at().isBefore(from) && each.at().isBefore(until))
              .filter(
                  each -> series == null || each.sex().equals(series) || each.age().equals(series))
              .count());
    }
    return counts;
  }

  private static Asked anyRelease(Random random, YearMonth first, int months) {
    var month = first.plusMonths(random.nextInt(months));
    var length = List.of(1, 1, 3, 3, 12).get(random.nextInt(5));
    var begin = month.minusMonths((month.getMonthValue() - 1) % length);
    var from = start(begin);
    var until = start(begin.plusMonths(length));
    if (random.nextInt(4) == 0) {
      // Not over yet when it is counted.
      until = until.minusSeconds(86_400L * (1 + random.nextInt(20)));
    }
    return new Asked(begin + "+" + length, new Span(from, until));
  }

  private static int skewed(Random random, int size) {
    return random.nextInt(3) > 0 ? 0 : random.nextInt(size);
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
