package org.opennrm.platform.messaging;

/**
 * How the taking of one record ended. After each of them the record may be acknowledged: whatever
 * still has to happen to it is in the consumer's database.
 */
public enum Outcome {
  /** The effect is committed. */
  DONE,
  /** Taken before; nothing ran. */
  DUPLICATE,
  /** Of an unknown type, of a version that a newer one replaces, or declined by the consumer. */
  NOT_FOR_US,
  /** Stored for a person to see; not retried. */
  REJECTED,
  /** Waits for a person, or behind an event that does. */
  PARKED,
  /** Waits for an earlier event of its subject that has not arrived. */
  WAITING
}
