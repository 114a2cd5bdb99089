package org.opennrm.coordination.releases.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opennrm.coordination.releases.model.MeasureTable.Counted;
import org.opennrm.coordination.releases.model.ReleasedWorld.Asked;

/** Whoever has all releases together still cannot tell a hidden count; and gets figures. */
class ReleaseAttackTest {

  private static final int MINIMUM = 10;
  private static final int WORLDS = 150;

  @Test
  void noHiddenCountIsPinnedOverManyReleases() {
    var large = 0L;
    var shown = 0L;
    for (var seed = 0; seed < WORLDS; seed++) {
      var world = new ReleasedWorld(new Random(seed), 12, 2 + seed % 12);
      var tables = throughTheGate(world);
      assertThat(pinned(world, tables)).as("pinned, seed %s", seed).isEmpty();
      assertThat(smallCountsTold(world, tables)).as("told, seed %s", seed).isEmpty();
      large += cells(tables).filter(each -> each.exact() >= MINIMUM).count();
      shown += cells(tables).filter(each -> each.cell() instanceof Cell.Shown).count();
    }
    assertThat(shown).as("shown of the %s counts that are large", large).isGreaterThan(large / 2);
  }

  @Test
  void noHiddenCountIsPinnedOverFiftyReleases() {
    for (var seed = 1000; seed < 1003; seed++) {
      var world = new ReleasedWorld(new Random(seed), 36, 50);
      var tables = throughTheGate(world);
      assertThat(pinned(world, tables)).as("pinned, seed %s", seed).isEmpty();
      assertThat(smallCountsTold(world, tables)).as("told, seed %s", seed).isEmpty();
    }
  }

  /** A checker that never fails proves nothing. */
  @Test
  void hidingOnlySmallCountsIsFoundOut() {
    var found =
        IntStream.range(0, WORLDS)
            .filter(seed -> {
              var world = new ReleasedWorld(new Random(seed), 12, 2 + seed % 12);
              return !pinned(world, hidingOnlySmallCounts(world)).isEmpty();
            })
            .count();
    assertThat(found).isGreaterThan(WORLDS / 3);
  }

  private static List<MeasureTable> throughTheGate(ReleasedWorld world) {
    var gate = new DisclosureControl(MINIMUM);
    var times = world.timeline();
    return released(
        world, (asked, before) -> gate.release(asked.period(), asked.span(), times, before));
  }

  private static List<MeasureTable> hidingOnlySmallCounts(ReleasedWorld world) {
    var times = world.timeline();
    return released(
        world,
        (asked, _) -> {
          var lines = new LinkedHashMap<Series, Counted>();
          for (var series : times.series()) {
            var exact = times.count(series, asked.span());
            lines.put(
                series,
                new Counted(
                    exact, exact < MINIMUM ? new Cell.FewerThan(MINIMUM) : new Cell.Shown(exact)));
          }
          return new MeasureTable(asked.period(), asked.span(), lines);
        });
  }

  private static List<MeasureTable> released(
      ReleasedWorld world, BiFunction<Asked, List<MeasureTable>, MeasureTable> gate) {
    var tables = new ArrayList<MeasureTable>();
    for (var asked : world.asked()) {
      tables.add(gate.apply(asked, List.copyOf(tables)));
    }
    return tables;
  }

  private static Stream<Counted> cells(List<MeasureTable> tables) {
    return tables.stream().flatMap(table -> table.series().values().stream());
  }

  private static List<String> smallCountsTold(ReleasedWorld world, List<MeasureTable> tables) {
    return new Attacker(world.timeline(), tables, MINIMUM).smallCountsTold();
  }

  /** The hidden counts that an attacker tells exactly; and every one that they get wrong. */
  private static List<String> pinned(ReleasedWorld world, List<MeasureTable> tables) {
    var attacker = new Attacker(world.timeline(), tables, MINIMUM);
    var found = new ArrayList<String>();
    for (var table : tables) {
      table
          .series()
          .forEach((series, counted) -> {
            assertThat(attacker.allows(table, series, counted.exact()))
                .as("the attacker reckons correctly")
                .isTrue();
            var hidden =
                !(counted.cell() instanceof Cell.Shown)
                    && (!table.silent() || counted.exact() < MINIMUM);
            if (hidden && attacker.pins(table, series)) {
              found.add(table.period() + " " + series + " " + counted);
            }
          });
    }
    return found;
  }
}
