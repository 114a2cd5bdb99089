package org.opennrm.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opennrm.platform.messaging.Samples.CASES;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The broker loses what it had confirmed; PostgreSQL is the record, and the copy is made anew. */
class LostCopyTest {
  private PublishingService service;

  @BeforeEach
  void start() throws SQLException {
    service = new PublishingService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void aNewBrokerWithoutAnyDataIsGivenEverythingInOrder() throws SQLException {
    service.append(20);
    service.awaitOnTopic(20);

    service.kafka().loseEverything();
    service.append(1);
    service.createTopicAnew();
    service.append(1);

    service.awaitOnTopic(22);
    service.awaitNothingPending();
    assertThat(service.sentAgain()).isGreaterThanOrEqualTo(20 * service.cases().size());
  }

  @Test
  void aTopicThatWasDeletedAndCreatedIsMadeAnewThoughNothingNewIsPublished() throws SQLException {
    service.append(10);
    service.awaitOnTopic(10);

    service.kafka().deleteTopic(CASES);
    service.createTopicAnew();

    service.awaitOnTopic(10);
    assertThat(service.sentAgain()).isEqualTo(10 * service.cases().size());
    assertThat(service.onTopic())
        .allSatisfy(record -> assertThat(record.headers()).containsEntry("nrmcopy", "1"));
  }

  @Test
  void aTopicWhoseOldestRecordsAreGoneIsMadeAnew() throws SQLException {
    service.append(10);
    service.awaitOnTopic(10);

    service.kafka().deleteOldest(CASES, 3);

    service.awaitOnTopic(10);
    assertThat(service.sentAgain()).isEqualTo(10 * service.cases().size());
  }

  @Test
  void theLossIsNoticedByARelayThatWasNotThereWhenItHappened() throws SQLException {
    service.append(10);
    service.awaitOnTopic(10);
    service.awaitNothingPending();
    service.stopRelay();

    service.kafka().loseEverything();
    service.createTopicAnew();
    service.append(2);
    service.startRelay();

    service.awaitOnTopic(12);
    service.awaitNothingPending();
  }

  @Test
  void itIsMadeAnewAsOftenAsItIsLost() throws SQLException {
    service.append(5);
    service.awaitOnTopic(5);
    for (var copy = 1; copy <= 3; copy++) {
      service.kafka().deleteTopic(CASES);
      service.append(1);
      service.createTopicAnew();
      service.awaitOnTopic(5 + copy);
      service.awaitNothingPending();
      assertThat(service.number("select copy from topic_copy")).isEqualTo(copy);
    }
  }

  @Test
  void aBrokerThatLostNothingIsLeftInPeace() throws SQLException {
    service.append(10);
    service.awaitOnTopic(10);
    service.awaitNothingPending();
    service.kafka().goAway();
    service.append(5);
    service.kafka().comeBack();

    service.awaitOnTopic(15);
    service.awaitNothingPending();
    assertThat(service.sentAgain()).isEqualTo(0);
    assertThat(service.onTopic())
        .allSatisfy(record -> assertThat(record.headers()).doesNotContainKey("nrmcopy"));
  }

  @Test
  void whatCommitsWhileEverythingIsSentAgainComesAfterWhatWasBefore() throws SQLException {
    service.append(3);
    service.awaitOnTopic(3);
    service.awaitNothingPending();
    service.stopRelay();
    try (var open = service.database().getConnection();
        var rebuilding = service.database().getConnection()) {
      open.setAutoCommit(false);
      service.append(open, service.cases().getFirst());
      TopicCopyTable.sendAllAgain(rebuilding, CASES);
      open.commit();
    }
    service.startRelay();

    service.awaitNothingPending();
    assertThat(service.positions().get(service.cases().getFirst().value()))
        .containsExactly(1L, 2L, 3L, 1L, 2L, 3L, 4L);
  }
}
