package org.opennrm.platform.messaging;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.reactive.messaging.providers.extension.HealthCenter;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import org.opennrm.platform.policy.DomainClock;

/** What monitoring sees of the road: what is on its way, how old it is, what is stuck. */
@Startup
@Singleton
class MessagingFigures implements RelayNews {
  private final AgroalDataSource database;
  private final DomainClock clock;
  private final MeterRegistry meters;
  private final Pace pace;
  private final Counter sent;
  private final Counter madeAnew;

  MessagingFigures(
      AgroalDataSource database,
      DomainClock clock,
      MeterRegistry meters,
      Pace pace,
      HealthCenter channels) {
    this.pace = pace;
    this.database = database;
    this.clock = clock;
    this.meters = meters;
    this.sent =
        Counter.builder("nrm.events.sent")
            .description("Events that the broker confirmed")
            .register(meters);
    this.madeAnew =
        Counter.builder("nrm.events.sent.again")
            .description("Events sent again from the record, since the broker had lost its copy")
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
    Gauge.builder("nrm.events.parked.overdue", this, MessagingFigures::overdue)
        .description("Parked events that somebody should have looked after by now")
        .register(meters);
    Gauge.builder("nrm.events.blocked", this, MessagingFigures::blocked)
        .description("Subjects that stand still in a consumer until a person looks")
        .register(meters);
    Gauge.builder("nrm.events.without.cause", this, MessagingFigures::withoutCause)
        .description(
            "Events that others have heard and this database, set back, does not know any longer")
        .register(meters);
    Gauge.builder("nrm.replays.open", this, MessagingFigures::replays)
        .description("Topics that a consumer is still to read again")
        .register(meters);
    Gauge.builder("nrm.relay.behind", pace, each -> seconds(each.relayBehind()))
        .description("How long the oldest event not confirmed by the broker has been waiting")
        .baseUnit("seconds")
        .register(meters);
    Gauge.builder("nrm.relay.getting.through", pace, each -> each.isGettingThrough() ? 1 : 0)
        .description("1 as long as events reach the broker")
        .register(meters);
    Gauge.builder("nrm.giving.way", pace, each -> each.isFarBehind() ? 1 : 0)
        .description(
            "1 while figures, batches and exchange are refused, since this service is behind")
        .register(meters);
    Gauge.builder("nrm.readers.given.up", channels, MessagingFigures::givenUp)
        .description("Readers that take nothing in any more until the service is started again")
        .register(meters);
    Gauge.builder("nrm.database.disk.free", pace, Pace::room)
        .description("Free share of the database's disk, 0 to 1")
        .register(meters);
  }

  private double pending() {
    return ask("select count(*) from outbox_pending");
  }

  /** How many events the broker has not confirmed. */
  long pendingEvents() {
    return (long) pending();
  }

  private static double givenUp(HealthCenter channels) {
    return channels.getLiveness().getChannels().stream().filter(each -> !each.isOk()).count();
  }

  private double overdue() {
    return ask("select count(*) from parked_event where due < ?", clock.now());
  }

  private double blocked() {
    return ask(
        """
        select count(distinct (consumer, source, subject)) from parked_event
         where reason not in ('gap', 'behind')
        """);
  }

  private double withoutCause() {
    return ask("select count(*) from event_without_cause where settled_at is null");
  }

  private double replays() {
    return ask("select count(*) from replay where done_at is null");
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
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

  @Override
  public void madeAnew(int events) {
    madeAnew.increment(events);
  }

  @Override
  public void gettingThrough(boolean yes) {
    pace.gettingThrough(yes);
  }

  @Override
  public void sent(int events) {
    sent.increment(events);
  }

  /** A consumer heard of something that reached the broker at that moment. */
  void heard(String consumer, long reachedTheBrokerAt) {
    if (pace.heard(consumer, reachedTheBrokerAt)) {
      Gauge.builder("nrm.events.behind", pace, each -> seconds(each.behind(consumer)))
          .description("How old the latest news of a consumer were when they came")
          .baseUnit("seconds")
          .tag("consumer", consumer)
          .register(meters);
    }
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

  private double ask(String sql, Instant... moments) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < moments.length; i++) {
        statement.setObject(i + 1, moments[i].atOffset(ZoneOffset.UTC));
      }
      try (var answer = statement.executeQuery()) {
        return answer.next() ? answer.getDouble(1) : Double.NaN;
      }
    } catch (SQLException e) {
      // A scrape must not fail because the database is away; that has a gauge of its own.
      return Double.NaN;
    }
  }
}
