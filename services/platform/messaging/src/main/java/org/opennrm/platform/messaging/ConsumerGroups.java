package org.opennrm.platform.messaging;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses to start when two channels read one topic in one group: Kafka would give each of them a
 * part of the cases, and each would wait for the rest for ever.
 */
@Singleton
class ConsumerGroups {
  private static final Pattern TOPIC =
      Pattern.compile("mp\\.messaging\\.incoming\\.\"?([^.\"]+)\"?\\.topic");
  static final String DEFAULT_GROUP = "mp.messaging.connector.smallrye-kafka.group.id";

  private final Config config;

  ConsumerGroups(Config config) {
    this.config = config;
  }

  void start(@Observes @Priority(StartOrder.GUARD) StartupEvent event) {
    var settings = new TreeMap<String, String>();
    for (var name : config.getPropertyNames()) {
      if (name.startsWith("mp.messaging.")) {
        config.getOptionalValue(name, String.class).ifPresent(value -> settings.put(name, value));
      }
    }
    check(settings);
  }

  static void check(Map<String, String> settings) {
    record Reading(String topic, String group) {}
    var channels = new HashMap<Reading, String>();
    settings.forEach((name, topic) -> {
      var matcher = TOPIC.matcher(name);
      if (matcher.matches()) {
        var channel = matcher.group(1);
        var group =
            settings.getOrDefault(
                name.substring(0, name.length() - "topic".length()) + "group.id",
                settings.getOrDefault(DEFAULT_GROUP, ""));
        var other = channels.put(new Reading(topic, group), channel);
        if (other != null && !other.equals(channel)) {
          throw new IllegalStateException(
              ("Channels %s and %s both read %s in group '%s': give one of them a group.id of"
                      + " its own")
                  .formatted(other, channel, topic, group));
        }
      }
    });
  }
}
