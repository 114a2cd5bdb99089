package org.opennrm.platform.messaging;

import static java.util.stream.Collectors.groupingBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collector;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;
import org.opennrm.platform.messaging.EventLogTable.Entry;
import org.opennrm.platform.messaging.model.Recognition;
import org.opennrm.platform.messaging.model.SetBackDecision;
import org.opennrm.platform.messaging.model.TopicCopy.Offsets;

/**
 * Finds out that this service's database was set back to an earlier state: the broker holds events
 * of it that its log does not have. They go back into the log at their places, so that whatever is
 * decided from now on comes after them and no inbox forgets it; and they are written down for
 * people, since this service does not know any longer what they tell of. For the relay alone, under
 * its lock and before it sends anything.
 */
final class SetBack {
  private static final Logger LOG = Logger.getLogger(Relay.class);
  private static final Duration A_POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Map<String, Object> kafka;
  private final EventCodec codec;

  SetBack(Map<String, Object> kafka, EventCodec codec) {
    this.kafka = kafka;
    this.codec = codec;
  }

  private record Found(Entry entry, long position) {}

  /**
   * Reads what lies between these offsets and takes in what the log does not have, in the caller's
   * transaction. However much that is: it is given up only when nothing comes any more.
   *
   * @param unread the offsets of each partition, at least one of each
   * @throws org.apache.kafka.common.KafkaException when the broker does not let itself be read
   */
  void takeInUnknown(Connection connection, String topic, Map<Integer, Offsets> unread)
      throws SQLException {
    if (unread.isEmpty()) {
      return;
    }
    var found = new ArrayList<Found>();
    var ends = new HashMap<TopicPartition, Long>();
    try (var reader = GrouplessReader.open(kafka, "nrm-set-back")) {
      unread.forEach(
          (number, offsets) -> ends.put(new TopicPartition(topic, number), offsets.next()));
      reader.assign(ends.keySet());
      unread.forEach(
          (number, offsets) -> reader.seek(new TopicPartition(topic, number), offsets.first()));
      var lastCame = System.nanoTime();
      while (GrouplessReader.isBefore(reader, ends)) {
        var records = reader.poll(A_POLL);
        if (!records.isEmpty()) {
          lastCame = System.nanoTime();
        } else if (System.nanoTime() - lastCame > PATIENCE.toNanos()) {
          throw new TimeoutException(topic + " cannot be read");
        }
        found.addAll(unknown(connection, records));
      }
    }
    if (!found.isEmpty()) {
      takeIn(connection, topic, found);
    }
  }

  /** Also keeps the transaction awake, which the database would end if it did nothing. */
  private List<Found> unknown(Connection connection, ConsumerRecords<String, String> records)
      throws SQLException {
    var ours =
        StreamSupport.stream(records.spliterator(), false)
            .flatMap(record -> ofOurs(record).stream())
            .toList();
    var unknown =
        SetBackTable.unknown(connection, ours.stream().map(each -> each.entry().id()).toList());
    return ours.stream().filter(each -> unknown.contains(each.entry().id())).toList();
  }

  /** Only what this service can have written, and can read. */
  private Optional<Found> ofOurs(ConsumerRecord<String, String> record) {
    var letter = Letter.of(record);
    var time = letter.headers().get(Envelope.TIME);
    if (letter.value() == null || time == null) {
      return Optional.empty();
    }
    try {
      var occurredAt = Instant.parse(time);
      return letter
          .address()
          .filter(address ->
              switch (Reading.of(codec, letter, address).recognised()) {
                case Recognition.KNOWN, Recognition.SUPERSEDED -> true;
                case Recognition.UNKNOWN_TYPE,
                    Recognition.UNKNOWN_VERSION,
                    Recognition.UNREADABLE ->
                    false;
              })
          .map(address ->
              new Found(
                  new Entry(
                      UUID.fromString(address.id()),
                      letter.topic(),
                      address.subject(),
                      address.type(),
                      letter.headers().getOrDefault(Envelope.VERSIONS, "" + address.version()),
                      letter.value(),
                      occurredAt,
                      letter.headers().get(Envelope.TRACE)),
                  address.position()));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static void takeIn(Connection connection, String topic, List<Found> found)
      throws SQLException {
    var bySubject =
        found.stream().collect(groupingBy(each -> each.entry().subject(), TreeMap::new, placed()));
    var last = SetBackTable.lockLast(connection, topic, bySubject.keySet());
    var unsent = SetBackTable.unsent(connection, topic, bySubject.keySet());
    var taken = new LinkedHashMap<Entry, Long>();
    var goOnAfter = new TreeMap<String, Long>();
    var moved = new TreeMap<String, Map<Long, Long>>();
    for (var subject : bySubject.entrySet()) {
      var name = subject.getKey();
      var events = subject.getValue();
      var decision =
          SetBackDecision.on(
              last.getOrDefault(name, 0L),
              unsent.getOrDefault(name, List.of()),
              List.copyOf(events.keySet()));
      decision.taken().forEach(place -> taken.put(events.get(place), place));
      if (!decision.taken().isEmpty()) {
        goOnAfter.put(name, decision.last());
      }
      if (!decision.moved().isEmpty()) {
        moved.put(name, decision.moved());
        SetBackTable.giveWay(connection, topic, name, decision.moved().keySet());
      }
    }
    SetBackTable.take(connection, topic, taken, TechnicalTime.now());
    for (var each : moved.entrySet()) {
      SetBackTable.moveBehind(connection, topic, each.getKey(), each.getValue());
    }
    SetBackTable.goOnAfter(connection, topic, goOnAfter);
    tell(topic, taken.size(), found.size());
  }

  /** A topic may hold an event more than once. */
  private static Collector<Found, ?, TreeMap<Long, Entry>> placed() {
    return Collectors.toMap(Found::position, Found::entry, (first, _) -> first, TreeMap::new);
  }

  private static void tell(String topic, int taken, int found) {
    if (taken > 0) {
      LOG.errorf(
          "This database was set back to an earlier state: others have heard %d events on %s whose"
              + " cause it does not know any longer; ./nrm events lists them",
          taken, topic);
    }
    if (taken < found) {
      LOG.debugf("%d records on %s look like this service's and are not", found - taken, topic);
    }
  }
}
