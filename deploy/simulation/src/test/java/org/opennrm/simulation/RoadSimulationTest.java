package org.opennrm.simulation;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opennrm.platform.testkit.Dice;
import org.opennrm.platform.testkit.SeededTrials;
import org.opennrm.simulation.road.Road;
import org.opennrm.simulation.road.Road.Incident;

/**
 * What relay and inbox decide, in seeded disorder: two relays of which one may fall asleep under
 * the lock and send when it wakes, sends that fail or arrive all the same, crashes at every point,
 * records that come late, twice or again from the beginning, a broker that loses its data, effects
 * that fail, versions that nobody knows yet, releases, clocks that jump, a database that is set
 * back to its backup. No event is ever taken in twice or out of its turn, and in the end each was
 * taken in.
 */
class RoadSimulationTest {
  private static final int SEEDS = 100_000;
  private static final int LENGTH = 80;
  private static final List<String> TOPICS = List.of("nrm.one", "nrm.one.facts");
  private static final List<String> SUBJECTS = List.of("a", "b", "c");
  private static final List<Set<Integer>> VERSIONS =
      List.of(Set.of(1), Set.of(1), Set.of(1), Set.of(1, 2), Set.of(2), Set.of(3));

  /** Something is committed, or something happens to the service's database, or to the road. */
  private record Step(What what, Incident incident, long chance) {
    private enum What {
      COMMIT,
      BACKUP,
      RESTORE,
      INCIDENT
    }

    static Step drawn(Dice dice) {
      return new Step(whatHappens(dice), Incident.drawn(dice), dice.next());
    }

    private static What whatHappens(Dice dice) {
      if (dice.oneIn(5)) {
        return What.COMMIT;
      }
      if (dice.oneIn(30)) {
        return dice.oneIn(2) ? What.BACKUP : What.RESTORE;
      }
      return What.INCIDENT;
    }

    void take(Road road) {
      var dice = new Dice(chance);
      switch (what) {
        case COMMIT -> {
          for (var i = dice.below(3); i >= 0; i--) {
            road.commit("one", dice.any(TOPICS), dice.any(SUBJECTS), dice.any(VERSIONS), "told");
          }
        }
        case BACKUP -> road.backUp("one");
        case RESTORE -> road.restore("one");
        case INCIDENT -> road.step(incident, dice);
      }
    }

    @Override
    public String toString() {
      return (what == What.INCIDENT ? incident : what) + " " + Long.toHexString(chance);
    }
  }

  @Test
  void everyEventIsTakenInOnceAndInOrder() {
    SeededTrials.run(
        SEEDS,
        LENGTH,
        Step::drawn,
        steps -> {
          var road = road();
          steps.forEach(step -> step.take(road));
          road.settle();
        });
  }

  private static Road road() {
    var road = new Road();
    road.service("one");
    road.consumer("old", TOPICS, Set.of(1), _ -> false);
    road.consumer("new", TOPICS, Set.of(1, 2), event -> event.position() % 5 == 0);
    road.consumer("other", List.of("nrm.one"), Set.of(), _ -> false);
    return road;
  }
}
