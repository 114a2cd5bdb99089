package org.opennrm.platform.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeededTrialsTest {

  @Test
  void aBrokenRuleIsToldWithItsSeedAndOnlyTheStepsThatMatter() {
    // Breaks as soon as a 3 is followed, at whatever distance, by a 7.
    assertThatThrownBy(() ->
            SeededTrials.run(
                100,
                60,
                dice -> dice.below(10),
                steps -> {
                  var three = steps.indexOf(3);
                  if (three >= 0 && steps.lastIndexOf(7) > three) {
                    throw new IllegalStateException("3 before 7");
                  }
                }))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching(
            "(?s)Seed \\d+ breaks it, with 2 of 60 steps:\\s+3\\s+7\\s+.*3 before 7");
  }

  @Test
  void everySeedIsTriedOnceWhenNothingBreaks() {
    var tried = new ArrayList<List<Long>>();
    SeededTrials.run(50, 4, Dice::next, tried::add);
    assertThat(tried).hasSize(50).doesNotHaveDuplicates().allMatch(steps -> steps.size() == 4);
  }

  @Test
  void theSameSeedDrawsTheSameSteps() {
    assertThat(SeededTrials.drawn(7, 20, Dice::next))
        .isEqualTo(SeededTrials.drawn(7, 20, Dice::next))
        .isNotEqualTo(SeededTrials.drawn(8, 20, Dice::next));
  }

  @Test
  void diceAreFairEnough() {
    var dice = new Dice(1);
    var seen = new int[6];
    for (var i = 0; i < 6_000; i++) {
      seen[dice.below(6)]++;
    }
    for (var count : seen) {
      assertThat(count).isBetween(850, 1_150);
    }
  }
}
