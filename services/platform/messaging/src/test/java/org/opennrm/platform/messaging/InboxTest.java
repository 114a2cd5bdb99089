package org.opennrm.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.opennrm.platform.messaging.Outcome.DONE;
import static org.opennrm.platform.messaging.Outcome.DUPLICATE;
import static org.opennrm.platform.messaging.Outcome.NOT_FOR_US;
import static org.opennrm.platform.messaging.Outcome.PARKED;
import static org.opennrm.platform.messaging.Outcome.REJECTED;
import static org.opennrm.platform.messaging.Outcome.WAITING;
import static org.opennrm.platform.messaging.Samples.PLACEMENTS;
import static org.opennrm.platform.messaging.Samples.aCase;
import static org.opennrm.platform.messaging.Samples.numberOf;
import static org.opennrm.platform.messaging.Samples.received;
import static org.opennrm.platform.messaging.Samples.sought;

import io.agroal.api.AgroalDataSource;
import io.opentelemetry.api.trace.Span;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;

@QuarkusTest
@QuarkusTestResource(Infra.class)
class InboxTest {
  private static Feed shelter;

  @Inject Inbox inbox;
  @Inject ParkedEvents parked;
  @Inject AgroalDataSource database;

  /** A consumer of its own for each test: nothing of another test is in its inbox. */
  private final String consumer = "test." + UUID.randomUUID();

  private final CaseRef caseRef = aCase();
  private final List<Long> taken = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void openFeed() {
    shelter = Feed.of("shelter");
  }

  @AfterAll
  static void closeFeed() {
    shelter.close();
  }

  @Test
  void anEventIsTakenInOnce() {
    assertThat(take(1)).isEqualTo(DONE);
    assertThat(take(1)).isEqualTo(DUPLICATE);
    assertThat(take(2)).isEqualTo(DONE);
    assertThat(take(1)).isEqualTo(DUPLICATE);
    assertThat(taken).containsExactly(1L, 2L);
  }

  @Test
  void anEventThatTwoInstancesTakeInFirstTakesEffectOnce() {
    var both = new CountDownLatch(2);
    Function<PublishedEvent, Handling> meeting =
        _ -> {
          both.countDown();
          meet(both);
          return Handling.done();
        };
    var one = atOnce(() -> inbox.take(consumer, received(at(1)), meeting));
    var other = atOnce(() -> inbox.take(consumer, received(at(1)), meeting));
    assertThat(List.of(one.join(), other.join())).containsExactlyInAnyOrder(DONE, DUPLICATE);
  }

  @Test
  void whileOneInstanceRunsAnEffectAnotherWaitsForIt() {
    take(1);
    var running = new AtomicInteger();
    var most = new AtomicInteger();
    Function<PublishedEvent, Handling> watched =
        _ -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          await().until(() -> most.get() == 2 || somebodyWaitsForAPlace());
          running.decrementAndGet();
          return Handling.done();
        };
    var one = atOnce(() -> inbox.take(consumer, received(at(2)), watched));
    var other = atOnce(() -> inbox.take(consumer, received(at(2)), watched));
    assertThat(List.of(one.join(), other.join())).containsExactlyInAnyOrder(DONE, DUPLICATE);
    assertThat(most).hasValue(1);
  }

  /** On a thread of its own: the common pool has one for two processors, and would wait. */
  private static <T> CompletableFuture<T> atOnce(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, task -> Thread.ofPlatform().start(task));
  }

  @Test
  void eachConsumerTakesTheEventInForItself() {
    assertThat(take(1)).isEqualTo(DONE);
    assertThat(inbox.take(consumer + ".other", received(at(1)), effect())).isEqualTo(DONE);
    assertThat(taken).containsExactly(1L, 1L);
  }

  @Test
  void anEventBeyondAGapWaitsForItsPredecessors() {
    assertThat(take(3)).isEqualTo(WAITING);
    assertThat(take(2)).isEqualTo(WAITING);
    assertThat(reasons()).containsExactly("gap", "gap");
    assertThat(taken).isEmpty();

    assertThat(take(1)).isEqualTo(DONE);
    assertThat(taken).containsExactly(1L, 2L, 3L);
    assertThat(mine()).isEmpty();
    assertThat(take(3)).isEqualTo(DUPLICATE);
  }

  @Test
  void anyOrderOfArrivalEndsInTheOrderOfPositions() {
    var arrivals = new ArrayList<Long>();
    for (var position = 1L; position <= 12; position++) {
      arrivals.add(position);
      arrivals.add(position);
    }
    Collections.shuffle(arrivals, new Random(7));
    arrivals.forEach(this::take);
    assertThat(taken).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
    assertThat(mine()).isEmpty();
  }

  @Test
  void aFailingEffectIsTriedThreeTimesAndParkedWithoutItsMessage() {
    var tries = new ArrayList<Integer>();
    var outcome =
        inbox.take(
            consumer,
            received(at(1)),
            _ -> {
              tries.add(1);
              throw new IllegalStateException("Selma M., 2001-04-05");
            });
    assertThat(outcome).isEqualTo(PARKED);
    assertThat(tries).hasSize(3);
    assertThat(mine())
        .singleElement()
        .satisfies(event -> {
          assertThat(event.reason()).isEqualTo("failed: java.lang.IllegalStateException");
          assertThat(event.position()).isEqualTo(1);
          assertThat(event.type()).isEqualTo("nrm.shelter.placement-sought.v1");
          assertThat(event.owner()).isEqualTo("operations");
          assertThat(event.due()).isAfter(event.parkedAt());
        });
  }

  @Test
  void laterEventsOfTheSubjectParkBehindAFailedOneAndOthersDoNot() {
    assertThat(inbox.take(consumer, received(at(1)), failsAt(1))).isEqualTo(PARKED);
    assertThat(take(2)).isEqualTo(PARKED);
    assertThat(take(3)).isEqualTo(PARKED);
    assertThat(take(1)).as("delivered again, it stays parked").isEqualTo(PARKED);
    assertThat(reasons())
        .containsExactly("failed: java.lang.IllegalStateException", "behind", "behind");

    var another = aCase();
    assertThat(inbox.take(consumer, received(shelter.record(1, sought(another, 100))), effect()))
        .isEqualTo(DONE);
    assertThat(taken).containsExactly(100L);
  }

  @Test
  void releaseTakesParkedEventsInInOrder() {
    inbox.take(consumer, received(at(1)), failsAt(1));
    take(2);
    take(3);

    assertThat(parked.release(consumer, PLACEMENTS, caseRef.value())).isEqualTo(3);
    assertThat(taken).containsExactly(1L, 2L, 3L);
    assertThat(mine()).isEmpty();
    assertThat(take(4)).isEqualTo(DONE);
  }

  @Test
  void releaseStopsAtTheEventThatFailsAgain() {
    inbox.take(consumer, received(at(1)), failsAt(1));
    for (var position = 2; position <= 4; position++) {
      inbox.take(consumer, received(at(position)), failsAt(3));
    }

    assertThat(parked.release(consumer, PLACEMENTS, caseRef.value())).isEqualTo(2);
    assertThat(reasons()).containsExactly("failed: java.lang.IllegalStateException", "behind");
    assertThat(take(5)).isEqualTo(PARKED);
  }

  @Test
  void releaseDoesNotJumpAGap() {
    take(1);
    take(3);
    assertThat(parked.release(consumer, PLACEMENTS, caseRef.value())).isZero();
    assertThat(reasons()).containsExactly("gap");
  }

  @Test
  void effectAndInboxCommitTogether() throws SQLException {
    execute("create table if not exists effect (consumer text, position bigint)");
    var tries = new ArrayList<Integer>();
    Function<PublishedEvent, Handling> writesThenFails =
        _ -> {
          tries.add(1);
          insert("insert into effect values (?, 1)");
          if (tries.size() < 3) {
            throw new IllegalStateException("after writing");
          }
          return Handling.done();
        };
    assertThat(inbox.take(consumer, received(at(1)), writesThenFails)).isEqualTo(DONE);
    assertThat(tries).hasSize(3);
    assertThat(count("select count(*) from effect where consumer = ?")).isEqualTo(1);
    assertThat(count("select position from inbox where consumer = ?")).isEqualTo(1);
  }

  @Test
  void aBrokenConstraintIsTheEventsFaultAndNamedByItsCode() throws SQLException {
    execute("create table if not exists only_one (consumer text primary key)");
    Function<PublishedEvent, Handling> breaksTheConstraint =
        _ -> {
          for (var i = 0; i < 2; i++) {
            insert("insert into only_one values (?)");
          }
          return Handling.done();
        };
    assertThat(inbox.take(consumer, received(at(1)), breaksTheConstraint)).isEqualTo(PARKED);
    assertThat(reasons()).containsExactly("failed: org.postgresql.util.PSQLException 23505");
  }

  @Test
  void aRejectedEventIsKeptForAPersonAndNotRetried() throws SQLException {
    Function<PublishedEvent, Handling> rejects = _ -> Handling.rejected("NO_SUCH_CASE");
    assertThat(inbox.take(consumer, received(at(1)), rejects)).isEqualTo(REJECTED);
    assertThat(take(1)).isEqualTo(DUPLICATE);
    assertThat(take(2)).isEqualTo(DONE);
    assertThat(
            count(
                "select count(*) from inbox_rejected where consumer = ? and reason ="
                    + " 'NO_SUCH_CASE'"))
        .isEqualTo(1);
  }

  @Test
  void anUnknownTypeIsNotForUs() {
    var unknown = at(1);
    Feed.put(unknown, "ce_type", "nrm.shelter.roof-repaired.v1");
    assertThat(take(unknown)).isEqualTo(NOT_FOR_US);
    assertThat(take(2)).isEqualTo(DONE);
  }

  @Test
  void anUnknownVersionOfAKnownFactParks() {
    var unknown = at(1);
    Feed.put(unknown, "ce_type", "nrm.shelter.placement-sought.v7");
    Feed.put(unknown, "nrmversions", "7");
    assertThat(take(unknown)).isEqualTo(PARKED);
    assertThat(reasons()).containsExactly("unknown-version");
    assertThat(take(2)).isEqualTo(PARKED);
    assertThat(taken).isEmpty();
  }

  @Test
  void ofSeveralVersionsTheNewestKnownIsTakenInAndTheOthersAreNotForUs() {
    var newer = Feed.put(at(1), "ce_type", "nrm.shelter.placement-sought.v7");
    assertThat(take(Feed.put(newer, "nrmversions", "1,7"))).isEqualTo(NOT_FOR_US);
    assertThat(take(Feed.put(at(2), "nrmversions", "1,7"))).isEqualTo(DONE);
    assertThat(taken).containsExactly(2L);
  }

  @Test
  void unreadableJsonParks() {
    for (var spoiled :
        List.of("{", "", "null", "[]", "{\"caseRef\":17}", "{\"caseRef\":\"\\u0000\"}")) {
      var someCase = aCase();
      var record = shelter.record(1, sought(someCase));
      var outcome = inbox.take(consumer, withValue(record, spoiled), effect());
      assertThat(outcome).as(spoiled).isEqualTo(PARKED);
    }
    assertThat(inbox.take(consumer, withValue(at(1), null), effect())).isEqualTo(PARKED);
    assertThat(reasons()).hasSize(7).containsOnly("unreadable");
    assertThat(taken).isEmpty();
  }

  @Test
  void textThatTheDatabaseCannotHoldParksToo() {
    assertThat(inbox.take(consumer, withValue(at(1), "{\"a\0b\":1}"), effect())).isEqualTo(PARKED);
    assertThat(reasons()).containsExactly("unreadable");
  }

  @Test
  void anEventAboutAnotherSubjectThanItSaysParks() {
    var mixedUp = shelter.record(1, sought(aCase()));
    assertThat(inbox.take(consumer, withValue(at(1), mixedUp.value()), effect())).isEqualTo(PARKED);
    assertThat(reasons()).containsExactly("unreadable");
  }

  @Test
  void aRecordThatDoesNotSayWhereItBelongsParksAtItsOffset() {
    var offset = 41L;
    for (var header : List.of("ce_subject", "ce_type", "ce_source", "ce_id", "nrmposition")) {
      for (var value : List.of("", "-1", "x\0y", "nrm.elsewhere", "9".repeat(5000))) {
        if (header.equals("ce_id") && !value.isEmpty()) {
          continue;
        }
        var spoiled = Feed.put(at(1), header, value);
        assertThat(inbox.take(consumer, received(spoiled, offset++), effect()))
            .as(header + "=" + value)
            .isEqualTo(PARKED);
      }
      var without = at(1);
      without.headers().remove(header);
      assertThat(inbox.take(consumer, received(without, offset++), effect())).isEqualTo(PARKED);
    }
    var keyless = new ProducerRecord<String, String>(PLACEMENTS, "no headers at all \0");
    assertThat(inbox.take(consumer, received(keyless, offset++), effect())).isEqualTo(PARKED);
    assertThat(inbox.take(consumer, received(keyless, offset - 1), effect())).isEqualTo(PARKED);

    assertThat(reasons()).containsOnly("unaddressed");
    assertThat(mine()).hasSize((int) (offset - 41));
    assertThat(mine().getFirst().subject()).isEqualTo("?0");
    assertThat(mine().getFirst().position()).isEqualTo(41);
    assertThat(take(1)).as("the case itself is not held back").isEqualTo(DONE);
  }

  @Test
  void anEffectIsNotRunForAnEventThatACrashLeftWaitingUntilItsTurn() throws SQLException {
    take(1);
    take(3);
    // As after a crash between taking 2 in and looking at what waits behind it.
    execute("update inbox set position = 2 where consumer = '" + consumer + "'");
    assertThat(take(2)).isEqualTo(DUPLICATE);
    assertThat(taken).containsExactly(1L, 3L);
    assertThat(mine()).isEmpty();
  }

  @Test
  void aReleasedEventContinuesTheTraceItWasDecidedIn() {
    var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    var healed = new AtomicBoolean();
    var traces = new ArrayList<String>();
    var record = Feed.put(at(1), "traceparent", "00-" + trace + "-00f067aa0ba902b7-01");
    inbox.take(
        consumer,
        received(record),
        _ -> {
          if (!healed.get()) {
            throw new IllegalStateException();
          }
          traces.add(Span.current().getSpanContext().getTraceId());
          return Handling.done();
        });
    healed.set(true);
    assertThat(parked.release(consumer, PLACEMENTS, caseRef.value())).isEqualTo(1);
    assertThat(traces).containsExactly(trace);
  }

  @Test
  void aConsumerThatNobodyKnowsCannotBeReleased() {
    assertThatThrownBy(() -> parked.release("nobody", PLACEMENTS, caseRef.value()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whileTheDatabaseIsAwayARecordIsHeldAndThenTakenIn() throws SQLException {
    try (var door = DatabaseDoor.of(database)) {
      door.shut();
      var taking = CompletableFuture.supplyAsync(() -> take(1));
      await().during(Duration.ofSeconds(1)).until(() -> !taking.isDone());
      door.open();
      assertThat(taking).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(DONE);
    }
    assertThat(taken).containsExactly(1L);
    assertThat(mine()).isEmpty();
  }

  private static void meet(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean somebodyWaitsForAPlace() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                """
                select exists (select from pg_stat_activity
                                where wait_event_type = 'Lock' and query like '%for update of i%')
                """)) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private Outcome take(long position) {
    return inbox.take(consumer, received(at(position)), effect());
  }

  private Outcome take(ProducerRecord<String, String> record) {
    return inbox.take(consumer, received(record), effect());
  }

  /** The case's event at a position, which is its number too. */
  private ProducerRecord<String, String> at(long position) {
    return shelter.record(position, sought(caseRef, position));
  }

  private static ConsumerRecord<String, String> withValue(
      ProducerRecord<String, String> record, @Nullable String value) {
    return received(
        new ProducerRecord<>(record.topic(), null, record.key(), value, record.headers()));
  }

  private Function<PublishedEvent, Handling> effect() {
    return event -> {
      taken.add(numberOf(event));
      return Handling.done();
    };
  }

  private Function<PublishedEvent, Handling> failsAt(long number) {
    return event -> {
      if (numberOf(event) == number) {
        throw new IllegalStateException();
      }
      return effect().apply(event);
    };
  }

  private List<ParkedEvent> mine() {
    return parked.list().stream()
        .filter(event -> event.consumer().equals(consumer))
        .sorted(Comparator.comparing(ParkedEvent::subject).thenComparing(ParkedEvent::position))
        .toList();
  }

  private List<String> reasons() {
    return mine().stream().map(ParkedEvent::reason).toList();
  }

  private void insert(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, consumer);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long count(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      statement.setString(1, consumer);
      try (var rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getLong(1);
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
