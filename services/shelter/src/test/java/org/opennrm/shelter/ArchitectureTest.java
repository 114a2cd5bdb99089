package org.opennrm.shelter;

import org.junit.jupiter.api.Test;
import org.opennrm.platform.testkit.ArchitectureRules;

class ArchitectureTest {

  @Test
  void theHouseRulesHold() {
    ArchitectureRules.holdIn("org.opennrm.shelter");
  }
}
