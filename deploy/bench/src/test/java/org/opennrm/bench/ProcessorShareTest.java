package org.opennrm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorShareTest {

  @Test
  void whatOtherMachinesTookIsTheEighthOfTheTicks() {
    var before = ProcessorShare.read("cpu  100 0 50 800 10 0 20 20 5 0");
    var after = ProcessorShare.read("cpu  140 0 60 820 10 0 20 50 9 0");
    assertThat(before.all()).isEqualTo(1000);
    assertThat(after.since(before)).isEqualTo(0.3);
  }

  @Test
  void aKernelThatDoesNotTellHasLostNothing() {
    var before = ProcessorShare.read("cpu 1 2 3 4");
    assertThat(ProcessorShare.read("cpu 2 3 4 5").since(before)).isZero();
  }

  @Test
  void nothingPassedIsNoShare() {
    assertThat(ProcessorShare.soFar().all()).isPositive();
    var now = ProcessorShare.read("cpu 1 2 3 4 5 6 7 8");
    assertThat(now.since(now)).isZero();
  }
}
