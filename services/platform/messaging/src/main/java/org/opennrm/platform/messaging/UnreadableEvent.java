package org.opennrm.platform.messaging;

/**
 * A text that is not the event it claims to be. The message names types and fields, never values.
 */
public final class UnreadableEvent extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableEvent(String message) {
    // No cause: Jackson's messages quote the source text.
    super(message);
  }
}
