package org.opennrm.journeys.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opennrm.journeys.RunningSystem;

/** The short form of {@code ./nrm test --faults}. */
class ShortRunTest {

  @TempDir Path folder;

  @Test
  void whateverBreaksNothingIsLostInventedDoubledOrMixedUp() {
    var account = new Run(RunningSystem.get(), Options.SHORT, folder, System.out).play();

    account.print(System.out);
    assertThat(account.violations()).isEmpty();
    assertThat(account.inDoubt()).as("every doubt has ended as a fact").isZero();
    assertThat(account.outcomes())
        .as("a fault that nobody worked under proves little")
        .allSatisfy(outcome -> assertThat(outcome.acknowledged()).isPositive());
  }
}
