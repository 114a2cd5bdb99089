package org.opennrm.simulation.story;

import java.time.Duration;
import java.time.Instant;
import org.opennrm.platform.policy.model.DueTimes;

/** The clock that all services read; it only moves when the story says so. */
final class Wall {
  static final Duration ANSWER = Duration.ofHours(24);
  static final Duration GRACE = Duration.ofHours(12);

  private Instant now = Instant.parse("2026-01-05T09:00:00Z");

  Instant now() {
    return now;
  }

  void forward(Duration by) {
    now = now.plus(by);
  }

  DueTimes dueTimes() {
    return new DueTimes(now.plus(ANSWER), now.plus(ANSWER).plus(GRACE));
  }
}
