package org.opennrm.platform.messaging;

import java.time.Instant;

/** The machine's own time, for what the sandbox's clock must not move: identifiers of events. */
final class TechnicalTime {
  private TechnicalTime() {}

  static Instant now() {
    return Instant.now();
  }
}
