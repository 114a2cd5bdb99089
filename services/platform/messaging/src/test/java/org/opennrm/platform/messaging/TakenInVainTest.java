package org.opennrm.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opennrm.platform.messaging.Samples.PLACEMENTS;
import static org.opennrm.platform.messaging.Samples.aCase;
import static org.opennrm.platform.messaging.Samples.partitionOf;
import static org.opennrm.platform.messaging.Samples.sought;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.messaging.PlacementsConsumer.Taken;
import org.opennrm.platform.messaging.Subscriptions.Subscription;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;

/** What a reader took in before its database was set back is taken in again, without a wish. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class TakenInVainTest {
  private static final Duration SOON = Duration.ofSeconds(40);

  @Inject PlacementsConsumer consumer;
  @Inject Subscriptions subscriptions;
  @Inject TakenInVain takenInVain;
  @Inject ReadingMarks marks;
  @Inject Replays replays;
  @Inject AgroalDataSource database;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String broker;

  private final CaseRef caseRef = aCase();
  private Subscription placements;

  @BeforeEach
  void threeEventsAreTakenInAndTheBrokerRemembers() throws Exception {
    placements = subscriptions.of(consumer.consumer(), PLACEMENTS).orElseThrow();
    Readers.awaitAll(broker);
    var before = remembered();
    try (var shelter = Feed.of("shelter")) {
      shelter.publish(sought(caseRef, 1), sought(caseRef, 2), sought(caseRef, 3));
    }
    await().atMost(SOON).untilAsserted(() -> assertThat(numbers()).containsExactly(1L, 2L, 3L));
    await().atMost(SOON).until(() -> remembered() >= before + 3);
  }

  @Test
  void whatADatabaseThatWasSetBackDoesNotKnowIsTakenInAgain() throws SQLException {
    marks.write();
    markIsTwoBehind();
    execute("update inbox set position = 1 where subject = '" + caseRef.value() + "'");

    assertThat(takenInVain.takeInAgain(placements)).isTrue();

    assertThat(numbers()).containsExactly(1L, 2L, 3L, 2L, 3L);
    assertThat(setBacks().getFirst().records()).isEqualTo(2);
  }

  @Test
  void withoutAnyMarkEverythingThatTheBrokerRemembersIsReadAgain() throws SQLException {
    marks.write();
    execute("delete from reading_mark where consumer = '" + consumer.consumer() + "'");
    execute("delete from inbox where subject = '" + caseRef.value() + "'");

    assertThat(takenInVain.takeInAgain(placements)).isTrue();

    assertThat(numbers()).containsExactly(1L, 2L, 3L, 1L, 2L, 3L);
  }

  @Test
  void afterAnOrdinaryStartNothingHappens() throws SQLException {
    var before = setBacks().size();
    marks.write();
    markIsTwoBehind();

    assertThat(takenInVain.takeInAgain(placements)).isTrue();

    assertThat(numbers()).containsExactly(1L, 2L, 3L);
    assertThat(setBacks()).hasSize(before);
  }

  @Test
  void marksAreWrittenWithoutAnybodysHelp() {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(marks.of(consumer.consumer(), PLACEMENTS))
                .containsEntry(new TopicPartition(PLACEMENTS, partition()), remembered()));
  }

  private void markIsTwoBehind() throws SQLException {
    execute(
        "update reading_mark set next_offset = next_offset - 2 where consumer = '%s' and number = %d"
            .formatted(consumer.consumer(), partition()));
  }

  private List<Long> numbers() {
    return consumer.taken(caseRef).stream().map(Taken::number).toList();
  }

  private List<Replay> setBacks() {
    return replays.list().stream().filter(each -> each.because().equals("set-back")).toList();
  }

  private int partition() {
    return partitionOf(caseRef);
  }

  private long remembered() throws ExecutionException, InterruptedException {
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      var place =
          admin
              .listConsumerGroupOffsets(Readers.GROUP)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(new TopicPartition(PLACEMENTS, partition()));
      return place == null ? 0 : place.offset();
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
