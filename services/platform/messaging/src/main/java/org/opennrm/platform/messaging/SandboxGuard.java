package org.opennrm.platform.messaging;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether this is a sandbox, where time may be moved. A production system never is one. */
@Singleton
class SandboxGuard {
  private final boolean sandbox;

  SandboxGuard(@ConfigProperty(name = "nrm.sandbox", defaultValue = "false") boolean sandbox) {
    this.sandbox = sandbox;
  }

  boolean isSandbox() {
    return sandbox;
  }

  void start(@Observes @Priority(StartOrder.GUARD) StartupEvent event) {
    refuse(sandbox, ConfigUtils.isProfileActive("prod"));
  }

  static void refuse(boolean sandbox, boolean production) {
    if (sandbox && production) {
      throw new IllegalStateException(
          "nrm.sandbox=true in profile prod: moving the clock of a production system would"
              + " falsify deadlines. Unset it, or start with another profile.");
    }
  }
}
