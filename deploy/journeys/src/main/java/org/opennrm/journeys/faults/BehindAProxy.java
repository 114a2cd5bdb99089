package org.opennrm.journeys.faults;

import java.net.URI;
import java.util.Map;
import java.util.function.BiConsumer;

/** A service that reaches its database through a proxy, for as long as a fault needs that. */
final class BehindAProxy {

  private BehindAProxy() {}

  /** Starts the service anew before and after. */
  static void let(Scene scene, String service, BiConsumer<Scene, DatabaseProxy> happen) {
    var installation = scene.installation();
    var address = URI.create(installation.jdbcUrl(service).substring("jdbc:".length()));
    try (var proxy = DatabaseProxy.before(address.getPort())) {
      var detour =
          installation
              .jdbcUrl(service)
              .replace(":" + address.getPort() + "/", ":" + proxy.port() + "/");
      installation.setInstead(service, Map.of("QUARKUS_DATASOURCE_JDBC_URL", detour));
      installation.kill(service);
      installation.start(service);
      try {
        happen.accept(scene, proxy);
      } finally {
        installation.setInstead(service, Map.of());
        installation.kill(service);
      }
    }
    installation.start(service);
  }
}
