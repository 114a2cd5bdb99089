package org.opennrm.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandsTest {

  @Test
  void everyCommandHasUsualSettings() {
    assertThat(LadderOptions.parse().mix()).isEqualTo(Mix.EVERYDAY);
    assertThat(SizesOptions.parse().closed()).containsExactly(1_000, 100_000, 1_000_000);
    assertThat(FloorsOptions.parse().rounds()).isEqualTo(3);
  }

  @Test
  void everyCommandHearsItsOptions() {
    assertThat(LadderOptions.parse("--mix", "referrals", "--knee", "60").load(300, 20, 0).cases())
        .isEqualTo(6_000);
    assertThat(SizesOptions.parse("--closed", "0,50", "--here", "yes").closed())
        .isEqualTo(List.of(0, 50));
    assertThat(FloorsOptions.parse("--refresh", "yes").refresh()).isTrue();
  }

  @Test
  void whatCannotBeMeantIsRefused() {
    assertThatThrownBy(() -> SizesOptions.parse("--closed", "50,10"))
        .isInstanceOf(Trouble.class)
        .hasMessageContaining("rising");
    assertThatThrownBy(() -> SizesOptions.parse("--closed", "many"))
        .hasMessage("--closed is a whole number, not \"many\".");
    assertThatThrownBy(() -> LadderOptions.parse("--rounds", "3"))
        .hasMessage("There is no option --rounds here; --help lists them.");
  }

  @Test
  void theHelpNamesEveryCommand() {
    assertThat(Options.help()).contains("bench ladder", "bench sizes", "bench floors", "--heat");
  }

  @Test
  void theMixHasItsWeightsAndItsLength() {
    assertThat(Mix.EVERYDAY.weights()).startsWith("referral 100, ").contains("figures 2");
    assertThat(Mix.REFERRALS.requestsPerCase()).isEqualTo(1.02);
  }
}
