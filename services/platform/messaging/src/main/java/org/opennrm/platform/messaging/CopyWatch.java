package org.opennrm.platform.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.messaging.model.CopyDecision;
import org.opennrm.platform.messaging.model.CopyDecision.Adopt;
import org.opennrm.platform.messaging.model.CopyDecision.Loss;
import org.opennrm.platform.messaging.model.CopyDecision.MakeAnew;
import org.opennrm.platform.messaging.model.CopyDecision.Trust;
import org.opennrm.platform.messaging.model.TopicCopy;
import org.opennrm.platform.messaging.model.TopicCopy.Offsets;

/**
 * Sees to it that the broker holds everything it ever confirmed, and makes a topic anew from the
 * event log where it does not; and that the event log holds everything that the broker does. For
 * the relay alone, under its lock.
 */
final class CopyWatch {
  private static final Logger LOG = Logger.getLogger(Relay.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final Offsets NOTHING = new Offsets(0, 0);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Map<String, Object> kafka;
  private final SetBack setBack;
  private final Set<String> looked = new HashSet<>();
  private @Nullable Admin admin;
  private boolean suspicious = true;
  private long lastLook;

  CopyWatch(Map<String, Object> kafka, EventCodec codec) {
    this.kafka = kafka;
    this.setBack = new SetBack(kafka, codec);
  }

  boolean isDue() {
    return suspicious || System.nanoTime() - lastLook > BETWEEN_LOOKS.toNanos();
  }

  /** Something went wrong on the road: nothing more is sent before the next look. */
  void suspect() {
    suspicious = true;
    forgetAdmin();
  }

  /**
   * Compares what the broker holds with what it confirmed. Topics that lost something are pending
   * from their beginning afterwards, if the caller's transaction commits.
   *
   * @throws KafkaException when the broker cannot be asked
   */
  Looked look(Connection connection) throws SQLException {
    var topics = TopicCopyTable.topics(connection);
    var known = TopicCopyTable.confirmed(connection);
    var again = 0;
    var wrote = false;
    // What is begun here must not be undone by a crash of the database after it was acted on.
    TopicCopyTable.synchronously(connection);
    if (!topics.isEmpty()) {
      for (var found : ask(topics).entrySet()) {
        var topic = found.getKey();
        var decision = CopyDecision.onLook(known.get(topic), found.getValue());
        var unread = unread(decision, known.get(topic), found.getValue());
        setBack.takeInUnknown(connection, topic, unread);
        switch (decision) {
          case Trust _ -> {
            if (!unread.isEmpty()) {
              TopicCopyTable.adopt(connection, topic, found.getValue());
              wrote = true;
            }
          }
          case Adopt _ -> {
            TopicCopyTable.adopt(connection, topic, found.getValue());
            wrote = true;
          }
          case MakeAnew(Loss loss) -> {
            again += makeAnew(connection, topic, found.getValue(), loss);
            wrote = true;
          }
        }
      }
    }
    looked.addAll(topics);
    suspicious = false;
    lastLook = System.nanoTime();
    return new Looked(wrote, again);
  }

  /** What the broker holds and never confirmed; of a copy that is not trusted, all of it. */
  private static Map<Integer, Offsets> unread(
      CopyDecision decision, @Nullable TopicCopy known, TopicCopy found) {
    var unread = new HashMap<Integer, Offsets>();
    found
        .partitions()
        .forEach((number, has) -> {
          var from = has.first();
          if (decision instanceof Trust && known != null) {
            from = Math.max(from, known.partitions().getOrDefault(number, NOTHING).next());
          }
          if (from < has.next()) {
            unread.put(number, new Offsets(from, has.next()));
          }
        });
    return unread;
  }

  private static int makeAnew(Connection connection, String topic, TopicCopy found, Loss loss)
      throws SQLException {
    TopicCopyTable.adoptAnew(connection, topic, found);
    var events = TopicCopyTable.sendAllAgain(connection, topic);
    LOG.warnf(
        "The broker lost what it had confirmed of %s (%s): all %d events are sent again from the"
            + " record",
        topic, loss, events);
    return events;
  }

  /** Whether one of the topics was never looked at, so that its loss could not be noticed. */
  boolean isNew(Collection<String> topics) {
    return !looked.containsAll(topics);
  }

  /**
   * What the broker confirmed becomes what it is held to, in the caller's transaction.
   *
   * @return false when an offset proves that the broker had lost something: nothing that it
   *     confirmed now may be struck off, and the next look has the topic made anew
   */
  boolean confirm(Connection connection, Collection<RecordMetadata> records) throws SQLException {
    // A repetition that the broker recognised has no offset.
    var placed = records.stream().filter(RecordMetadata::hasOffset).toList();
    var next = new HashMap<TopicPartition, Long>();
    placed.forEach(record -> next.merge(partition(record), record.offset() + 1, Math::max));
    var held = TopicCopyTable.confirm(connection, next);
    var disproved =
        placed.stream()
            .filter(record ->
                CopyDecision.disproves(
                    held.getOrDefault(partition(record), NOTHING), record.offset()))
            .map(RecordMetadata::topic)
            .collect(Collectors.toSet());
    if (disproved.isEmpty()) {
      return true;
    }
    TopicCopyTable.disprove(connection, disproved);
    suspicious = true;
    return false;
  }

  private static TopicPartition partition(RecordMetadata record) {
    return new TopicPartition(record.topic(), record.partition());
  }

  void close() {
    forgetAdmin();
  }

  private Map<String, TopicCopy> ask(Collection<String> topics) {
    try {
      var descriptions = describe(topics);
      var partitions = new HashMap<TopicPartition, OffsetSpec>();
      for (var topic : descriptions.values()) {
        topic
            .partitions()
            .forEach(each ->
                partitions.put(
                    new TopicPartition(topic.name(), each.partition()), OffsetSpec.earliest()));
      }
      var first = offsets(partitions);
      partitions.replaceAll((_, _) -> OffsetSpec.latest());
      var next = offsets(partitions);
      var found = new HashMap<String, TopicCopy>();
      descriptions.forEach((name, topic) -> found.put(name, copy(topic, first, next)));
      return found;
    } catch (ExecutionException | TimeoutException e) {
      forgetAdmin();
      throw new KafkaException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }

  /** Without those that do not exist: they can lose nothing, and are looked at when they do. */
  private Map<String, TopicDescription> describe(Collection<String> topics)
      throws ExecutionException, InterruptedException, TimeoutException {
    var found = new HashMap<String, TopicDescription>();
    for (var asked : admin().describeTopics(topics).topicNameValues().entrySet()) {
      try {
        found.put(asked.getKey(), asked.getValue().get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return found;
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(Map<TopicPartition, OffsetSpec> asked)
      throws ExecutionException, InterruptedException, TimeoutException {
    return admin().listOffsets(asked).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static TopicCopy copy(
      TopicDescription topic,
      Map<TopicPartition, ListOffsetsResultInfo> first,
      Map<TopicPartition, ListOffsetsResultInfo> next) {
    var held = new HashMap<Integer, Offsets>();
    for (var each : topic.partitions()) {
      var partition = new TopicPartition(topic.name(), each.partition());
      held.put(
          each.partition(),
          new Offsets(first.get(partition).offset(), next.get(partition).offset()));
    }
    return new TopicCopy(topic.topicId().toString(), held);
  }

  private Admin admin() {
    if (admin == null) {
      admin = BrokerAdmin.open(kafka, "nrm-copy-watch", PATIENCE);
    }
    return admin;
  }

  private void forgetAdmin() {
    if (admin != null) {
      admin.close(Duration.ZERO);
      admin = null;
    }
  }

  /**
   * @param wrote whether there is anything to commit
   * @param again how many events are sent again
   */
  record Looked(boolean wrote, int again) {}
}
