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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.messaging.EventLogTable.Entry;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Feed.OnTopic;
import org.opennrm.platform.testkit.KafkaBroker;
import org.opennrm.platform.testkit.PostgresServer;

/** The broker loses what it had confirmed; PostgreSQL is the record, and the copy is made anew. */
class LostCopyTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int PARTITIONS = 12;

  private final EventCodec codec = new EventCodec();
  private final List<CaseRef> cases = Stream.generate(Samples::aCase).limit(7).toList();
  private final AtomicInteger sentAgain = new AtomicInteger();
  private PostgresServer postgres;
  private KafkaBroker kafka;
  private DataSource database;
  private Relay relay;

  @BeforeEach
  void start() {
    postgres = PostgresServer.start();
    database = postgres.dataSource();
    new PlatformMigrations(database).migrate();
    kafka = KafkaBroker.start();
    kafka.createTopics(Map.of(CASES, PARTITIONS));
    relay = relay();
    relay.start();
  }

  @AfterEach
  void stop() {
    relay.stop();
    kafka.close();
    postgres.close();
  }

  @Test
  void aNewBrokerWithoutAnyDataIsGivenEverythingInOrder() throws SQLException {
    append(20);
    awaitOnTopic(20);

    kafka.loseEverything();
    append(1);
    kafka.createTopics(Map.of(CASES, PARTITIONS));
    append(1);

    awaitOnTopic(22);
    awaitNothingPending();
    assertThat(sentAgain).hasValueGreaterThanOrEqualTo(20 * cases.size());
  }

  @Test
  void aTopicThatWasDeletedAndCreatedIsMadeAnewThoughNothingNewIsPublished() throws SQLException {
    append(10);
    awaitOnTopic(10);

    kafka.deleteTopic(CASES);
    kafka.createTopics(Map.of(CASES, PARTITIONS));

    awaitOnTopic(10);
    assertThat(sentAgain).hasValue(10 * cases.size());
    assertThat(onTopic())
        .allSatisfy(record -> assertThat(record.headers()).containsEntry("nrmcopy", "1"));
  }

  @Test
  void aTopicWhoseOldestRecordsAreGoneIsMadeAnew() throws SQLException {
    append(10);
    awaitOnTopic(10);

    kafka.deleteOldest(CASES, 3);

    awaitOnTopic(10);
    assertThat(sentAgain).hasValue(10 * cases.size());
  }

  @Test
  void theLossIsNoticedByARelayThatWasNotThereWhenItHappened() throws SQLException {
    append(10);
    awaitOnTopic(10);
    awaitNothingPending();
    relay.stop();

    kafka.loseEverything();
    kafka.createTopics(Map.of(CASES, PARTITIONS));
    append(2);
    relay = relay();
    relay.start();

    awaitOnTopic(12);
    awaitNothingPending();
  }

  @Test
  void itIsMadeAnewAsOftenAsItIsLost() throws SQLException {
    append(5);
    awaitOnTopic(5);
    for (var copy = 1; copy <= 3; copy++) {
      kafka.deleteTopic(CASES);
      append(1);
      kafka.createTopics(Map.of(CASES, PARTITIONS));
      awaitOnTopic(5 + copy);
      awaitNothingPending();
      assertThat(copyNumber()).isEqualTo(copy);
    }
  }

  @Test
  void aBrokerThatLostNothingIsLeftInPeace() throws SQLException {
    append(10);
    awaitOnTopic(10);
    awaitNothingPending();
    kafka.goAway();
    append(5);
    kafka.comeBack();

    awaitOnTopic(15);
    awaitNothingPending();
    assertThat(sentAgain).hasValue(0);
    assertThat(onTopic())
        .allSatisfy(record -> assertThat(record.headers()).doesNotContainKey("nrmcopy"));
  }

  @Test
  void whatCommitsWhileEverythingIsSentAgainComesAfterWhatWasBefore() throws SQLException {
    append(3);
    awaitOnTopic(3);
    awaitNothingPending();
    relay.stop();
    try (var open = database.getConnection();
        var rebuilding = database.getConnection()) {
      open.setAutoCommit(false);
      append(open, cases.getFirst());
      TopicCopyTable.sendAllAgain(rebuilding, CASES);
      open.commit();
    }
    relay = relay();
    relay.start();

    awaitNothingPending();
    assertThat(positions().get(cases.getFirst().value()))
        .containsExactly(1L, 2L, 3L, 1L, 2L, 3L, 4L);
  }

  private Relay relay() {
    return new Relay(
        database,
        Map.of("bootstrap.servers", kafka.bootstrapServers()),
        new RelayNews() {
          @Override
          public void sent(int events) {}

          @Override
          public void madeAnew(int events) {
            sentAgain.addAndGet(events);
          }
        });
  }

  /** So many events of each case, a transaction each. */
  private void append(int perCase) throws SQLException {
    try (var connection = database.getConnection()) {
      for (var i = 0; i < perCase; i++) {
        for (var caseRef : cases) {
          append(connection, caseRef);
        }
      }
    }
    relay.wake();
  }

  private void append(Connection connection, CaseRef caseRef) throws SQLException {
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
  private void awaitOnTopic(int perCase) {
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

  private void awaitNothingPending() {
    await().atMost(SOON).until(() -> number("select count(*) from outbox_pending") == 0);
  }

  private int copyNumber() throws SQLException {
    return number("select copy from topic_copy");
  }

  private int number(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }

  private Map<String, List<Long>> positions() {
    return onTopic().stream()
        .collect(groupingBy(OnTopic::key, mapping(OnTopic::position, toList())));
  }

  private List<OnTopic> onTopic() {
    return Feed.read(CASES, kafka);
  }
}
