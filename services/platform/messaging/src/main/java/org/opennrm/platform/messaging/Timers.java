package org.opennrm.platform.messaging;

import java.time.Instant;

/**
 * Timers of the domain that a feature keeps: deadlines, expiries, escalations. The sandbox's clock
 * waits until none is due before it moves on.
 */
public interface Timers {

  /** How many are due at {@code now} and have not been dealt with. */
  int due(Instant now);
}
