package org.opennrm.platform.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server for a test run; the application's data source points to it. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable PostgresServer server;

  @Override
  public Map<String, String> start() {
    var started = PostgresServer.start();
    server = started;
    return Map.of(
        "quarkus.datasource.jdbc.url", started.jdbcUrl(),
        "quarkus.datasource.username", started.user(),
        "quarkus.datasource.password", "unchecked");
  }

  @Override
  public void stop() {
    if (server != null) {
      server.close();
    }
  }
}
