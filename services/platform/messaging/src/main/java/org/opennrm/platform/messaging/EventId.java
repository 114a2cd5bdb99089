package org.opennrm.platform.messaging;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Identifiers of events: UUIDs of version 7, so that the index of a log that is kept for ever grows
 * at its end. They identify and order nothing else, and are no secret.
 */
final class EventId {
  private EventId() {}

  static UUID next() {
    var random = ThreadLocalRandom.current();
    var high = (TechnicalTime.now().toEpochMilli() << 16) | 0x7000L | random.nextLong(0x1000);
    var low = 0x8000000000000000L | random.nextLong(0x4000000000000000L);
    return new UUID(high, low);
  }
}
