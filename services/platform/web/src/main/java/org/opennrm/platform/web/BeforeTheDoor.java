package org.opennrm.platform.web;

import io.quarkus.oidc.OIDCException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jspecify.annotations.Nullable;

/**
 * What fails before a resource is reached. A service that started while the identity provider was
 * away has no keys to check tokens with: that is a part being down, 503, and no fault of the
 * caller.
 */
@ApplicationScoped
public class BeforeTheDoor {

  private static final int UNAVAILABLE = 503;

  void watch(@Observes Router router) {
    router.route().failureHandler(BeforeTheDoor::answer);
  }

  private static void answer(RoutingContext request) {
    if (!identityProviderIsAway(request.failure()) || request.response().headWritten()) {
      request.next();
      return;
    }
    request
        .response()
        .setStatusCode(UNAVAILABLE)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .putHeader(HttpHeaders.RETRY_AFTER, "2")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(
            new JsonObject()
                .put("type", "urn:nrm:problem:unavailable")
                .put("title", Problems.text("unavailable.title", "unavailable.title"))
                .put("status", UNAVAILABLE)
                .put("reason", "IDENTITY_PROVIDER")
                .encode());
  }

  private static boolean identityProviderIsAway(@Nullable Throwable failure) {
    for (var cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OIDCException) {
        return true;
      }
    }
    return false;
  }
}
