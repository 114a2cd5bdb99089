package org.opennrm.platform.web;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.auth.User;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.messaging.Pace;
import org.opennrm.platform.web.WaitingRoom.Errand;

/**
 * In a rush, requests wait before anything but their token has been looked at. Let in all at once
 * they would take the processors from each other, and those whose turn at the database comes last
 * would have waited in vain. A single referral, an answer or an alarm is therefore late in a rush,
 * and not refused.
 *
 * <p>Whoever shows no valid token is sent away at once and takes nobody's seat; a token that was
 * good on arrival stays good. Doors for operators, health and metrics have no waiting room: they
 * are what one needs then.
 */
@Singleton
class Doorkeeper {
  /** The server's own authentication has a higher number. */
  private static final int AFTER_AUTHENTICATION = 50;

  private static final Set<HttpMethod> LOOKING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final String doors;
  private final String operations;
  private final Duration patience;
  private final WaitingRoom<Visitor> room;

  @Inject
  Doorkeeper(
      Vertx vertx,
      @ConfigProperty(name = "nrm.service") String service,
      @ConfigProperty(name = "nrm.waiting-room.inside") int inside,
      @ConfigProperty(name = "nrm.waiting-room.seats") int seats,
      @ConfigProperty(name = "nrm.waiting-room.patience") Duration patience,
      Pace pace,
      MeterRegistry meters) {
    this.vertx = vertx;
    this.doors = "/" + service + "/";
    this.operations = doors + "operations/";
    this.patience = patience;
    this.room = new WaitingRoom<>(inside, seats);
    pace.watch(this::longestWait);
    Gauge.builder("nrm.requests.inside", room, WaitingRoom::inside)
        .description("Requests that are being answered")
        .register(meters);
    Gauge.builder("nrm.requests.waiting", room, WaitingRoom::waiting)
        .description("Requests that wait at the door until those inside are answered")
        .register(meters);
    Gauge.builder("nrm.requests.waiting.longest", this, each -> each.longestWait().toMillis() / 1e3)
        .description("How long the first of those that bring something has been waiting")
        .baseUnit("seconds")
        .register(meters);
  }

  void register(@Observes Filters filters) {
    filters.register(this::receive, AFTER_AUTHENTICATION);
    vertx.setPeriodic(BETWEEN_LOOKS.toMillis(), _ -> sendAway());
  }

  private static boolean isKnown(@Nullable User caller) {
    return caller instanceof QuarkusHttpUser known && !known.getSecurityIdentity().isAnonymous();
  }

  private void sendAway() {
    for (var visitor : room.sendAway(each -> waited(each).compareTo(patience) > 0)) {
      visitor.context.runOnContext(_ -> Refused.at(visitor.exchange, Problems.unavailable("RUSH")));
    }
  }

  private void receive(RoutingContext exchange) {
    var path = exchange.normalizedPath();
    if (!isKnown(exchange.user()) || !path.startsWith(doors) || path.startsWith(operations)) {
      exchange.next();
      return;
    }
    var visitor = new Visitor(exchange, Vertx.currentContext(), System.nanoTime());
    var errand = LOOKING.contains(exchange.request().method()) ? Errand.LOOKS : Errand.BRINGS;
    switch (room.come(visitor, errand)) {
      case COME_IN -> letIn(visitor);
      case WAIT -> awaitEnd(visitor);
      case FULL -> Refused.at(exchange, Problems.unavailable("RUSH"));
    }
  }

  private void letIn(Visitor visitor) {
    awaitEnd(visitor);
    visitor.exchange.next();
  }

  private void letInWhoWaited(Visitor visitor) {
    visitor.context.runOnContext(_ -> visitor.exchange.next());
  }

  /**
   * Answered or gone. Either of the two may be taken away by what reads the body, so both are asked
   * for.
   */
  private void awaitEnd(Visitor visitor) {
    visitor.exchange.addEndHandler(_ -> leave(visitor));
    visitor.exchange.addBodyEndHandler(_ -> leave(visitor));
  }

  private void leave(Visitor visitor) {
    room.leave(visitor).ifPresent(this::letInWhoWaited);
  }

  private Duration longestWait() {
    return room.longestWaiting().map(Doorkeeper::waited).orElse(Duration.ZERO);
  }

  private static Duration waited(Visitor visitor) {
    return Duration.ofNanos(System.nanoTime() - visitor.since);
  }

  /** A request, the thread of its own on which it goes on, and when it came. */
  private record Visitor(RoutingContext exchange, Context context, long since) {}
}
