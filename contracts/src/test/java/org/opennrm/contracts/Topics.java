package org.opennrm.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Which event goes on which topic, worked out from the records. */
final class Topics {
  private static final String HAND_OVER = "nrm.hand-over.";
  private static final String ALARM = "nrm.alarm.";

  /** The services that own steps: they publish their hand-overs, and raise alarms. */
  private static final List<String> OWNERS_OF_STEPS = List.of("identification", "shelter");

  /** Who publishes hand-overs of health, on the feed that prosecution does not read. */
  private static final String OWNER_OF_HEALTH = "identification";

  /** The events of one topic. */
  record Events(
      List<Class<? extends PublishedEvent>> own,
      List<Class<? extends PublishedEvent>> handOvers,
      List<Class<? extends PublishedEvent>> alarms) {
    Stream<Class<? extends PublishedEvent>> all() {
      return Stream.of(own, handOvers, alarms).flatMap(List::stream);
    }
  }

  private Topics() {}

  static Map<String, Events> all() {
    var topics = new TreeMap<String, Events>();
    for (var event : EventTypes.all()) {
      var type = PublishedEvent.typeOf(event);
      if (type.startsWith(HAND_OVER)) {
        OWNERS_OF_STEPS.forEach(service ->
            on(topics, PublishedEvent.feedOf(event).topicOf(service)).handOvers().add(event));
        on(topics, Feed.NEEDS.topicOf(OWNER_OF_HEALTH)).handOvers().add(event);
      } else if (type.startsWith(ALARM)) {
        OWNERS_OF_STEPS.forEach(service ->
            on(topics, PublishedEvent.feedOf(event).topicOf(service)).alarms().add(event));
      } else {
        var service = type.substring("nrm.".length(), type.indexOf('.', "nrm.".length()));
        on(topics, PublishedEvent.feedOf(event).topicOf(service)).own().add(event);
      }
    }
    return topics;
  }

  private static Events on(Map<String, Events> topics, String topic) {
    return topics.computeIfAbsent(
        topic, _ -> new Events(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
  }
}
