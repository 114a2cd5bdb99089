package org.opennrm.platform.messaging;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opennrm.platform.messaging.Samples.CASES;
import static org.opennrm.platform.messaging.Samples.screened;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.messaging.EventLogTable.Entry;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Feed.OnTopic;
import org.opennrm.platform.testkit.KafkaBroker;
import org.opennrm.platform.testkit.PostgresServer;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * What of a service publishes: a database with an event log, a relay and a broker of its own. It
 * tells of seven cases.
 */
final class PublishingService implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(60);
  private static final int PARTITIONS = 12;

  private final EventCodec codec = new EventCodec();
  private final List<CaseRef> cases = Stream.generate(Samples::aCase).limit(7).toList();
  private final AtomicInteger sentAgain = new AtomicInteger();
  private final PostgresServer postgres = PostgresServer.start();
  private final KafkaBroker kafka = KafkaBroker.start();
  private final PGSimpleDataSource database = new PGSimpleDataSource();
  private Relay relay;

  PublishingService() throws SQLException {
    database.setUrl(postgres.jdbcUrl().replaceFirst("/postgres$", "/service"));
    database.setUser(postgres.user());
    asAdministrator("create database service");
    new PlatformMigrations((DataSource) database).migrate();
    kafka.createTopics(Map.of(CASES, PARTITIONS));
    startRelay();
  }

  KafkaBroker kafka() {
    return kafka;
  }

  DataSource database() {
    return database;
  }

  Relay relay() {
    return relay;
  }

  List<CaseRef> cases() {
    return cases;
  }

  /** How many events were sent again because the broker had lost them. */
  int sentAgain() {
    return sentAgain.get();
  }

  void createTopicAnew() {
    kafka.createTopics(Map.of(CASES, PARTITIONS));
  }

  void startRelay() {
    relay =
        new Relay(
            database,
            Map.of("bootstrap.servers", kafka.bootstrapServers()),
            codec,
            new RelayNews() {
              @Override
              public void sent(int events) {}

              @Override
              public void madeAnew(int events) {
                sentAgain.addAndGet(events);
              }
            });
    relay.start();
  }

  void stopRelay() {
    relay.stop();
  }

  void backUp() throws SQLException {
    stopRelay();
    asAdministrator("create database backup template service");
    startRelay();
  }

  /** The relay stands still afterwards. */
  void restore() throws SQLException {
    stopRelay();
    asAdministrator("drop database service");
    asAdministrator("create database service template backup");
  }

  private void asAdministrator(String statement) throws SQLException {
    try (var connection = postgres.dataSource().getConnection();
        var command = connection.createStatement()) {
      command.execute(statement);
    }
  }

  /** So many events of each case, a transaction each. */
  void append(int perCase) throws SQLException {
    try (var connection = database.getConnection()) {
      for (var i = 0; i < perCase; i++) {
        for (var caseRef : cases) {
          append(connection, caseRef);
        }
      }
    }
    relay.wake();
  }

  void append(Connection connection, CaseRef caseRef) throws SQLException {
    var event = screened(caseRef);
    EventLogTable.append(
        connection,
        List.of(
            new Entry(
                EventId.next(),
                CASES,
                caseRef.value(),
                codec.typeOf(event),
                "1",
                codec.write(event),
                Instant.EPOCH,
                null)));
  }

  /** Each case's events are there from the first to the last, each after its predecessor. */
  void awaitOnTopic(int perCase) {
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(() -> {
          var found = positions();
          assertThat(cases).allSatisfy(each -> assertInOrder(found.get(each.value()), perCase));
        });
  }

  private static void assertInOrder(List<Long> positions, int upTo) {
    assertThat(positions).contains(1L);
    for (var position = 2L; position <= upTo; position++) {
      assertThat(positions.indexOf(position - 1))
          .isNotNegative()
          .isLessThan(positions.lastIndexOf(position));
    }
  }

  void awaitNothingPending() {
    await().atMost(SOON).until(() -> number("select count(*) from outbox_pending") == 0);
  }

  int number(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }

  /** The positions of each case's events, in the order in which the topic holds them. */
  Map<String, List<Long>> positions() {
    return onTopic().stream()
        .collect(groupingBy(OnTopic::key, mapping(OnTopic::position, toList())));
  }

  List<OnTopic> onTopic() {
    return Feed.read(CASES, kafka);
  }

  @Override
  public void close() {
    relay.stop();
    kafka.close();
    postgres.close();
  }
}
