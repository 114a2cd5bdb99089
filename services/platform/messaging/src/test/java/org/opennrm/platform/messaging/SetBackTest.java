package org.opennrm.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opennrm.platform.messaging.PublishingService.SOON;
import static org.opennrm.platform.messaging.Samples.screened;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Feed.OnTopic;

/**
 * The database is restored from a backup. What it published since is known to others and not to it:
 * that is seen, and nothing that is decided from then on gets lost on its way.
 */
class SetBackTest {
  private PublishingService service;

  @BeforeEach
  void start() throws SQLException {
    service = new PublishingService();
    service.append(5);
    service.awaitOnTopic(5);
    service.awaitNothingPending();
    service.backUp();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void whatComesNextFollowsWhatOthersHaveHeard() throws SQLException {
    service.append(3);
    service.awaitOnTopic(8);
    service.restore();
    service.startRelay();
    awaitWithoutCause(3 * service.cases().size());

    service.append(2);

    service.awaitNothingPending();
    assertEachPositionIsOneEvent(10);
  }

  @Test
  void whatIsDecidedBeforeAnybodyLooksGoesBehindAllTheSame() throws SQLException {
    service.append(3);
    service.awaitOnTopic(8);
    service.restore();

    service.append(2);
    service.startRelay();

    service.awaitNothingPending();
    awaitWithoutCause(3 * service.cases().size());
    assertEachPositionIsOneEvent(10);
  }

  @Test
  void theTopicMayHaveBeenMadeAnewSinceTheBackup() throws SQLException {
    service.kafka().loseEverything();
    service.createTopicAnew();
    service.append(3);
    service.awaitOnTopic(8);
    service.awaitNothingPending();
    service.restore();

    service.append(1);
    service.startRelay();

    service.awaitNothingPending();
    awaitWithoutCause(3 * service.cases().size());
    assertEachPositionIsOneEvent(9);
  }

  @Test
  void aTopicThatIsLostLaterIsMadeAnewWithEverything() throws SQLException {
    service.append(3);
    service.awaitOnTopic(8);
    service.restore();
    service.startRelay();
    awaitWithoutCause(3 * service.cases().size());

    service.kafka().loseEverything();
    service.createTopicAnew();

    service.awaitOnTopic(8);
    assertEachPositionIsOneEvent(8);
  }

  @Test
  void anotherStartFindsNothingNew() throws SQLException {
    service.append(3);
    service.awaitOnTopic(8);
    service.restore();
    service.startRelay();
    awaitWithoutCause(3 * service.cases().size());
    service.stopRelay();
    service.startRelay();

    service.append(1);

    service.awaitNothingPending();
    awaitWithoutCause(3 * service.cases().size());
  }

  @Test
  void aRecordOfNobodyIsNotTakenForTheServices() throws SQLException {
    service.stopRelay();
    var known = service.cases().getFirst();
    try (var forger = Feed.of("identification", service.kafka())) {
      forger.send(forger.record(3, screened(known)));
      forger.send(forger.record(9, screened(known)));
      forger.send(Feed.put(forger.record(6, screened(known)), "ce_subject", "CASE-ELSE"));
      forger.send(Feed.put(forger.record(6, screened(known)), "ce_id", "no id"));
      forger.send(Feed.put(forger.record(6, screened(known)), "ce_time", "yesterday"));
    }
    service.startRelay();

    service.append(1);

    service.awaitNothingPending();
    awaitWithoutCause(0);
    assertThat(service.number("select count(*) from event_log"))
        .isEqualTo(6 * service.cases().size());
  }

  @Test
  void whatSomebodyHasSeenToIsNotListedAnyMore() throws SQLException {
    service.append(3);
    service.awaitOnTopic(8);
    service.restore();
    service.startRelay();
    awaitWithoutCause(3 * service.cases().size());

    var listed = service.relay().withoutCause();
    assertThat(listed).hasSize(1);
    var found = listed.getFirst();
    assertThat(found.type()).isEqualTo("nrm.identification.screening-recorded.v1");
    assertThat(found.events()).isEqualTo(3L * service.cases().size());

    assertThat(service.relay().settle(found.foundAt().minusSeconds(1))).isZero();
    assertThat(service.relay().settle(found.foundAt())).isEqualTo(3 * service.cases().size());
    assertThat(service.relay().withoutCause()).isEmpty();
  }

  private void awaitWithoutCause(int events) {
    await()
        .atMost(SOON)
        .until(() -> service.number("select count(*) from event_without_cause") == events);
  }

  /** However often an event lies there, no two events share a place, and no place is empty. */
  private void assertEachPositionIsOneEvent(int upTo) throws SQLException {
    var onTopic = service.onTopic();
    assertThat(service.cases())
        .allSatisfy(each -> {
          var about = onTopic.stream().filter(record -> each.value().equals(record.key())).toList();
          assertThat(about.stream().map(OnTopic::position).distinct())
              .hasSize(upTo)
              .contains(1L, (long) upTo);
          assertThat(
                  about.stream()
                      .map(record -> UUID.fromString(record.headers().get("ce_id")))
                      .distinct())
              .hasSize(upTo);
        });
    assertThat(service.number("select count(*) from event_log"))
        .isEqualTo(upTo * service.cases().size());
  }
}
