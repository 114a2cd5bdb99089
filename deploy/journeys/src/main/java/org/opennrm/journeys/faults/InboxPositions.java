package org.opennrm.journeys.faults;

import static org.opennrm.journeys.faults.Violation.Kind.INVENTED;
import static org.opennrm.journeys.faults.Violation.Kind.LOST;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** I3, at the consumers: each has come exactly as far as the publisher of each stream. */
final class InboxPositions implements Check {

  @Override
  public Stream<Violation> on(Evidence evidence) {
    return Road.ALL.stream().flatMap(road -> compare(road, evidence));
  }

  private static Stream<Violation> compare(Road road, Evidence evidence) {
    var published = published(road, evidence.tables());
    var behind = behind(road, evidence.tables(), published);
    var taken = evidence.tables().numbers(road.service(), taken(road));
    var ahead = new ArrayList<String>();
    taken.forEach((subject, position) -> {
      if (position > published.getOrDefault(subject, 0L)
          && !evidence.strangers().contains(subject)) {
        ahead.add(subject);
      }
    });
    return Stream.concat(
        Violation.of("I3", LOST, road + " has not come to the end", behind),
        Violation.of("I3", INVENTED, road + " took in what was not published", ahead));
  }

  /** The subjects of which the consumer has not taken everything in. */
  static List<String> behind(Road road, Tables tables) {
    return behind(road, tables, published(road, tables));
  }

  /** The subjects of which the consumer has not come as far as was published then. */
  static List<String> behind(Road road, Tables tables, Map<String, Long> then) {
    var taken = tables.numbers(road.service(), taken(road));
    return then.entrySet().stream()
        .filter(stream -> taken.getOrDefault(stream.getKey(), 0L) < stream.getValue())
        .map(stream ->
            "%s at %d of %d"
                .formatted(
                    stream.getKey(), taken.getOrDefault(stream.getKey(), 0L), stream.getValue()))
        .toList();
  }

  /** How far each stream has come at its publisher. */
  static Map<String, Long> published(Road road, Tables tables) {
    return tables.numbers(road.publisher(), published(road));
  }

  /** The subjects in the consumer's inbox that its publisher never wrote about. */
  static Set<String> ofNobody(Road road, Tables tables) {
    var subjects = new HashSet<>(tables.numbers(road.service(), taken(road)).keySet());
    subjects.removeAll(published(road, tables).keySet());
    return subjects;
  }

  private static String published(Road road) {
    return "select subject, position from stream where topic = '" + road.topic() + "'";
  }

  private static String taken(Road road) {
    return "select subject, position from inbox where consumer = '%s' and source = '%s'"
        .formatted(road.consumer(), road.topic());
  }
}
