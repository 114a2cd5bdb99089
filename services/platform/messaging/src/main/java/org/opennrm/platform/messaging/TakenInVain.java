package org.opennrm.platform.messaging;

import static java.util.stream.Collectors.toMap;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.opennrm.platform.messaging.Subscriptions.Subscription;

/**
 * Takes in again, once after each start, what a reader had taken in before its database was set
 * back to an earlier state: everything between the mark that stands in the database and the place
 * that the broker remembers. After an ordinary start that is what the last seconds brought, which
 * the inbox forgets.
 */
@Singleton
class TakenInVain {
  private static final Logger LOG = Logger.getLogger(Replays.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ReadingMarks marks;
  private final ReplayStore store;
  private final TopicReader reader;
  private final Map<String, Object> kafka;

  TakenInVain(
      ReadingMarks marks,
      ReplayStore store,
      TopicReader reader,
      @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.marks = marks;
    this.store = store;
    this.reader = reader;
    this.kafka = kafka;
  }

  /**
   * Does so for one reader of one topic.
   *
   * @return whether it came to the end; not when the service stops meanwhile
   * @throws KafkaException when the broker does not answer
   */
  boolean takeInAgain(Subscription subscription) {
    var from = new HashMap<TopicPartition, Long>();
    var to = new HashMap<TopicPartition, Long>();
    var marked = marks.of(subscription.consumer().consumer(), subscription.topic());
    remembered(subscription)
        .forEach((partition, next) -> {
          var mark = marked.getOrDefault(partition, 0L);
          if (mark < next) {
            from.put(partition, mark);
            to.put(partition, next);
          }
        });
    var read = reader.read(subscription, from, to);
    if (read.news() > 0) {
      LOG.warnf(
          "%s had taken in %d records of %s that this database does not know; it was set back to an"
              + " earlier state, and they are taken in now",
          subscription.consumer().consumer(), read.news(), subscription.topic());
      QuarkusTransaction.requiringNew()
          .run(() ->
              store.happened(
                  subscription.consumer().consumer(),
                  subscription.topic(),
                  ReplayStore.SET_BACK,
                  read.news(),
                  TechnicalTime.now()));
    }
    return read.complete();
  }

  /** How far the reader's group had come in each partition of the topic, as the broker tells. */
  private Map<TopicPartition, Long> remembered(Subscription subscription) {
    try (var admin = BrokerAdmin.open(kafka, "nrm-taken-in-vain", PATIENCE)) {
      Map<TopicPartition, OffsetAndMetadata> places =
          admin
              .listConsumerGroupOffsets(subscription.group())
              .partitionsToOffsetAndMetadata()
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return places.entrySet().stream()
          .filter(each -> each.getKey().topic().equals(subscription.topic()))
          .filter(each -> each.getValue() != null)
          .collect(toMap(Map.Entry::getKey, each -> each.getValue().offset()));
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }
}
