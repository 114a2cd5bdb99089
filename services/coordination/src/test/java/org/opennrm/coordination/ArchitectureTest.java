package org.opennrm.coordination;

import org.junit.jupiter.api.Test;
import org.opennrm.platform.testkit.ArchitectureRules;

class ArchitectureTest {

  @Test
  void theRulesOfTheHouseHold() {
    ArchitectureRules.holdIn("org.opennrm.coordination");
  }
}
