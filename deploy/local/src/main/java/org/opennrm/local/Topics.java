package org.opennrm.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * Every topic that some service owns. An event topic has a fixed number of partitions, never
 * changed, since a case's order depends on it, and keeps everything; a compacted one has a single
 * partition and keeps the last value of each key.
 */
final class Topics {

  private Topics() {}

  static List<NewTopic> declaredBy(List<ServiceDescription> services) {
    return services.stream()
        .flatMap(service ->
            service.owns().stream().map(topic -> topic(topic, service.compacted().contains(topic))))
        .toList();
  }

  private static NewTopic topic(String name, boolean compacted) {
    NewTopic topic =
        new NewTopic(
            name, Optional.of(compacted ? 1 : LocalMode.TOPIC_PARTITIONS), Optional.of((short) 1));
    return topic.configs(
        compacted
            ? Map.of("cleanup.policy", "compact", "min.insync.replicas", "1")
            : Map.of("cleanup.policy", "delete", "retention.ms", "-1", "min.insync.replicas", "1"));
  }

  static void provide(Admin admin, List<ServiceDescription> services)
      throws ExecutionException, InterruptedException {
    Set<String> existing = admin.listTopics().names().get();
    List<NewTopic> missing =
        declaredBy(services).stream().filter(topic -> !existing.contains(topic.name())).toList();
    admin.createTopics(missing).all().get();
  }
}
