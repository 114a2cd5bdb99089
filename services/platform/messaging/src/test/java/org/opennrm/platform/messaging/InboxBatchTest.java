package org.opennrm.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opennrm.platform.messaging.Outcome.DONE;
import static org.opennrm.platform.messaging.Outcome.DUPLICATE;
import static org.opennrm.platform.messaging.Outcome.NOT_FOR_US;
import static org.opennrm.platform.messaging.Outcome.PARKED;
import static org.opennrm.platform.messaging.Outcome.REJECTED;
import static org.opennrm.platform.messaging.Outcome.WAITING;
import static org.opennrm.platform.messaging.Samples.aCase;
import static org.opennrm.platform.messaging.Samples.numberOf;
import static org.opennrm.platform.messaging.Samples.received;
import static org.opennrm.platform.messaging.Samples.sought;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;

/** What one poll brought, taken in together or one by one; what stays is written in a table. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class InboxBatchTest {
  private static Feed shelter;

  @Inject Inbox inbox;
  @Inject ParkedEvents parked;
  @Inject AgroalDataSource database;

  private final CaseRef one = aCase();
  private final CaseRef other = aCase();
  private final Writer consumer = new Writer();

  @BeforeAll
  static void openFeed() {
    shelter = Feed.of("shelter");
  }

  @AfterAll
  static void closeFeed() {
    shelter.close();
  }

  @BeforeEach
  void makeTheTable() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          create table if not exists written (
            place bigint generated always as identity, consumer text, subject text, number bigint,
            commit xid8 default pg_current_xact_id())
          """);
    }
  }

  @Test
  void whatOnePollBroughtCommitsAsOne() throws SQLException {
    assertThat(poll(List.of(at(one, 1), at(other, 1), at(one, 2), at(one, 3), at(other, 2))))
        .containsExactly(DONE, DONE, DONE, DONE, DONE);
    assertThat(poll(List.of(at(one, 4), at(other, 3)))).containsExactly(DONE, DONE);
    assertThat(written(one)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(written(other)).containsExactly(1L, 2L, 3L);
    assertThat(commits()).isEqualTo(2);
  }

  @Test
  void whatWasTakenBeforeIsForgottenAndTheRestCommitsAsOne() throws SQLException {
    poll(List.of(at(one, 1), at(one, 2)));
    assertThat(poll(List.of(at(one, 2), at(one, 3), at(one, 3), at(other, 1), at(one, 4))))
        .containsExactly(DUPLICATE, DONE, DUPLICATE, DONE, DONE);
    assertThat(written(one)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(commits()).isEqualTo(2);
  }

  @Test
  void whatConcernsNobodyHereMovesOnInTheSameCommit() throws SQLException {
    var unknown = Feed.put(at(one, 2), "ce_type", "nrm.shelter.roof-repaired.v1");
    assertThat(poll(List.of(at(one, 1), unknown, at(one, 3))))
        .containsExactly(DONE, NOT_FOR_US, DONE);
    assertThat(commits()).isEqualTo(1);
    assertThat(poll(List.of(unknown, at(one, 3)))).containsExactly(DUPLICATE, DUPLICATE);
  }

  @Test
  void aRejectedEventIsKeptForAPersonAndItsNeighboursAreTakenIn() throws SQLException {
    consumer.rejected.add(2L);
    assertThat(poll(List.of(at(one, 1), at(one, 2), at(one, 3), at(other, 1))))
        .containsExactly(DONE, REJECTED, DONE, DONE);
    assertThat(number("select count(*) from inbox_rejected where consumer = ?")).isEqualTo(1);
    assertThat(commits()).isEqualTo(1);
  }

  @Test
  void anEventThatFailsParksAndHoldsBackItsOwnCaseAlone() throws SQLException {
    consumer.failing.add(2L);
    assertThat(poll(List.of(at(one, 1), at(one, 2), at(other, 1), at(one, 3), at(other, 3))))
        .containsExactly(DONE, PARKED, DONE, PARKED, WAITING);
    assertThat(written(one)).containsExactly(1L);
    assertThat(written(other)).containsExactly(1L);

    consumer.failing.clear();
    parked.release(consumer.consumer(), shelter.record(2, sought(one, 2)).topic(), one.value());
    assertThat(poll(List.of(at(other, 2), at(one, 4)))).containsExactly(DONE, DONE);
    assertThat(written(one)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(written(other)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void aRecordThatDoesNotSayWhereItBelongsParksAndTheOthersAreTakenIn() throws SQLException {
    var lost = Feed.put(at(one, 9), "ce_subject", "somebody-else");
    assertThat(poll(List.of(at(one, 1), lost, at(one, 2)))).containsExactly(DONE, PARKED, DONE);
    assertThat(written(one)).containsExactly(1L, 2L);
  }

  @Test
  void ofTwoInstancesThatGotTheSameRecordsEachEventTakesEffectOnce() throws Exception {
    var records =
        LongStream.rangeClosed(1, 60).mapToObj(n -> at(n % 2 == 0 ? one : other, (n + 1) / 2));
    var polled = polled(records.toList());
    var threads = new ArrayList<Thread>();
    for (var i = 0; i < 4; i++) {
      threads.add(Thread.ofVirtual().start(() -> inbox.take(consumer, polled)));
    }
    for (var thread : threads) {
      thread.join();
    }
    var all = LongStream.rangeClosed(1, 30).boxed().toList();
    assertThat(written(one)).isEqualTo(all);
    assertThat(written(other)).isEqualTo(all);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void howeverRecordsAreRepeatedMixedAndPolledEachCaseIsTakenInOnceAndInOrder(long seed)
      throws SQLException {
    var random = new Random(seed);
    var cases = Stream.generate(Samples::aCase).limit(4).toList();
    var arrivals = new ArrayList<ProducerRecord<String, String>>();
    for (var each : cases) {
      for (var position = 1; position <= 10; position++) {
        arrivals.add(at(each, position));
        if (random.nextInt(3) == 0) {
          arrivals.add(at(each, position));
        }
      }
    }
    // Mostly in order, as a topic is; with some of it far from its place.
    for (var swap = 0; swap < 8; swap++) {
      Collections.swap(arrivals, random.nextInt(arrivals.size()), random.nextInt(arrivals.size()));
    }
    for (var from = 0; from < arrivals.size(); ) {
      var until = Math.min(arrivals.size(), from + 1 + random.nextInt(12));
      inbox.take(consumer, polled(arrivals.subList(from, until)));
      from = until;
    }
    for (var each : cases) {
      assertThat(written(each)).isEqualTo(LongStream.rangeClosed(1, 10).boxed().toList());
    }
    assertThat(number("select count(*) from parked_event where consumer = ?")).isZero();
  }

  private List<Outcome> poll(List<ProducerRecord<String, String>> records) {
    return inbox.take(consumer, polled(records));
  }

  private static ConsumerRecords<String, String> polled(
      List<ProducerRecord<String, String>> records) {
    var received = new ArrayList<ConsumerRecord<String, String>>();
    records.forEach(record -> received.add(received(record, received.size())));
    return new ConsumerRecords<>(
        Map.of(new TopicPartition(records.getFirst().topic(), 0), received), Map.of());
  }

  private static ProducerRecord<String, String> at(CaseRef caseRef, long position) {
    return shelter.record(position, sought(caseRef, position));
  }

  private List<Long> written(CaseRef caseRef) throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select number from written where consumer = ? and subject = ? order by place")) {
      query.setString(1, consumer.consumer());
      query.setString(2, caseRef.value());
      try (var rows = query.executeQuery()) {
        var numbers = new ArrayList<Long>();
        while (rows.next()) {
          numbers.add(rows.getLong(1));
        }
        return numbers;
      }
    }
  }

  private long commits() throws SQLException {
    return number("select count(distinct commit) from written where consumer = ?");
  }

  private long number(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(sql)) {
      query.setString(1, consumer.consumer());
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  /** Leaves a row for each event that took effect; a name of its own keeps each test apart. */
  private final class Writer implements EventConsumer {
    private final String name = "test." + UUID.randomUUID();
    private final Set<Long> failing = new HashSet<>();
    private final Set<Long> rejected = new HashSet<>();

    @Override
    public String consumer() {
      return name;
    }

    @Override
    public Handling handle(PublishedEvent event) {
      var number = numberOf(event);
      if (rejected.contains(number)) {
        return Handling.rejected("NO_SUCH_CASE");
      }
      try (var connection = database.getConnection();
          var insert =
              connection.prepareStatement(
                  "insert into written (consumer, subject, number) values (?, ?, ?)")) {
        insert.setString(1, name);
        insert.setString(2, event.subject());
        insert.setLong(3, number);
        insert.executeUpdate();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      if (failing.contains(number)) {
        throw new IllegalStateException("after writing");
      }
      return Handling.done();
    }
  }
}
