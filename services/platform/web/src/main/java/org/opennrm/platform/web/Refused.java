package org.opennrm.platform.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** A problem document for those whom the server itself has not let in yet, nor read to the end. */
final class Refused {
  private Refused() {}

  static void at(RoutingContext exchange, HttpProblem problem) {
    var response = exchange.response();
    problem.getHeaders().forEach((name, value) -> response.putHeader(name, String.valueOf(value)));
    var document =
        new JsonObject()
            .put("type", String.valueOf(problem.getType()))
            .put("status", problem.getStatusCode())
            .put("title", problem.getTitle());
    problem.getParameters().forEach(document::put);
    response
        .setStatusCode(problem.getStatusCode())
        .putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .putHeader(HttpHeaderNames.CONTENT_TYPE, "application/problem+json")
        .end(document.encode());
  }
}
