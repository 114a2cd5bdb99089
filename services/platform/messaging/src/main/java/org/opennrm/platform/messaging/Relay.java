package org.opennrm.platform.messaging;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.messaging.RoadView.CopyView;
import org.opennrm.platform.messaging.RoadView.WithoutCauseView;

/**
 * Sends what the event log holds to the broker, after the commit, in order, as often as it takes.
 * One relay per service does so at a time; woken by each commit, it also looks by itself.
 */
@ApplicationScoped
public class Relay {
  private final DataSource database;
  private final Map<String, Object> kafka;
  private final EventCodec codec;
  private final RelayNews news;
  private volatile @Nullable RelayThread thread;

  @Inject
  Relay(
      AgroalDataSource database,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      EventCodec codec,
      MessagingFigures figures) {
    this(database, kafka, codec, (RelayNews) figures);
  }

  Relay(DataSource database, Map<String, Object> kafka, EventCodec codec, RelayNews news) {
    this.database = database;
    this.kafka = kafka;
    this.codec = codec;
    this.news = news;
  }

  void start(@Observes @Priority(StartOrder.RELAY) StartupEvent event) {
    start();
  }

  void stop(@Observes ShutdownEvent event) {
    stop();
  }

  synchronized void start() {
    if (thread == null) {
      var starting = new RelayThread(database, kafka, codec, news);
      starting.start();
      thread = starting;
    }
  }

  /** Ends after the round in hand; what is pending stays pending. */
  synchronized void stop() {
    var running = thread;
    if (running != null) {
      running.end();
      thread = null;
    }
  }

  /**
   * Sends everything that was ever published on a topic once more, before whatever is pending, each
   * subject's events in their order. Every inbox forgets what it has.
   *
   * @return how many events
   */
  int sendAllAgain(String topic) {
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try {
        PendingTable.awaitLock(connection);
        var events = TopicCopyTable.sendAllAgain(connection, topic);
        connection.commit();
        wake();
        return events;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new DatabaseTrouble(e);
    }
  }

  /** The topics of this service as the broker confirmed them. */
  List<CopyView> copies() {
    try (var connection = database.getConnection()) {
      return TopicCopyTable.views(connection);
    } catch (SQLException e) {
      throw new DatabaseTrouble(e);
    }
  }

  /** What others have heard from this service and it does not know any longer, not settled yet. */
  List<WithoutCauseView> withoutCause() {
    try (var connection = database.getConnection()) {
      return SetBackTable.views(connection);
    } catch (SQLException e) {
      throw new DatabaseTrouble(e);
    }
  }

  /**
   * Somebody has seen to what those events tell of.
   *
   * @param foundUntil what was found later stays open
   * @return how many events that were
   */
  int settle(Instant foundUntil) {
    try (var connection = database.getConnection()) {
      return SetBackTable.settle(connection, foundUntil, TechnicalTime.now());
    } catch (SQLException e) {
      throw new DatabaseTrouble(e);
    }
  }

  /** Something was committed. */
  void wake() {
    var running = thread;
    if (running != null) {
      running.wake();
    }
  }
}
