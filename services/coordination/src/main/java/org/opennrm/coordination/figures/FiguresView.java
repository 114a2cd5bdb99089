package org.opennrm.coordination.figures;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.CountryCode;

/**
 * Exact figures of one country, each with what it takes to read it.
 *
 * @param asOf when it was counted; what becomes known later changes the figures
 * @param by what the persons are broken down by
 */
record FiguresView(
    CountryCode country, Instant asOf, Period period, Optional<String> by, List<Figure> figures) {

  /** Whole days in the country's time; the last one is the day before {@code until}. */
  record Period(LocalDate from, LocalDate until, ZoneId zone) {}

  /**
   * One measure.
   *
   * @param persons left out where nothing was counted yet: that is not zero
   */
  record Figure(
      String measure,
      String unit,
      String definition,
      Optional<Long> persons,
      Optional<List<Category>> categories,
      Coverage coverage) {}

  record Category(String category, long persons) {}

  /**
   * How complete it is.
   *
   * @param source which topic the facts come from
   * @param countedSince when the source counted the first person in the country
   */
  record Coverage(String source, Optional<Instant> countedSince, Optional<Answers> answers) {}

  /** How many persons were described, and for how many nobody can tell, and why. */
  record Answers(long known, long unknown, long notAsked, long refused, long notRecorded) {}
}
