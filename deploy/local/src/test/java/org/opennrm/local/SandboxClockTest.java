package org.opennrm.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxClockTest {

  @ParameterizedTest
  @CsvSource({
    "+3d, PT72H",
    "+6h, PT6H",
    "+90m, PT90M",
    "+P1D, PT24H",
    "+PT36H, PT36H",
    "+P1DT2H, PT26H"
  })
  void aStepForwardIsSaidShortOrInIsoForm(String said, Duration meant) {
    assertThat(SandboxClock.parse(said)).isEqualTo(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"3d", "-1d", "+", "+P", "+PT0S", "+P-1D", "+1w", "tomorrow"})
  void theClockNeverGoesBackOrNowhere(String said) {
    assertThatThrownBy(() -> SandboxClock.parse(said))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining(said);
  }

  @Test
  void aLongWayIsGoneInStepsOfAtMostADay() {
    assertThat(SandboxClock.steps(Duration.parse("P2DT5H")))
        .containsExactly(Duration.ofDays(1), Duration.ofDays(1), Duration.ofHours(5));
  }
}
