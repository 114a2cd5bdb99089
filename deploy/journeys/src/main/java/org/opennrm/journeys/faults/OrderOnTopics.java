package org.opennrm.journeys.faults;

import static org.opennrm.journeys.faults.Violation.Kind.OUT_OF_ORDER;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * I3, on the topics: for each subject the first copy of each position comes after those of all
 * lower ones, and none is left out. Repeated copies do no harm.
 */
final class OrderOnTopics implements Check {

  private record Line(String topic, String subject) {}

  @Override
  public Stream<Violation> on(Evidence evidence) {
    Map<Line, Long> last = new HashMap<>();
    var jumped = new TreeSet<String>();
    for (var copy : evidence.copies()) {
      if (evidence.strangers().contains(copy.subject())) {
        continue;
      }
      var line = new Line(copy.topic(), copy.subject());
      long before = last.getOrDefault(line, 0L);
      if (copy.position() > before + 1) {
        jumped.add(
            "%s %s: %d after %d".formatted(copy.topic(), copy.subject(), copy.position(), before));
      }
      last.put(line, Math.max(before, copy.position()));
    }
    return Violation.of("I3", OUT_OF_ORDER, "a position came before its turn", jumped);
  }
}
