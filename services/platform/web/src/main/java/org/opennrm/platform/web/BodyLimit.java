package org.opennrm.platform.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Says in a document why a body is not taken. The server itself, which would only close the door,
 * stands behind it for bodies that do not tell their length.
 */
@ApplicationScoped
class BodyLimit {

  /** After the caller is known, before the server looks at the length. */
  private static final int BEFORE_THE_SERVERS = 10;

  private final long limit;

  @Inject
  BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
    this.limit = limit.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, BEFORE_THE_SERVERS);
  }

  private void check(RoutingContext exchange) {
    if (told(exchange.request().getHeader(HttpHeaderNames.CONTENT_LENGTH)) <= limit) {
      exchange.next();
      return;
    }
    Refused.at(exchange, Problems.tooLarge());
  }

  private static long told(@org.jspecify.annotations.Nullable String length) {
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
