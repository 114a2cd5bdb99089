package org.opennrm.coordination.releases.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * In countries so small that every possible world can be tried, each small count differs between
 * two worlds that would have been published alike. This attacker shares no thought with the gate.
 */
class EveryWorldTest {

  private static final int MINIMUM = 3;
  private static final int MOST = 5;
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void twoCategoriesOverThreeStretches() {
    everySmallCountStaysOpen(2, 3, 120);
  }

  @Test
  void threeCategoriesOverTwoStretches() {
    everySmallCountStaysOpen(3, 2, 120);
  }

  private static void everySmallCountStaysOpen(int categories, int stretches, int seeds) {
    for (var seed = 0; seed < seeds; seed++) {
      var random = new Random(seed);
      var world = IntStream.generate(() -> random.nextInt(MOST)).limit(categories * stretches);
      var truth = world.toArray();
      var tables = release(timeline(truth, categories, stretches), random, stretches);
      var open = countsThatDiffer(tables, categories, stretches);
      for (var table = 0; table < tables.size(); table++) {
        var lines = List.copyOf(tables.get(table).series().entrySet());
        for (var line = 0; line < lines.size(); line++) {
          var counted = lines.get(line).getValue();
          assertThat(open[table][line] || counted.exact() >= MINIMUM)
              .as("seed %s: %s in %s", seed, lines.get(line), tables)
              .isTrue();
        }
      }
    }
  }

  private static List<MeasureTable> release(Timeline times, Random random, int stretches) {
    var gate = new DisclosureControl(MINIMUM);
    var tables = new ArrayList<MeasureTable>();
    for (var release = 0; release < 4; release++) {
      var from = random.nextInt(stretches);
      var until = from + 1 + random.nextInt(stretches - from);
      tables.add(
          gate.release(
              from + "-" + until, new Span(day(from), day(until)), times, List.copyOf(tables)));
    }
    return tables;
  }

  /** Tries every world; a count is open when two worlds that fit all tables disagree about it. */
  private static boolean[][] countsThatDiffer(
      List<MeasureTable> tables, int categories, int stretches) {
    var lines = categories + 1;
    var spans =
        tables.stream()
            .map(table -> new int[] {dayOf(table.span().from()), dayOf(table.span().until())})
            .toList();
    var seen = new long[tables.size()][lines];
    var open = new boolean[tables.size()][lines];
    for (var each : seen) {
      java.util.Arrays.fill(each, -1);
    }
    var world = new int[categories * stretches];
    do {
      var counts = new long[tables.size()][lines];
      var fits = true;
      for (var table = 0; fits && table < tables.size(); table++) {
        counts[table] = counts(world, categories, spans.get(table));
        fits = fits(tables.get(table), counts[table]);
      }
      if (fits) {
        for (var table = 0; table < tables.size(); table++) {
          for (var line = 0; line < lines; line++) {
            open[table][line] |= seen[table][line] >= 0 && seen[table][line] != counts[table][line];
            seen[table][line] = counts[table][line];
          }
        }
      }
    } while (next(world));
    return open;
  }

  private static boolean next(int[] world) {
    for (var digit = 0; digit < world.length; digit++) {
      if (world[digit] < MOST) {
        world[digit]++;
        return true;
      }
      world[digit] = 0;
    }
    return false;
  }

  private static long[] counts(int[] world, int categories, int[] span) {
    var counts = new long[categories + 1];
    for (var stretch = span[0]; stretch < span[1]; stretch++) {
      for (var category = 0; category < categories; category++) {
        counts[category + 1] += world[stretch * categories + category];
        counts[0] += world[stretch * categories + category];
      }
    }
    return counts;
  }

  private static boolean fits(MeasureTable table, long[] counts) {
    var line = 0;
    for (var counted : table.series().values()) {
      var count = counts[line++];
      var said =
          switch (counted.cell()) {
            case Cell.Shown(var persons) -> count == persons;
            case Cell.FewerThan(var limit) -> count < limit;
            case Cell.Withheld _ -> table.silent() || count >= MINIMUM;
          };
      if (!said) {
        return false;
      }
    }
    return true;
  }

  private static Timeline timeline(int[] world, int categories, int stretches) {
    SequencedMap<Series, List<Long>> counts = new LinkedHashMap<>();
    counts.put(Series.TOTAL, new ArrayList<>());
    for (var category = 0; category < categories; category++) {
      counts.put(new Series("sex", "s" + category), new ArrayList<>());
    }
    for (var stretch = 0; stretch < stretches; stretch++) {
      var line = 0;
      var inStretch = counts(world, categories, new int[] {stretch, stretch + 1});
      for (var each : counts.values()) {
        each.add(inStretch[line++]);
      }
    }
    return new Timeline(
        IntStream.rangeClosed(0, stretches).mapToObj(EveryWorldTest::day).toList(), counts);
  }

  private static Instant day(int number) {
    return BEGIN.plusSeconds(86_400L * number);
  }

  private static int dayOf(Instant at) {
    return (int) ((at.getEpochSecond() - BEGIN.getEpochSecond()) / 86_400L);
  }
}
