package org.opennrm.journeys.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * What the services say themselves that they do not know any longer, since a database was set back
 * to an earlier state. What is on these lists is lost and seen; what is lost and not on them is
 * what must never be.
 */
final class Forgotten {

  private static final String ABOUT_THESE_SUBJECTS =
      """
      select aggregateid || ' ' || payload::text from event_log
       where aggregateid in (select subject from event_without_cause)
      """;

  private final List<String> told = new ArrayList<>();

  Forgotten(Tables tables, List<String> services) {
    services.forEach(service -> told.addAll(tables.column(service, ABOUT_THESE_SUBJECTS)));
  }

  /** Whether something about the same case is on a list. */
  boolean tellsOf(String reference) {
    return told.stream().anyMatch(event -> event.contains(reference));
  }
}
