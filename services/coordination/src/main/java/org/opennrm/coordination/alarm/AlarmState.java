package org.opennrm.coordination.alarm;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How an alarm stands. */
enum AlarmState {
  /** Nobody sees to it. */
  OPEN("a.settledAt is null and t.alarm is null"),
  /** Somebody sees to it; what it is about goes on. */
  TAKEN("a.settledAt is null and t.alarm is not null"),
  /** What it was about is over. */
  SETTLED("a.settledAt is not null");

  private final String condition;

  AlarmState(String condition) {
    this.condition = condition;
  }

  String condition() {
    return condition;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static AlarmState of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  static List<String> codes() {
    return Arrays.stream(values()).map(AlarmState::code).toList();
  }
}
