package org.opennrm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.opennrm.bench.Knee.Rung;

class KneeTest {

  private static final int MOST = 500;

  @Test
  void theKneeIsTheHighestRateBelowEveryOneThatDidNotHold() {
    assertThat(Knee.of(List.of(held(10), held(15), failed(22), held(18))))
        .isEqualTo(OptionalInt.of(18));
    assertThat(Knee.of(List.of(held(10), failed(15), held(22)))).isEqualTo(OptionalInt.of(10));
    assertThat(Knee.of(List.of(failed(10)))).isEmpty();
  }

  @Test
  void aRoadOfMoreThanASecondABacklogOrWorkLeftUndoneDoNotHold() {
    assertThat(new Rung(20, 20, 999, 20).holds()).isTrue();
    assertThat(new Rung(20, 20, 1001, 0).holds()).isFalse();
    assertThat(new Rung(20, 20, 100, 21).holds()).isFalse();
    assertThat(new Rung(20, 18, 100, 0).holds()).isFalse();
  }

  @Test
  void ratesRiseUntilOneDoesNotHoldAndThenCloseIn() {
    assertThat(ratesTriedWhereTheKneeIs(37)).containsExactly(10, 15, 22, 33, 49, 41, 37);
  }

  @Test
  void ratesFallWhereNotEvenTheFirstHolds() {
    assertThat(ratesTriedWhereTheKneeIs(4)).containsExactly(10, 5, 2, 3, 4);
  }

  @Test
  void ratesEndAtTheMostThatWasAskedFor() {
    assertThat(ratesTriedWhereTheKneeIs(1_000)).endsWith(MOST).doesNotHaveDuplicates();
  }

  private static List<Integer> ratesTriedWhereTheKneeIs(int knee) {
    List<Rung> rungs = new ArrayList<>();
    OptionalInt next = Knee.next(rungs, 10, 50, MOST);
    while (next.isPresent()) {
      rungs.add(next.getAsInt() <= knee ? held(next.getAsInt()) : failed(next.getAsInt()));
      next = Knee.next(rungs, 10, 50, MOST);
    }
    return rungs.stream().map(Rung::rate).toList();
  }

  private static Rung held(int rate) {
    return new Rung(rate, rate, 50, 0);
  }

  private static Rung failed(int rate) {
    return new Rung(rate, rate, 5_000, 10L * rate);
  }
}
