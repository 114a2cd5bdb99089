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
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.messaging.RoadView.CopyView;

/**
 * Sends what the event log holds to the broker, after the commit, in order, as often as it takes.
 * One relay per service does so at a time; woken by each commit, it also looks by itself.
 */
@ApplicationScoped
public class Relay {
  private final DataSource database;
  private final Map<String, Object> kafka;
  private final RelayNews news;
  private volatile @Nullable RelayThread thread;

  @Inject
  Relay(
      AgroalDataSource database,
      @Identifier("default-kafka-broker") Map<String, Object> kafka,
      MessagingFigures figures) {
    this(database, kafka, (RelayNews) figures);
  }

  Relay(DataSource database, Map<String, Object> kafka, RelayNews news) {
    this.database = database;
    this.kafka = kafka;
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
      var starting = new RelayThread(database, kafka, news);
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

  /** Something was committed. */
  void wake() {
    var running = thread;
    if (running != null) {
      running.wake();
    }
  }
}
