package org.opennrm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RepeatedTest {

  @Test
  void theMiddleOneAndTheRangeAreTold() {
    var odd = Repeated.of(List.of(9.0, 1.0, 4.0));
    assertThat(odd.median()).isEqualTo(4);
    assertThat(odd.least()).isEqualTo(1);
    assertThat(odd.most()).isEqualTo(9);
    assertThat(Repeated.of(List.of(4.0, 1.0)).median()).isEqualTo(2.5);
    assertThat(Repeated.of(List.of()).median()).isNaN();
  }

  @Test
  void ratiosAreTakenRoundByRound() {
    assertThat(Repeated.ratio(List.of(1.0, 3.0, 9.0), List.of(2.0, 4.0)).each())
        .containsExactly(0.5, 0.75);
  }
}
