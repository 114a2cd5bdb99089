package org.opennrm.platform.messaging;

import org.opennrm.contracts.PublishedEvent;

/**
 * What one consumer does with events, as a bean. Implementing it lets a person release the
 * consumer's parked events at any time, also before the first record after a restart.
 */
public interface EventConsumer {

  /** The name under which the inbox remembers; unique in the service and never changed. */
  String consumer();

  /** The effect; runs in the inbox's transaction, in order per subject. */
  Handling handle(PublishedEvent event);
}
