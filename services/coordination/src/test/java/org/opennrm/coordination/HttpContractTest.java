package org.opennrm.coordination;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.opennrm.platform.testkit.HttpContract;
import org.opennrm.platform.testkit.Infra;

@QuarkusTest
@QuarkusTestResource(Infra.class)
class HttpContractTest {

  @Test
  void integratorsFindWhatTheyRelyOn() {
    HttpContract.isKeptBy("coordination");
  }
}
