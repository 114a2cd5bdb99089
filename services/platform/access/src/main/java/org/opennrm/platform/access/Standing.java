package org.opennrm.platform.access;

import java.util.Locale;

/** How an organisation stands to a case, one hand-over at a time. */
public enum Standing {
  /** Sent it: follows its state, never its content. */
  SENT,
  /** Was offered it and has not answered: sees the offer and nothing else. */
  OFFERED,
  /** Holds the step: sees what the step needs. */
  HOLDS,
  /** Held it: keeps what it wrote. */
  HELD;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Standing of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
