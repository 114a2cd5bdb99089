package org.opennrm.coordination.figures.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** A half-open period of whole days: the last day is the one before {@code until}. */
public record Days(LocalDate from, LocalDate until) {

  public Days {
    if (!from.isBefore(until)) {
      throw new IllegalArgumentException("a period ends after it begins");
    }
  }

  /** The first moment of the period in the country's time. */
  public Instant begins(ZoneId zone) {
    return from.atStartOfDay(zone).toInstant();
  }

  /** The first moment after the period in the country's time. */
  public Instant ends(ZoneId zone) {
    return until.atStartOfDay(zone).toInstant();
  }
}
