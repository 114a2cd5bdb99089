package org.opennrm.journeys.faults;

import static org.opennrm.journeys.faults.Violation.Kind.INVENTED;
import static org.opennrm.journeys.faults.Violation.Kind.LOST;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * I2: every business fact has its event, every event its fact; every event is on its topic, and
 * nothing else is; nothing waits to be sent.
 */
final class CausesAndEvents implements Check {

  private static final List<String> SERVICES = List.of("identification", "shelter", "coordination");

  /** Of an event whose cause the service says it does not know any longer there is none. */
  private static final String NOT_FORGOTTEN =
      " and id not in (select event_id from event_without_cause)";

  /** A fact, and the event that it must have caused, by the fact's reference. */
  private record Cause(String service, String facts, String events) {}

  private static final List<Cause> CAUSES =
      List.of(
          new Cause(
              "identification",
              "select reference from referral",
              "select payload ->> 'referral' from event_log where type = 'nrm.identification.referral-submitted.v1'"),
          new Cause(
              "identification",
              "select need from need",
              "select payload ->> 'need' from event_log where type = 'nrm.identification.shelter-needed.v1'"),
          new Cause(
              "shelter",
              "select distinct placement from placement_history where command = 'Accept'",
              "select payload ->> 'placement' from event_log where type = 'nrm.shelter.placement-accepted.v1'"),
          new Cause(
              "shelter",
              "select ref from placement",
              "select payload ->> 'placement' from event_log where type = 'nrm.shelter.placement-sought.v1'"));

  @Override
  public Stream<Violation> on(Evidence evidence) {
    var found = new ArrayList<Violation>();
    CAUSES.forEach(cause -> compare(cause, evidence).forEach(found::add));
    onTheTopics(evidence).forEach(found::add);
    SERVICES.forEach(service ->
        Violation.of(
                "I2",
                LOST,
                "not sent",
                evidence.tables().column(service, "select event_id::text from outbox_pending"))
            .forEach(found::add));
    return found.stream();
  }

  private static Stream<Violation> compare(Cause cause, Evidence evidence) {
    var facts = new HashSet<>(evidence.tables().column(cause.service(), cause.facts()));
    var events =
        new HashSet<>(evidence.tables().column(cause.service(), cause.events() + NOT_FORGOTTEN));
    return Stream.concat(
        Violation.of("I2", LOST, "a fact without its event", without(facts, events)),
        Violation.of("I2", INVENTED, "an event without its fact", without(events, facts)));
  }

  private static Stream<Violation> onTheTopics(Evidence evidence) {
    var logged =
        SERVICES.stream()
            .flatMap(service ->
                evidence.tables().column(service, "select id::text from event_log").stream())
            .collect(Collectors.toSet());
    var copied =
        evidence.copies().stream()
            .filter(copy -> !evidence.strangers().contains(copy.subject()))
            .map(Copy::event)
            .collect(Collectors.toSet());
    return Stream.concat(
        Violation.of("I2", LOST, "an event that is on no topic", without(logged, copied)),
        Violation.of("I2", INVENTED, "a record that nobody published", without(copied, logged)));
  }

  private static Set<String> without(Set<String> all, Set<String> others) {
    var left = new HashSet<>(all);
    left.removeAll(others);
    return left;
  }
}
