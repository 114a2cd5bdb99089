package org.opennrm.platform.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything a service needs around it: PostgreSQL, Kafka, a token issuer, keys for the vault, the
 * demo's organisations. Takes the init arguments of {@link KafkaResource}.
 */
public final class Infra implements QuarkusTestResourceLifecycleManager {
  private final Deque<QuarkusTestResourceLifecycleManager> running = new ArrayDeque<>();
  private Map<String, String> arguments = Map.of();

  @Override
  public void init(Map<String, String> initArgs) {
    arguments = initArgs;
  }

  @Override
  public Map<String, String> start() {
    var settings = new HashMap<String, String>();
    settings.put("nrm.sandbox", "true");
    // The broker shares the application's log here.
    for (var category : List.of("kafka", "state.change.logger", "org.apache.kafka")) {
      settings.put("quarkus.log.category.\"" + category + "\".level", "ERROR");
    }
    settings.put(
        "nrm.organisations",
        Repository.root().resolve("deploy/keycloak/organisations.yaml").toString());
    for (var part :
        List.of(
            new PostgresResource(),
            new KafkaResource(),
            new IssuerResource(),
            new KeysResource())) {
      part.init(arguments);
      settings.putAll(part.start());
      running.push(part);
    }
    return settings;
  }

  @Override
  public void stop() {
    while (!running.isEmpty()) {
      running.pop().stop();
    }
  }
}
