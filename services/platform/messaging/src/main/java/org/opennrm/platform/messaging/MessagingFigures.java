package org.opennrm.platform.messaging;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Locale;
import org.opennrm.platform.policy.DomainClock;

/** What monitoring sees of the road: what is on its way, how old it is, what is stuck. */
@Startup
@Singleton
class MessagingFigures {
  private final AgroalDataSource database;
  private final DomainClock clock;
  private final MeterRegistry meters;
  private final Counter sent;

  MessagingFigures(AgroalDataSource database, DomainClock clock, MeterRegistry meters) {
    this.database = database;
    this.clock = clock;
    this.meters = meters;
    this.sent =
        Counter.builder("nrm.events.sent")
            .description("Events that the broker confirmed")
            .register(meters);
    Gauge.builder("nrm.events.pending", this, MessagingFigures::pending)
        .description("Events decided and not yet confirmed by the broker")
        .register(meters);
    Gauge.builder("nrm.events.pending.age", this, MessagingFigures::oldestPendingSeconds)
        .description("Age of the oldest event not yet confirmed by the broker")
        .baseUnit("seconds")
        .register(meters);
    Gauge.builder("nrm.events.parked", this, MessagingFigures::parked)
        .description("Events that wait in an inbox, for a predecessor or for a person")
        .register(meters);
  }

  private double pending() {
    return ask("select count(*) from outbox_pending");
  }

  /** How many events the broker has not confirmed. */
  long pendingEvents() {
    return (long) pending();
  }

  private double parked() {
    return ask("select count(*) from parked_event");
  }

  /** In the domain's time, as both ends are: a jump of the sandbox clock ages what is pending. */
  private double oldestPendingSeconds() {
    var decided =
        ask(
            """
            select coalesce(extract(epoch from (
                select e.occurred_at from outbox_pending p join event_log e on e.id = p.event_id
                 order by p.sequence limit 1)), 0)
            """);
    return decided == 0 ? 0 : Math.max(0, clock.now().toEpochMilli() / 1000.0 - decided);
  }

  void sent(int events) {
    sent.increment(events);
  }

  void taken(String consumer, Outcome outcome) {
    meters
        .counter(
            "nrm.events.taken",
            "consumer",
            consumer,
            "outcome",
            outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .increment();
  }

  private double ask(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql);
        var answer = statement.executeQuery()) {
      return answer.next() ? answer.getDouble(1) : Double.NaN;
    } catch (SQLException e) {
      // A scrape must not fail because the database is away; that has a gauge of its own.
      return Double.NaN;
    }
  }
}
