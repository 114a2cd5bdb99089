package org.opennrm.coordination;

import static org.assertj.core.api.Assertions.assertThat;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.AlarmRaisedV1;
import org.opennrm.contracts.AlarmSettledV1;
import org.opennrm.contracts.PersonFoundV1;
import org.opennrm.contracts.PersonMissingV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.coordination.figures.Counted;
import org.opennrm.platform.messaging.EventConsumer;
import org.opennrm.platform.messaging.Inbox;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;

/**
 * The same events make the same tables, however the broker shuffles topics and cases against each
 * other, repeats records or lets a later one overtake an earlier.
 */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class ReplayTest {

  private static final int CASES = 25;
  private static final int SHUFFLES = 6;
  private static final List<String> TABLES =
      List.of(
          "hand_over",
          "alarm",
          "missing_interval",
          "person_in_need",
          "person_presumed",
          "person_placed",
          "need_unmet");

  @Inject AgroalDataSource database;
  @Inject Inbox inbox;
  @Inject DomainClock clock;
  @Inject @Any Instance<EventConsumer> consumers;

  @Test
  void shuffledAndRepeatedEventsMakeTheSameTables() throws SQLException {
    var random = new Random(7);
    var cases = new ArrayList<CaseRef>();
    var records = new ArrayList<ProducerRecord<String, String>>();
    try (var identification = Feed.of("identification");
        var shelter = Feed.of("shelter")) {
      for (var each = 0; each < CASES; each++) {
        var first = HandOverStory.offeredAt(clock.now().plus(Duration.ofDays(1)));
        cases.add(first.caseRef());
        story(random, first, identification, shelter, records);
      }
    }

    take(records);
    var inOrder = tables(cases);
    assertThat(inOrder).hasSizeGreaterThan(CASES * 2);

    for (var shuffle = 0; shuffle < SHUFFLES; shuffle++) {
      forget(cases);
      assertThat(tables(cases)).isEmpty();
      var shuffled = new ArrayList<>(records);
      records.stream().filter(_ -> random.nextInt(3) == 0).forEach(shuffled::add);
      Collections.shuffle(shuffled, random);
      take(shuffled);
      assertThat(tables(cases)).as("shuffle %s", shuffle).isEqualTo(inOrder);
      assertThat(waiting(cases)).isZero();
    }
  }

  /** One case over four topics; each topic has its own positions. */
  private static void story(
      Random random,
      HandOverStory first,
      Feed identification,
      Feed shelter,
      List<ProducerRecord<String, String>> records) {
    var at = first.offeredAt();
    var counted = new Counted(first.caseRef(), new CountryCode("ba"));
    var placing = sameCase(first);
    var domain = new ArrayList<PublishedEvent>(List.of(first.offered(), first.acknowledged(at)));
    switch (random.nextInt(4)) {
      case 0 -> domain.add(first.accepted(at));
      case 1 -> domain.add(first.declined(at));
      case 2 -> Collections.addAll(domain, first.accepted(at), first.completed(at));
      default ->
          Collections.addAll(
              domain,
              first.reassigned("ba-identification-rs", at),
              first.to("ba-identification-rs").acknowledged(at));
    }
    alarms(random, first, at, domain);
    absences(random, first, at, domain);
    add(records, identification, domain);
    add(
        records,
        identification,
        List.of(
            counted.inNeed(at, "unknown", "unknown"),
            counted.inNeed(at.plusSeconds(5), "female", "18-23"),
            counted.presumed(at)));
    add(
        records,
        shelter,
        random.nextBoolean()
            ? List.of(
                placing.offered(),
                new AlarmRaisedV1(first.caseRef(), "danger", null, at),
                placing.withdrawn(at))
            : List.of(placing.recorded(), placing.completed(at)));
    add(
        records,
        shelter,
        List.of(
            counted.unmet(at, "female", "18-23"),
            counted.placed(at.plusSeconds(60)),
            counted.placed(at.plusSeconds(90))));
  }

  /**
   * Raised, perhaps settled, perhaps raised again; besides what shelter raises of the same kind.
   */
  private static void alarms(
      Random random, HandOverStory of, Instant at, List<PublishedEvent> domain) {
    var raised = new AlarmRaisedV1(of.caseRef(), "danger", of.from(), at.plusSeconds(1));
    var settled = new AlarmSettledV1(of.caseRef(), "danger", of.to(), at.plusSeconds(2));
    domain.addAll(List.<PublishedEvent>of(raised, settled, raised).subList(0, random.nextInt(4)));
  }

  /** Missing, perhaps found, perhaps missing again, between and around the hand-over's own news. */
  private static void absences(
      Random random, HandOverStory of, Instant at, List<PublishedEvent> domain) {
    var gone = new PersonMissingV1(of.caseRef(), of.to(), at.plusSeconds(3));
    var back = new PersonFoundV1(of.caseRef(), of.to(), at.plusSeconds(9));
    var goneAgain = new PersonMissingV1(of.caseRef(), of.to(), at.plusSeconds(20));
    for (var each :
        List.<PublishedEvent>of(gone, back, goneAgain).subList(0, random.nextInt(4)).reversed()) {
      domain.addFirst(each);
    }
  }

  private static HandOverStory sameCase(HandOverStory other) {
    var fresh = HandOverStory.offeredAt(other.offeredAt()).ofShelter();
    return new HandOverStory(
        other.caseRef(),
        fresh.handOver(),
        fresh.step(),
        fresh.from(),
        fresh.to(),
        fresh.offeredAt(),
        fresh.dueAt(),
        fresh.graceUntil());
  }

  private static void add(
      List<ProducerRecord<String, String>> records, Feed feed, List<PublishedEvent> events) {
    var position = 0L;
    for (var event : events) {
      records.add(feed.record(++position, event));
    }
  }

  private void take(List<ProducerRecord<String, String>> records) {
    var offset = 0L;
    for (var record : records) {
      inbox.take(consumerOf(record.topic()), received(record, offset++));
    }
  }

  private EventConsumer consumerOf(String topic) {
    var name =
        switch (topic) {
          case "nrm.identification" -> "coordination.ledger.identification";
          case "nrm.shelter" -> "coordination.ledger.shelter";
          default -> "coordination.figures";
        };
    return consumers.stream()
        .filter(each -> each.consumer().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ConsumerRecord<String, String> received(
      ProducerRecord<String, String> sent, long offset) {
    return new ConsumerRecord<>(
        sent.topic(),
        0,
        offset,
        Instant.EPOCH.toEpochMilli(),
        TimestampType.CREATE_TIME,
        0,
        0,
        sent.key(),
        sent.value(),
        sent.headers(),
        Optional.empty());
  }

  /** Every row of these cases as text, the marks of the desk left out. */
  private List<String> tables(List<CaseRef> cases) throws SQLException {
    var rows = new ArrayList<String>();
    for (var table : TABLES) {
      rows.addAll(
          query(
              "select '" + table + "' || t::text from " + table + " t where case_ref = any(?)",
              cases));
    }
    rows.addAll(
        query(
            "select 'fact' || f::text from hand_over_fact f join hand_over h using (reference)"
                + " where h.case_ref = any(?)",
            cases));
    return rows.stream().sorted().toList();
  }

  private int waiting(List<CaseRef> cases) throws SQLException {
    return query("select subject from parked_event where subject = any(?)", cases).size();
  }

  private List<String> query(String sql, List<CaseRef> cases) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      statement.setArray(1, connection.createArrayOf("text", names(cases)));
      var found = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }

  /** As a consumer that starts with empty tables. */
  private void forget(List<CaseRef> cases) throws SQLException {
    var deletes = new ArrayList<String>();
    deletes.add(
        "delete from hand_over_fact where reference in"
            + " (select reference from hand_over where case_ref = any(?))");
    TABLES.forEach(table -> deletes.add("delete from " + table + " where case_ref = any(?)"));
    deletes.add("delete from inbox where subject = any(?)");
    for (var delete : deletes) {
      try (var connection = database.getConnection();
          var statement = connection.prepareStatement(delete)) {
        statement.setArray(1, connection.createArrayOf("text", names(cases)));
        statement.executeUpdate();
      }
    }
  }

  private static Object[] names(List<CaseRef> cases) {
    return cases.stream().map(CaseRef::value).toArray();
  }
}
