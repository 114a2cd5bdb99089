package org.opennrm.platform.testkit;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps what the borrowed parts say about themselves out of a test's output, warnings excepted. */
final class Quiet {
  // Held for good: a logger that nobody holds forgets its level.
  private static final List<Logger> LOGGERS =
      List.of(
          Logger.getLogger("io.zonky.test"),
          Logger.getLogger("kafka"),
          Logger.getLogger("state.change.logger"),
          Logger.getLogger("org.apache.kafka"));

  private Quiet() {}

  static void now() {
    LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING));
  }
}
