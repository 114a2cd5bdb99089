package org.opennrm.platform.messaging;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.opennrm.platform.messaging.Subscriptions.Subscription;

/**
 * Reads a stretch of a topic beside the consumer's channel, without a group, and hands the records
 * to the inbox, which forgets what it has.
 */
@Singleton
class TopicReader {
  private static final Duration A_POLL = Duration.ofMillis(500);

  private final Inbox inbox;
  private final Map<String, Object> kafka;
  private volatile boolean ending;

  TopicReader(Inbox inbox, @Identifier("default-kafka-broker") Map<String, Object> kafka) {
    this.inbox = inbox;
    this.kafka = kafka;
  }

  void stop(@Observes ShutdownEvent event) {
    ending = true;
  }

  /** From the beginning up to where the topic ends now. */
  Read readAll(Subscription subscription) {
    return read(subscription, (reader, partitions) -> reader.beginningOffsets(partitions));
  }

  /** What reached the broker at this moment or later, up to where the topic ends now. */
  Read readSince(Subscription subscription, Instant since) {
    return read(
        subscription,
        (reader, partitions) -> {
          var moments = new HashMap<TopicPartition, Long>();
          partitions.forEach(each -> moments.put(each, since.toEpochMilli()));
          var from = new HashMap<TopicPartition, Long>();
          reader
              .offsetsForTimes(moments)
              .forEach((partition, found) -> {
                if (found != null) {
                  from.put(partition, found.offset());
                }
              });
          return from;
        });
  }

  /**
   * Between these offsets, as far as the topic holds them; partitions that are missing are left
   * out.
   */
  Read read(
      Subscription subscription, Map<TopicPartition, Long> from, Map<TopicPartition, Long> to) {
    if (from.isEmpty()) {
      return new Read(0, 0, true);
    }
    try (var reader = open()) {
      return read(subscription, reader, from, to);
    }
  }

  private Read read(Subscription subscription, Beginning beginning) {
    try (var reader = open()) {
      var partitions =
          reader.partitionsFor(subscription.topic()).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      var from = beginning.of(reader, partitions);
      return read(subscription, reader, from, reader.endOffsets(partitions));
    }
  }

  private Read read(
      Subscription subscription,
      KafkaConsumer<String, String> reader,
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> to) {
    var first = reader.beginningOffsets(from.keySet());
    var ends = new HashMap<>(reader.endOffsets(from.keySet()));
    ends.replaceAll((partition, end) -> Math.min(end, to.getOrDefault(partition, end)));
    reader.assign(from.keySet());
    from.forEach((partition, offset) ->
        reader.seek(
            partition,
            Math.clamp(
                offset,
                first.get(partition),
                Math.max(first.get(partition), ends.get(partition)))));
    var records = 0L;
    var news = 0L;
    while (!ending && GrouplessReader.isBefore(reader, ends)) {
      var polled = reader.poll(A_POLL);
      records += polled.count();
      news += take(subscription, polled).stream().filter(TopicReader::isNews).count();
    }
    return new Read(records, news, !GrouplessReader.isBefore(reader, ends));
  }

  private List<Outcome> take(Subscription subscription, ConsumerRecords<String, String> polled) {
    if (polled.isEmpty()) {
      return List.of();
    }
    if (subscription.inBatches()) {
      return inbox.takeAgain(subscription.consumer(), polled);
    }
    return StreamSupport.stream(polled.spliterator(), false)
        .map(each -> inbox.takeAgain(subscription.consumer(), each))
        .toList();
  }

  private static boolean isNews(Outcome outcome) {
    return switch (outcome) {
      case DONE, NOT_FOR_US, REJECTED -> true;
      case DUPLICATE, WAITING, PARKED -> false;
    };
  }

  private KafkaConsumer<String, String> open() {
    return GrouplessReader.open(kafka, "nrm-replay");
  }

  private interface Beginning {
    Map<TopicPartition, Long> of(
        KafkaConsumer<String, String> reader, List<TopicPartition> partitions);
  }

  /**
   * @param records how many were read
   * @param news how many of them were not known here
   * @param complete false when the service stopped meanwhile
   */
  record Read(long records, long news, boolean complete) {}
}
