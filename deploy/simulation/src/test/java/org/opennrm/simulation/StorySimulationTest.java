package org.opennrm.simulation;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opennrm.platform.testkit.Dice;
import org.opennrm.platform.testkit.SeededTrials;
import org.opennrm.simulation.road.Road.Incident;
import org.opennrm.simulation.story.Story;
import org.opennrm.simulation.story.Story.Act;

/**
 * The rules of three services, in seeded disorder: people and clocks act when they like, news comes
 * late, twice, or after a release, and time jumps. At every step no bed holds two and no case has
 * two homes or two searches; in the end the ledger says what the owners know, could be rebuilt from
 * the topics, and no silence went nowhere.
 */
class StorySimulationTest {
  private static final int SEEDS = 20_000;
  private static final int LENGTH = 120;

  /** Somebody acts, or something happens to the road. */
  private record Step(@Nullable Act act, Incident incident, long chance) {
    static Step drawn(Dice dice) {
      return new Step(dice.oneIn(3) ? null : Act.drawn(dice), Incident.drawn(dice), dice.next());
    }

    void take(Story story) {
      if (act != null) {
        story.act(act, new Dice(chance));
      } else {
        story.onTheRoad(incident, new Dice(chance));
      }
    }

    @Override
    public String toString() {
      return (act != null ? act : incident) + " " + Long.toHexString(chance);
    }
  }

  @Test
  void whateverHappensBedsCasesAndHandOversStayAccountedFor() {
    SeededTrials.run(
        SEEDS,
        LENGTH,
        Step::drawn,
        steps -> {
          var story = new Story();
          steps.forEach(step -> step.take(story));
          story.settle(new Dice(steps.size()));
        });
  }
}
