package org.opennrm.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opennrm.platform.messaging.Samples.CASES;
import static org.opennrm.platform.messaging.Samples.screened;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.messaging.EventLogTable.Entry;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Feed.OnTopic;
import org.opennrm.platform.testkit.KafkaBroker;
import org.opennrm.platform.testkit.PostgresServer;

/** The relay alone, between a database and a broker that fail. */
class RelayTest {
  private static final Duration SOON = Duration.ofSeconds(40);

  private static PostgresServer postgres;
  private static KafkaBroker kafka;
  private static DataSource database;

  private final EventCodec codec = new EventCodec();
  private final List<Relay> relays = new ArrayList<>();
  private final List<CaseRef> cases = Stream.generate(Samples::aCase).limit(5).toList();

  @BeforeAll
  static void start() {
    postgres = PostgresServer.start();
    database = postgres.dataSource();
    new PlatformMigrations(database).migrate();
    kafka = KafkaBroker.start();
    kafka.createTopics(Map.of(CASES, 12));
  }

  @AfterAll
  static void stop() {
    kafka.close();
    postgres.close();
  }

  @AfterEach
  void stopRelays() {
    relays.forEach(Relay::stop);
  }

  @Test
  void nothingIsLostWhenTheBrokerGoesAwayAndComesBack() throws SQLException {
    try (var said = LogLines.of(Relay.class)) {
      var relay = relay(database);
      append(10);
      relay.wake();
      awaitOnTopic(10);

      kafka.goAway();
      append(10);
      relay.wake();
      await().atMost(SOON).until(() -> said.lines().size() == 1);
      append(10);
      relay.wake();
      kafka.comeBack();

      awaitOnTopic(30);
      await().atMost(SOON).until(() -> said.lines().size() == 2);
      assertThat(said.lines().get(0)).startsWith("WARN").contains("not getting through");
      assertThat(said.lines().get(1)).startsWith("INFO").contains("getting through again");
    }
    await().atMost(SOON).until(() -> pending() == 0);
  }

  @Test
  void aRelayThatFailsBetweenSendingAndStrikingOffRepeatsAndLosesNothing() throws SQLException {
    var failing = new FailingCommits(database);
    relay(failing.dataSource());
    append(1);
    await().atMost(SOON).until(() -> pending() == 0);

    failing.failNext(3);
    append(39);
    awaitOnTopic(40);
    await().atMost(SOON).until(() -> pending() == 0);

    assertThat(failing.failed()).isEqualTo(3);
    assertThat(onTopic().size()).as("sent more than once").isGreaterThan(40 * cases.size());
  }

  @Test
  void ofSeveralRelaysOneSendsAtATime() throws SQLException {
    for (var i = 0; i < 4; i++) {
      relay(database);
    }
    for (var i = 0; i < 20; i++) {
      append(5);
      relays.get(i % 4).wake();
      relays.get((i + 1) % 4).wake();
    }
    awaitOnTopic(100);
    await().atMost(SOON).until(() -> pending() == 0);
    for (var each : cases) {
      assertThat(positions(each)).as("no repetition without a failure").hasSize(100);
    }
  }

  @Test
  void aRelayWhoseConnectionIsCutGoesOn() throws SQLException {
    var relay = relay(database);
    append(3);
    relay.wake();
    awaitOnTopic(3);
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
    }
    append(3);
    relay.wake();
    awaitOnTopic(6);
  }

  @Test
  void migratingAgainChangesNothing() throws SQLException {
    new PlatformMigrations(database).migrate();
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select count(*) from flyway_history_messaging where version = '1' and success")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
    }
  }

  private Relay relay(DataSource source) {
    var relay =
        new Relay(
            source,
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            new EventCodec(),
            _ -> {});
    relays.add(relay);
    relay.start();
    return relay;
  }

  /** So many events of each case, a transaction each. */
  private void append(int perCase) throws SQLException {
    try (var connection = database.getConnection()) {
      for (var i = 0; i < perCase; i++) {
        for (var caseRef : cases) {
          var event = screened(caseRef);
          var entry =
              new Entry(
                  EventId.next(),
                  CASES,
                  caseRef.value(),
                  codec.typeOf(event),
                  "1",
                  codec.write(event),
                  Instant.EPOCH,
                  null);
          EventLogTable.append(connection, List.of(entry));
        }
      }
    }
  }

  /** Waits until each case's events are there, and checks that they came in order. */
  private void awaitOnTopic(int perCase) {
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(() ->
            assertThat(cases)
                .allSatisfy(each ->
                    assertThat(new LinkedHashSet<>(positions(each)))
                        .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, perCase).boxed().toList())));
  }

  private static List<Long> positions(CaseRef caseRef) {
    return onTopic().stream()
        .filter(record -> caseRef.value().equals(record.key()))
        .map(OnTopic::position)
        .toList();
  }

  private static List<OnTopic> onTopic() {
    return Feed.read(CASES, kafka);
  }

  private static long pending() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from outbox_pending")) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }

  /** Connections whose next commits fail before the database hears of them. */
  private static final class FailingCommits {
    private final DataSource real;
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    FailingCommits(DataSource real) {
      this.real = real;
    }

    void failNext(int commits) {
      left.set(commits);
    }

    int failed() {
      return failed.get();
    }

    DataSource dataSource() {
      return proxy(
          DataSource.class,
          real,
          (name, answer) ->
              name.equals("getConnection") ? connection((Connection) answer) : answer);
    }

    private Connection connection(Connection connection) {
      return proxy(Connection.class, connection, (_, answer) -> answer);
    }

    private <T> T proxy(Class<T> type, T target, Answer answers) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (_, method, arguments) -> {
                if (method.getName().equals("commit") && left.getAndDecrement() > 0) {
                  failed.incrementAndGet();
                  throw new SQLException("cut off at commit", "08006");
                }
                try {
                  return answers.of(method.getName(), method.invoke(target, arguments));
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              }));
    }

    private interface Answer {
      Object of(String method, Object answer);
    }
  }

  /** What a class logged while this was open. */
  private static final class LogLines extends Handler implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;

    private LogLines(Logger logger) {
      this.logger = logger;
    }

    static LogLines of(Class<?> source) {
      var lines = new LogLines(Logger.getLogger(source.getName()));
      lines.logger.addHandler(lines);
      return lines;
    }

    List<String> lines() {
      return lines;
    }

    @Override
    public void publish(LogRecord record) {
      lines.add(record.getLevel() + " " + record.getMessage());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      logger.removeHandler(this);
    }
  }
}
