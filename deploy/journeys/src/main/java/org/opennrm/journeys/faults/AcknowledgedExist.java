package org.opennrm.journeys.faults;

import static org.opennrm.journeys.faults.Violation.Kind.DOUBLED;
import static org.opennrm.journeys.faults.Violation.Kind.INVENTED;
import static org.opennrm.journeys.faults.Violation.Kind.LOST;
import static org.opennrm.journeys.faults.Violation.Kind.OTHER;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * I1: everything acknowledged is there exactly once, and nothing is there that was neither
 * acknowledged nor left in doubt.
 */
final class AcknowledgedExist implements Check {

  /** A row that says that a deed was done: what it was about, and its reference. */
  private static String done(Deed deed, String run) {
    return switch (deed) {
      case REFERRAL ->
          "select senders_own, reference from referral where senders_own like '%s/%%'"
              .formatted(run);
      case ACCEPTANCE ->
          """
          select reference, reference from referral
           where senders_own like '%s/%%' and state_name not in ('submitted', 'acknowledged')
          """
              .formatted(run);
      case NEED ->
          """
          select r.reference, n.need from need n join referral r using (case_ref)
           where r.senders_own like '%s/%%'
          """
              .formatted(run);
      // A hold that ran out withdraws the offer; the history still tells of the acceptance.
      case OFFER_ACCEPTANCE ->
          """
          select o.ref, o.placement from offer o
           where exists (select from placement_history h
                          where h.placement = o.placement and h.command = 'Accept'
                            and h.state::text like '%' || o.hand_over || '%')
          """;
      case ARRIVAL -> "select placement, placement from placement_history where command = 'Arrive'";
    };
  }

  private static String keeper(Deed deed) {
    return switch (deed) {
      case REFERRAL, ACCEPTANCE, NEED -> "identification";
      case OFFER_ACCEPTANCE, ARRIVAL -> "shelter";
    };
  }

  /** What the databases say was done: what each was about, and its reference. */
  static Map<String, String> done(Deed deed, String run, Tables tables) {
    Map<String, String> kept = new HashMap<>();
    tables.rows(keeper(deed), done(deed, run)).forEach(row -> kept.put(row.get(0), row.get(1)));
    return kept;
  }

  @Override
  public Stream<Violation> on(Evidence evidence) {
    return Stream.concat(
        Stream.of(Deed.values()).flatMap(deed -> compare(deed, evidence)),
        Violation.of("I20", OTHER, "one request, two answers", evidence.memory().contradictions()));
  }

  private static Stream<Violation> compare(Deed deed, Evidence evidence) {
    var told = evidence.told(deed);
    var rows = evidence.tables().rows(keeper(deed), done(deed, evidence.run()));
    Map<String, String> kept = new HashMap<>();
    var doubled = new TreeSet<String>();
    for (List<String> row : rows) {
      var before = kept.put(row.get(0), row.get(1));
      if (before != null) {
        doubled.add(row.get(0) + " as " + before + " and " + row.get(1));
      }
    }
    var lost = new TreeSet<String>();
    told.forEach((about, reference) -> {
      if (!reference.equals(kept.get(about)) && !evidence.forgotten().tellsOf(reference)) {
        lost.add(reference);
      }
    });
    var invented = new HashSet<>(kept.keySet());
    invented.removeAll(told.keySet());
    invented.removeAll(evidence.memory().inDoubt(deed));
    invented.removeAll(evidence.before(deed));
    var what = deed.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return Stream.of(
            Violation.of("I1", LOST, "acknowledged " + what + " is not there", lost),
            Violation.of("I1", INVENTED, what + " that nobody asked for", invented),
            Violation.of("I1", DOUBLED, what + " done twice", doubled))
        .flatMap(each -> each);
  }
}
