package org.opennrm.journeys.faults;

import java.util.List;
import java.util.stream.Stream;

/**
 * One consumer's reading of one topic: who takes in what from whom. The list is written by hand, so
 * that a consumer which silently stopped reading a topic is missed.
 */
record Road(String consumer, String service, String topic, String publisher) {

  static final List<Road> ALL =
      List.of(
          new Road("coordination.ledger.identification", "coordination", "nrm.identification"),
          new Road(
              "coordination.ledger.identification", "coordination", "nrm.identification.needs"),
          new Road("coordination.ledger.shelter", "coordination", "nrm.shelter"),
          new Road("coordination.figures", "coordination", "nrm.identification.facts"),
          new Road("coordination.figures", "coordination", "nrm.shelter.facts"),
          new Road("shelter.placement", "shelter", "nrm.identification"),
          new Road("shelter.placement", "shelter", "nrm.identification.needs"),
          new Road("identification.placement", "identification", "nrm.shelter"));

  /** Every topic that keeps events, read or not. */
  static final List<String> TOPICS =
      Stream.concat(ALL.stream().map(Road::topic), Stream.of("nrm.coordination"))
          .distinct()
          .toList();

  /** What a service's consumers read, each topic once. */
  static List<String> topicsReadBy(String service) {
    return ALL.stream()
        .filter(road -> road.service().equals(service))
        .map(Road::topic)
        .distinct()
        .toList();
  }

  private Road(String consumer, String service, String topic) {
    this(consumer, service, topic, publisherOf(topic));
  }

  private static String publisherOf(String topic) {
    return topic.replaceFirst("nrm\\.([a-z]+).*", "$1");
  }

  @Override
  public String toString() {
    return consumer + " of " + topic;
  }
}
