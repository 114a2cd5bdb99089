package org.opennrm.platform.messaging;

import java.util.Objects;

/**
 * What a consumer did with an event. Each of the three moves the consumer past the event; only an
 * exception keeps it from moving on.
 */
public sealed interface Handling {

  /** The effect is made; it commits together with the inbox. */
  record Done() implements Handling {}

  /** The event concerns somebody else. */
  record NotForUs() implements Handling {}

  /**
   * The event concerns this consumer and cannot be acted on, today or ever: it is kept for a person
   * to see. The reason is a code, never a sentence, so that it carries nobody's data.
   */
  record Rejected(String reason) implements Handling {
    public Rejected {
      Objects.requireNonNull(reason, "reason");
      if (!reason.matches("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}")) {
        throw new IllegalArgumentException("A reason is a code");
      }
    }
  }

  static Handling done() {
    return new Done();
  }

  static Handling notForUs() {
    return new NotForUs();
  }

  static Handling rejected(String reason) {
    return new Rejected(reason);
  }
}
