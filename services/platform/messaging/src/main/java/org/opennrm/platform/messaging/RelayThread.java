package org.opennrm.platform.messaging;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.messaging.PendingTable.Pending;
import org.opennrm.platform.messaging.model.RelayDecision;
import org.opennrm.platform.messaging.model.RelayDecision.Fate;
import org.opennrm.platform.messaging.model.RelayDecision.Sent;

/**
 * The relay at work: reads what is pending under a lock, sends it, waits for the broker, strikes
 * off what is confirmed. What it decides stands in {@link RelayDecision}.
 */
final class RelayThread {
  private static final Logger LOG = Logger.getLogger(Relay.class);

  private final DataSource database;
  private final Map<String, Object> kafka;
  private final RelayNews news;
  private final CopyWatch copies;
  private final Semaphore commits = new Semaphore(0);
  private final Thread thread;
  private volatile boolean ending;

  private @Nullable Connection connection;
  private @Nullable Producer<String, String> producer;
  private int quietRounds;
  private int failedRounds;
  private boolean down;

  RelayThread(DataSource database, Map<String, Object> kafka, EventCodec codec, RelayNews news) {
    this.database = database;
    this.kafka = kafka;
    this.news = news;
    this.copies = new CopyWatch(kafka, codec);
    this.thread = Thread.ofPlatform().daemon().name("nrm-relay").unstarted(this::run);
    // Kafka finds its login modules through it.
    this.thread.setContextClassLoader(RelayThread.class.getClassLoader());
  }

  void start() {
    thread.start();
  }

  void wake() {
    commits.release();
  }

  void end() {
    ending = true;
    wake();
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    var woken = true;
    while (!ending) {
      RelayDecision next;
      try {
        next = round(woken);
      } catch (SQLException
          | RuntimeException
          | LinkageError
          | AssertionError
          | StackOverflowError e) {
        // Whatever it was: a relay that ended would leave everything decided here untold.
        abandonConnection();
        if (database instanceof AgroalDataSource pool) {
          pool.flush(FlushMode.INVALID);
        }
        next = RelayDecision.afterTrouble(failedRounds);
        say(next, Blame.nameOf(e));
      }
      failedRounds = next.startOver() ? failedRounds + 1 : 0;
      if (next.startOver()) {
        abandonProducer();
        copies.suspect();
      }
      woken = rest(next.rest());
    }
    abandonProducer();
    abandonConnection();
    copies.close();
  }

  private RelayDecision round(boolean woken) throws SQLException {
    var database = connection();
    if (!woken && failedRounds == 0 && !down && !copies.isDue() && PendingTable.isEmpty(database)) {
      return RelayDecision.after(List.of(), false, quietRounds++, 0);
    }
    database.setAutoCommit(false);
    try {
      return underLock(database);
    } finally {
      // Ends the transaction and so the lock, also when the round found nothing or failed.
      database.rollback();
      database.setAutoCommit(true);
    }
  }

  private RelayDecision underLock(Connection database) throws SQLException {
    if (!PendingTable.lock(database)) {
      return RelayDecision.standingBy();
    }
    if (copies.isDue()) {
      return look(database);
    }
    var pending = PendingTable.oldest(database);
    if (copies.isNew(pending.stream().map(each -> each.record().topic()).distinct().toList())) {
      return look(database);
    }
    var round = send(pending);
    var decision =
        RelayDecision.after(
            round.sent(), pending.size() == PendingTable.BATCH, quietRounds, failedRounds);
    quietRounds = pending.isEmpty() ? quietRounds + 1 : 0;
    if (!decision.strikeOff().isEmpty()) {
      if (copies.confirm(database, round.confirmed())) {
        PendingTable.strikeOff(database, decision.strikeOff());
        news.sent(decision.strikeOff().size());
      }
      database.commit();
    }
    if (!pending.isEmpty() || down) {
      say(decision, round.failure());
    }
    return decision;
  }

  /** Whether the broker still has everything; if not, all of it is pending from here on. */
  private RelayDecision look(Connection database) throws SQLException {
    var looked = copies.look(database);
    if (looked.wrote()) {
      database.commit();
    }
    if (looked.again() > 0) {
      news.madeAnew(looked.again());
    }
    return RelayDecision.goingOn();
  }

  /** Sends all and waits for the broker's answers; after a first failure nothing more is sent. */
  private Round send(List<Pending> pending) {
    var answers = new ArrayList<Future<RecordMetadata>>();
    for (var event : pending) {
      Future<RecordMetadata> answer;
      try {
        answer = producer().send(event.record());
      } catch (KafkaException e) {
        return round(pending, answers, e);
      }
      answers.add(answer);
      if (answer.isDone() && answer.state() == Future.State.FAILED) {
        break;
      }
    }
    return round(pending, answers, null);
  }

  private static Round round(
      List<Pending> pending, List<Future<RecordMetadata>> answers, @Nullable Throwable refused) {
    var sent = new ArrayList<Sent>();
    var confirmed = new ArrayList<RecordMetadata>();
    var failure = refused;
    for (var i = 0; i < pending.size(); i++) {
      var event = pending.get(i);
      var fate = Fate.HELD_BACK;
      if (i < answers.size()) {
        try {
          confirmed.add(answers.get(i).get());
          fate = Fate.CONFIRMED;
        } catch (ExecutionException e) {
          failure = failure == null ? e : failure;
          fate = Fate.FAILED;
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          failure = failure == null ? e : failure;
          fate = Fate.FAILED;
        }
      }
      sent.add(new Sent(event.sequence(), event.stream(), fate));
    }
    return new Round(sent, confirmed, failure == null ? "" : Blame.nameOf(failure));
  }

  /** One line when the road closes, one when it opens again. */
  private void say(RelayDecision decision, String failure) {
    if (decision.startOver() && !down) {
      down = true;
      news.gettingThrough(false);
      LOG.warnf(
          "Events are not getting through (%s); they wait and are sent in order later", failure);
    } else if (!decision.startOver() && down) {
      down = false;
      news.gettingThrough(true);
      LOG.info("Events are getting through again");
    }
  }

  /** Whether it was woken before its time. */
  private boolean rest(Duration rest) {
    try {
      // After a failure commits must not turn the pause into a storm of attempts.
      if (failedRounds > 0) {
        for (var left = rest.toMillis(); left > 0 && !ending; left -= 50) {
          Thread.sleep(Math.min(left, 50));
        }
        return true;
      }
      var woken = commits.tryAcquire(rest.toNanos(), TimeUnit.NANOSECONDS);
      commits.drainPermits();
      return woken;
    } catch (InterruptedException e) {
      ending = true;
      return false;
    }
  }

  /**
   * Kept between rounds: the relay must not queue for a connection behind the requests it serves.
   */
  private Connection connection() throws SQLException {
    if (connection == null) {
      connection = database.getConnection();
      try (var settings = connection.createStatement()) {
        // A suspended relay must lose its lock. To lose a deletion in a crash only sends an event
        // once more, which every inbox forgets; so nobody waits for the disk here.
        settings.execute(
            "set idle_in_transaction_session_timeout = '10s'; set synchronous_commit = off");
      }
    }
    return connection;
  }

  private Producer<String, String> producer() {
    if (producer == null) {
      var settings = new HashMap<>(kafka);
      settings.put(ProducerConfig.CLIENT_ID_CONFIG, "nrm-relay");
      settings.put(ProducerConfig.ACKS_CONFIG, "all");
      settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
      settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
      settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
      settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
      producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }
    return producer;
  }

  /** Whatever it still holds must not reach the broker after what is sent next. */
  private void abandonProducer() {
    if (producer != null) {
      producer.close(Duration.ZERO);
      producer = null;
    }
  }

  private void abandonConnection() {
    if (connection != null) {
      try (var settings = connection.createStatement()) {
        settings.execute("reset idle_in_transaction_session_timeout; reset synchronous_commit");
      } catch (SQLException e) {
        LOG.debug("The relay's connection is gone", e);
      }
      try {
        connection.close();
      } catch (SQLException e) {
        LOG.debug("The relay's connection is gone", e);
      }
      connection = null;
    }
  }

  private record Round(List<Sent> sent, List<RecordMetadata> confirmed, String failure) {}
}
