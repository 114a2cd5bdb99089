package org.opennrm.platform.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Kafka broker for a test run, with the topics of {@code service.yaml}; the application points to
 * it. Init arguments: {@code service}, another service's file; {@code topics}, further topics,
 * separated by commas.
 */
public final class KafkaResource implements QuarkusTestResourceLifecycleManager {
  /** Where {@link Feed} finds the broker, whatever class loader it runs in. */
  static final String BOOTSTRAP = "nrm.test.kafka";

  private static final int PARTITIONS = 12;

  private @Nullable KafkaBroker broker;
  private Map<String, String> arguments = Map.of();

  @Override
  public void init(Map<String, String> initArgs) {
    arguments = initArgs;
  }

  @Override
  public Map<String, String> start() {
    var topics = new LinkedHashMap<>(Repository.topics(arguments.get("service")));
    for (var topic : arguments.getOrDefault("topics", "").split(",", -1)) {
      if (!topic.isBlank()) {
        topics.put(topic.strip(), PARTITIONS);
      }
    }
    var started = KafkaBroker.start();
    broker = started;
    started.createTopics(topics);
    System.setProperty(BOOTSTRAP, started.bootstrapServers());
    return Map.of("kafka.bootstrap.servers", started.bootstrapServers());
  }

  @Override
  public void stop() {
    System.clearProperty(BOOTSTRAP);
    if (broker != null) {
      broker.close();
    }
  }
}
