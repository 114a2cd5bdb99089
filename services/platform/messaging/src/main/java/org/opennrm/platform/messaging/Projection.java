package org.opennrm.platform.messaging;

/**
 * A consumer whose tables follow from its events alone, so that they can be emptied and made again
 * from the topics. It publishes nothing, and nothing but its events writes its tables.
 */
public interface Projection extends EventConsumer {

  /** Empties the tables; runs in the transaction in which the inbox forgets what was taken in. */
  void forget();
}
