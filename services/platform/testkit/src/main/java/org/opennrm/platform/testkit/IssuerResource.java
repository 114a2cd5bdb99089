package org.opennrm.platform.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider for a test run; the application validates against it as against Keycloak.
 */
final class IssuerResource implements QuarkusTestResourceLifecycleManager {
  private @Nullable IssuerServer server;

  @Override
  public Map<String, String> start() {
    var started = IssuerServer.start();
    server = started;
    System.setProperty(TokenIssuer.ISSUER, started.url());
    System.setProperty(TokenIssuer.KEY, started.privateKey());
    return Map.of("quarkus.oidc.auth-server-url", started.url());
  }

  @Override
  public void stop() {
    System.clearProperty(TokenIssuer.ISSUER);
    System.clearProperty(TokenIssuer.KEY);
    if (server != null) {
      server.close();
    }
  }
}
