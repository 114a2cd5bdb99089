package org.opennrm.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.opennrm.platform.messaging.Samples.CASES;
import static org.opennrm.platform.messaging.Samples.aCase;
import static org.opennrm.platform.messaging.Samples.screened;

import io.agroal.api.AgroalDataSource;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionalException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ClockMovedV1;
import org.opennrm.contracts.PersonPresumedCountedV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Feed.OnTopic;
import org.opennrm.platform.testkit.Infra;

@QuarkusTest
@QuarkusTestResource(Infra.class)
class EventLogTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  @Inject EventLog log;
  @Inject AgroalDataSource database;
  @Inject Tracer tracer;

  @Test
  void anEventReachesItsTopicAfterTheCommitInItsEnvelope() {
    var caseRef = aCase();
    var event = screened(caseRef);
    QuarkusTransaction.requiringNew().run(() -> log.append(event));

    var arrived = awaitOnTopic(caseRef, 1).getFirst();
    assertThat(arrived.event()).isEqualTo(event);
    assertThat(arrived.key()).isEqualTo(caseRef.value());
    assertThat(arrived.headers())
        .containsEntry("ce_type", "nrm.identification.screening-recorded.v1")
        .containsEntry("ce_source", CASES)
        .containsEntry("ce_subject", caseRef.value())
        .containsEntry("ce_specversion", "1.0")
        .containsEntry("ce_dataschema", "urn:nrm:schema:nrm.identification.screening-recorded.v1")
        .containsEntry("content-type", "application/json")
        .containsEntry("nrmposition", "1")
        .containsEntry("nrmversions", "1")
        .containsKeys("ce_id", "ce_time");
    assertThat(Instant.parse(arrived.headers().get("ce_time"))).isBefore(Instant.now());
  }

  @Test
  void topicsOfOneSubjectCountSeparately() {
    var caseRef = aCase();
    var fact =
        new PersonPresumedCountedV1(
            caseRef, new CountryCode("ba"), List.of("labour-exploitation"), Instant.EPOCH);
    QuarkusTransaction.requiringNew().run(() -> log.append(screened(caseRef), fact));

    assertThat(awaitOnTopic(caseRef, 1)).extracting(OnTopic::position).containsExactly(1L);
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(Feed.readAbout(CASES + ".facts", caseRef.value()))
                .extracting(OnTopic::position)
                .containsExactly(1L));
  }

  @Test
  void whatIsRolledBackWasNeverPublished() {
    var caseRef = aCase();
    assertThatThrownBy(() ->
            QuarkusTransaction.requiringNew()
                .run(() -> {
                  log.append(screened(caseRef), screened(caseRef));
                  throw new IllegalStateException("the rule refuses after all");
                }))
        .isInstanceOf(IllegalStateException.class);
    var next = screened(caseRef);
    QuarkusTransaction.requiringNew().run(() -> log.append(next));

    assertThat(awaitOnTopic(caseRef, 1)).extracting(OnTopic::position).containsExactly(1L);
    assertThat(Feed.readAbout(CASES, caseRef.value()).getFirst().event()).isEqualTo(next);
  }

  @Test
  void outsideATransactionNothingCanBePublished() {
    assertThatThrownBy(() -> log.append(screened(aCase())))
        .isInstanceOf(TransactionalException.class);
  }

  @Test
  void theSandboxClockDoesNotPassThroughTheLog() {
    assertThatThrownBy(() ->
            QuarkusTransaction.requiringNew()
                .run(() -> log.append(new ClockMovedV1(1, Instant.EPOCH))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void positionsAreDenseAndInCommitOrderUnderConcurrentTransactionsThatAlsoFail() throws Exception {
    var writers = 32;
    var rounds = 6;
    var cases = List.of(aCase(), aCase(), aCase());
    var together = new CyclicBarrier(writers);
    try (var threads = Executors.newFixedThreadPool(writers)) {
      var work = new ArrayList<Callable<Integer>>();
      for (var writer = 0; writer < writers; writer++) {
        var random = new Random(writer);
        work.add(() -> {
          together.await();
          var appended = 0;
          for (var round = 0; round < rounds; round++) {
            // Two cases in one transaction, in either order: none may wait for ever.
            var some = new ArrayList<>(cases);
            Collections.shuffle(some, random);
            appended += append(some.subList(0, 2), random.nextInt(3) == 0) ? 2 : 0;
          }
          return appended;
        });
      }
      var total = 0;
      for (var done : threads.invokeAll(work)) {
        total += done.get();
      }
      var expected = total;
      await()
          .atMost(SOON)
          .until(() -> cases.stream().mapToInt(each -> onTopic(each).size()).sum() == expected);
    }
    for (var each : cases) {
      var positions = onTopic(each).stream().map(OnTopic::position).toList();
      assertThat(positions)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, positions.size()).boxed().toList());
    }
    assertThat(pending()).isZero();
  }

  @Test
  void theTraceOfTheDecisionTravelsWithTheEvent() {
    var caseRef = aCase();
    var span = tracer.spanBuilder("decides").startSpan();
    try (var _ = span.makeCurrent()) {
      QuarkusTransaction.requiringNew().run(() -> log.append(screened(caseRef)));
    } finally {
      span.end();
    }
    assertThat(awaitOnTopic(caseRef, 1).getFirst().headers().get("traceparent"))
        .contains(span.getSpanContext().getTraceId());
  }

  @Test
  void theLogCannotBeChanged() {
    QuarkusTransaction.requiringNew().run(() -> log.append(screened(aCase())));
    for (var change :
        List.of(
            "update event_log set type = 'another'",
            "delete from event_log",
            "truncate event_log",
            "truncate event_log cascade")) {
      assertThatThrownBy(() -> execute(change))
          .as(change)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("append-only");
    }
  }

  private boolean append(List<CaseRef> cases, boolean fails) {
    try {
      QuarkusTransaction.requiringNew()
          .run(() -> {
            log.append(cases.stream().map(Samples::screened).toList());
            if (fails) {
              throw new IllegalStateException("rolled back");
            }
          });
      return true;
    } catch (IllegalStateException rolledBack) {
      return false;
    }
  }

  private static List<OnTopic> awaitOnTopic(CaseRef caseRef, int events) {
    await().atMost(SOON).until(() -> onTopic(caseRef).size() >= events);
    return onTopic(caseRef);
  }

  private static List<OnTopic> onTopic(CaseRef caseRef) {
    return Feed.readAbout(CASES, caseRef.value());
  }

  private long pending() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from outbox_pending")) {
      assertThat(rows.next()).isTrue();
      return rows.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
