package org.opennrm.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The demo's story, played against a system of its own; each hop is checked by the story itself.
 */
class FromTheBorderToABedTest {

  private final Doors doors = new Doors(RunningSystem.get());

  @Test
  void fromTheBorderToABedToAFigure() {
    var outcome = new Story(doors, new Teller(System.out)).play();

    assertThat(outcome.winner()).isNotEqualTo(outcome.loser());
    assertThat(outcome.escalation().path("silent").asText()).isEqualTo(Story.AUTHORITY);
    assertThat(Figures.totals(outcome.release()))
        .as("two persons are fewer than ten, whatever is asked of them")
        .containsEntry("in-need", "fewer than 10")
        .containsEntry("presumed", "fewer than 10")
        .containsEntry("placed", "fewer than 10");
  }
}
