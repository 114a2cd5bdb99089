package org.opennrm.coordination.releases;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeSet;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.coordination.figures.Categories;
import org.opennrm.coordination.figures.PersonCounts;
import org.opennrm.coordination.figures.model.Dimension;
import org.opennrm.coordination.figures.model.Measure;
import org.opennrm.coordination.releases.model.MeasureTable;
import org.opennrm.coordination.releases.model.Series;
import org.opennrm.coordination.releases.model.Span;
import org.opennrm.coordination.releases.model.Timeline;

/** Brings the exact counts into the shape that the gate reckons with. */
@ApplicationScoped
class ReleaseCounts {

  private static final List<Dimension> BREAKDOWNS = List.of(Dimension.SEX, Dimension.AGE_BAND);

  private final PersonCounts persons;

  @Inject
  ReleaseCounts(PersonCounts persons) {
    this.persons = persons;
  }

  /** When the country's first person was counted. */
  Optional<Instant> begin(CountryCode country) {
    return persons.countedSince(country).values().stream().min(Comparator.naturalOrder());
  }

  /** A measure, cut where the new table or an earlier one begins or ends. */
  Timeline timeline(CountryCode country, Measure measure, Span span, List<MeasureTable> earlier) {
    var cuts = new TreeSet<Instant>(List.of(span.from(), span.until()));
    for (var table : earlier) {
      cuts.add(table.span().from());
      cuts.add(table.span().until());
    }
    var inOrder = List.copyOf(cuts);
    SequencedMap<Series, List<Long>> counts = new LinkedHashMap<>();
    for (var by : BREAKDOWNS) {
      var counted = persons.countInStretches(country, measure, by, inOrder);
      counts.putIfAbsent(Series.TOTAL, sum(counted.values(), inOrder.size() - 1));
      put(counts, by, counted, inOrder.size() - 1);
    }
    return new Timeline(inOrder, counts);
  }

  /**
   * The lines of a table are the same whatever was counted. A code that is on no list of ours yet
   * counts as not recorded, so that the parts still add up.
   */
  private static void put(
      SequencedMap<Series, List<Long>> counts,
      Dimension by,
      Map<String, List<Long>> counted,
      int stretches) {
    var always = Categories.always(by);
    var rest = new ArrayList<List<Long>>();
    counted.forEach((category, each) -> {
      if (!always.contains(category) || category.equals(PersonCounts.NOT_RECORDED)) {
        rest.add(each);
      }
    });
    for (var category : always) {
      counts.put(
          new Series(by.code(), category),
          category.equals(PersonCounts.NOT_RECORDED)
              ? sum(rest, stretches)
              : counted.getOrDefault(category, Collections.nCopies(stretches, 0L)));
    }
  }

  private static List<Long> sum(Iterable<List<Long>> lines, int stretches) {
    var sums = new ArrayList<Long>(Collections.nCopies(stretches, 0L));
    for (var line : lines) {
      for (var stretch = 0; stretch < stretches; stretch++) {
        sums.set(stretch, sums.get(stretch) + line.get(stretch));
      }
    }
    return sums;
  }
}
