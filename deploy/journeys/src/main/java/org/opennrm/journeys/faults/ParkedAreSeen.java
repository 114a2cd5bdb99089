package org.opennrm.journeys.faults;

import static org.opennrm.journeys.faults.Violation.Kind.LOST;
import static org.opennrm.journeys.faults.Violation.Kind.OTHER;

import java.util.ArrayList;
import java.util.stream.Stream;

/**
 * I17: what is parked has an owner and a time to look at it, and nothing of ours is left parked.
 */
final class ParkedAreSeen implements Check {

  @Override
  public Stream<Violation> on(Evidence evidence) {
    var nobodys = new ArrayList<String>();
    var ours = new ArrayList<String>();
    var rejected = new ArrayList<String>();
    for (var service : new String[] {"identification", "shelter", "coordination"}) {
      for (var row :
          evidence
              .tables()
              .rows(
                  service,
                  "select subject, consumer, source, position, reason, owner <> '' and due is not null from parked_event")) {
        if (row.get(5).equals("f")) {
          nobodys.add(String.join(" ", row.subList(0, 4)));
        }
        if (!evidence.strangers().contains(row.get(0)) && !row.get(0).startsWith("?")) {
          ours.add(String.join(" ", row.subList(0, 5)));
        }
      }
      evidence
          .tables()
          .rows(service, "select subject, consumer, source, position, reason from inbox_rejected")
          .stream()
          .filter(row -> !evidence.strangers().contains(row.get(0)))
          .filter(row -> !evidence.forgotten().tellsOf(row.get(0)))
          .forEach(row -> rejected.add(String.join(" ", row)));
    }
    return Stream.of(
            Violation.of("I17", OTHER, "parked without owner or time", nobodys),
            Violation.of("I17", LOST, "left parked", ours),
            Violation.of("I4", LOST, "rejected by its consumer", rejected))
        .flatMap(each -> each);
  }
}
