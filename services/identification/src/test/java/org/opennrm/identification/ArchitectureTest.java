package org.opennrm.identification;

import org.junit.jupiter.api.Test;
import org.opennrm.platform.testkit.ArchitectureRules;

class ArchitectureTest {

  @Test
  void theHouseRulesHold() {
    ArchitectureRules.holdIn("org.opennrm.identification");
  }
}
