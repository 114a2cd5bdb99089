package org.opennrm.coordination.releases.model;

import java.time.Instant;

/**
 * The time a table speaks about, until excluded. A table of a running period ends where its counts
 * were taken.
 */
public record Span(Instant from, Instant until) {

  public Span {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("a span ends after it begins");
    }
  }

  boolean overlaps(Span other) {
    return from.isBefore(other.until) && other.from.isBefore(until);
  }
}
