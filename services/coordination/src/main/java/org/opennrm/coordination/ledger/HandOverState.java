package org.opennrm.coordination.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What was last told about a hand-over. */
enum HandOverState {
  OFFERED,
  /** Seen by the receiver; the clock for the answer runs on. */
  ACKNOWLEDGED,
  ACCEPTED,
  DECLINED,
  COMPLETED,
  WITHDRAWN,
  /** Written down after it had happened. */
  RECORDED;

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> codes() {
    return Arrays.stream(values()).map(HandOverState::code).toList();
  }

  static HandOverState of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** Whether an answer is still awaited. */
  boolean open() {
    return this == OFFERED || this == ACKNOWLEDGED;
  }
}
