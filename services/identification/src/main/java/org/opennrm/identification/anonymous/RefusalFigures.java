package org.opennrm.identification.anonymous;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * How often people chose not to be referred, unit by unit. A share far from the others' is a reason
 * to look at how people are asked, not a fault.
 *
 * @param until the first day that is not counted
 */
record RefusalFigures(LocalDate from, LocalDate until, List<Unit> units) {

  /**
   * @param share of all whom the unit reported; absent when it reported nobody
   */
  record Unit(
      OrganisationCode organisation,
      long notifiedAnonymously,
      long referred,
      Optional<Double> share) {

    static Unit of(OrganisationCode organisation, long anonymously, long referred) {
      var all = anonymously + referred;
      return new Unit(
          organisation,
          anonymously,
          referred,
          all == 0 ? Optional.empty() : Optional.of((double) anonymously / all));
    }
  }
}
