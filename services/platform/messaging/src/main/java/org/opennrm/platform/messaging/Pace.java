package org.opennrm.platform.messaging;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.opennrm.platform.messaging.model.Backlog;

/**
 * Whether this service keeps up: how far its relay is behind what is committed, how far its
 * consumers are behind what was sent, how long people wait at its door, and whether there is room
 * left to accept what cannot be sent.
 *
 * <p>A backlog never refuses a single referral, an answer to an offer or an alarm; what can wait
 * gives way to them: batches, exchange, figures.
 */
@Singleton
public class Pace {
  /** With less of the database's disk free, and the broker away, nothing more is accepted. */
  static final double LITTLE_ROOM = 0.10;

  /** A consumer that heard of nothing for so long has nothing to catch up with. */
  private static final Duration NO_NEWS = Duration.ofSeconds(2);

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

  private final AgroalDataSource database;
  private final Duration farBehind;
  private final Optional<Path> disk;
  private final Backlog backlog = new Backlog();
  private final Map<String, Heard> heard = new ConcurrentHashMap<>();
  private final Semaphore end = new Semaphore(0);
  private volatile Duration relayBehind = Duration.ZERO;
  private volatile boolean gettingThrough = true;
  private volatile double room = Double.NaN;
  private volatile Supplier<Duration> atTheDoor = () -> Duration.ZERO;

  Pace(
      AgroalDataSource database,
      @ConfigProperty(name = "nrm.pace.far-behind") Duration farBehind,
      @ConfigProperty(name = "nrm.database.disk") Optional<Path> disk) {
    this.database = database;
    this.farBehind = farBehind;
    this.disk = disk;
  }

  void start(@Observes @Priority(StartOrder.RELAY) StartupEvent event) {
    Thread.ofPlatform().daemon().name("nrm-pace").start(this::run);
  }

  void stop(@Observes ShutdownEvent event) {
    end.release();
  }

  /** Whether what can wait should. */
  public boolean isFarBehind() {
    return Stream.of(relayBehind, consumersBehind(), atTheDoor.get())
        .anyMatch(each -> each.compareTo(farBehind) > 0);
  }

  /**
   * What else this service may be behind with.
   *
   * @param longestWait how long whoever waits at its door has been waiting
   */
  public void watch(Supplier<Duration> longestWait) {
    atTheDoor = longestWait;
  }

  /**
   * Whether nothing more may be accepted: the broker is away and the database's disk nearly full.
   */
  public boolean hasNoRoom() {
    return !gettingThrough && room < LITTLE_ROOM;
  }

  /** How long the oldest event not confirmed by the broker has been waiting, at least. */
  public Duration relayBehind() {
    return relayBehind;
  }

  /** How old the news of the consumer that is furthest behind are. */
  public Duration consumersBehind() {
    return heard.keySet().stream().map(this::behind).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  /**
   * How old a consumer's latest news were when they came; nothing once they have stopped coming.
   */
  Duration behind(String consumer) {
    var last = heard.get(consumer);
    return last == null || TechnicalTime.now().toEpochMilli() - last.at() > NO_NEWS.toMillis()
        ? Duration.ZERO
        : Duration.ofMillis(Math.max(0, last.at() - last.sent()));
  }

  /** The share of the database's disk that is free; NaN where nobody said which disk that is. */
  double room() {
    return room;
  }

  boolean isGettingThrough() {
    return gettingThrough;
  }

  void gettingThrough(boolean yes) {
    gettingThrough = yes;
  }

  /** Whether it is the first time that this consumer is heard of. */
  boolean heard(String consumer, long sent) {
    return heard.put(consumer, new Heard(sent, TechnicalTime.now().toEpochMilli())) == null;
  }

  private void run() {
    try {
      do {
        look();
      } while (!end.tryAcquire(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try {
      lookAtDisk();
      lookAtQueue();
    } catch (SQLException | IOException | RuntimeException e) {
      // The database is away, which is told elsewhere; what was known last stands.
      return;
    }
  }

  private void lookAtDisk() throws IOException {
    if (disk.isPresent()) {
      var store = Files.getFileStore(disk.get());
      room = (double) store.getUsableSpace() / store.getTotalSpace();
    }
  }

  private void lookAtQueue() throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement("select min(sequence), max(sequence) from outbox_pending");
        var row = statement.executeQuery()) {
      row.next();
      var oldest = row.getLong(1);
      if (row.wasNull()) {
        backlog.lookedAtNothing();
      } else {
        backlog.look(System.nanoTime(), oldest, row.getLong(2));
      }
      relayBehind = backlog.behind();
    }
  }

  /** When a consumer's latest record reached the broker, and when it came here. */
  private record Heard(long sent, long at) {}
}
