package org.opennrm.platform.policy.model;

import java.time.Instant;

/** When an answer is due, and when silence is escalated; the second never before the first. */
public record DueTimes(Instant dueAt, Instant graceUntil) {

  public DueTimes {
    if (graceUntil.isBefore(dueAt)) {
      throw new IllegalArgumentException("grace ends before it begins");
    }
  }
}
