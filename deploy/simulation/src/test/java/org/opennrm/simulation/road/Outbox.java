package org.opennrm.simulation.road;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.messaging.model.CopyDecision;
import org.opennrm.platform.messaging.model.CopyDecision.Adopt;
import org.opennrm.platform.messaging.model.CopyDecision.MakeAnew;
import org.opennrm.platform.messaging.model.CopyDecision.Trust;
import org.opennrm.platform.messaging.model.TopicCopy;
import org.opennrm.platform.messaging.model.TopicCopy.Offsets;

/**
 * What the relays of one service share: event log, pending events, what the broker confirmed, and
 * the lock.
 */
final class Outbox {
  private final List<Logged> log = new ArrayList<>();
  private final Map<String, Long> positions = new HashMap<>();
  private Relayed relayed = new Relayed(new TreeMap<>(), new HashMap<>(), new HashMap<>(), 0);

  /** As it is on the disk, while a relay has changed it without waiting for the disk. */
  private @Nullable Relayed onDisk;

  private long sequence;
  private long lowestSequence;
  private @Nullable SimulatedRelay holder;

  /**
   * @param copies how often each topic was made anew
   * @param losses how many losses of the broker were looked for
   */
  private record Relayed(
      TreeMap<Long, Logged> pending,
      Map<String, TopicCopy> confirmed,
      Map<String, Integer> copies,
      int losses) {
    Relayed copy() {
      return new Relayed(
          new TreeMap<>(pending), new HashMap<>(confirmed), new HashMap<>(copies), losses);
    }
  }

  void commit(String topic, String subject, int version, Set<Integer> published, Object told) {
    var stream = topic + '/' + subject;
    var position = positions.merge(stream, 1L, Long::sum);
    var event = new Logged(topic, subject, position, stream, version, published, told);
    log.add(event);
    relayed.pending().put(++sequence, event);
    onDisk = null;
  }

  List<Logged> log() {
    return log;
  }

  long lastPosition(String stream) {
    return positions.getOrDefault(stream, 0L);
  }

  Set<String> streams() {
    return positions.keySet();
  }

  TreeMap<Long, Logged> pending() {
    return relayed.pending();
  }

  int copyOf(String topic) {
    return relayed.copies().getOrDefault(topic, 0);
  }

  /** Everything was sent, to a broker that still had all of it at the last look. */
  boolean isDrained(Broker broker) {
    return relayed.pending().isEmpty() && (log.isEmpty() || relayed.losses() == broker.losses());
  }

  boolean lock(SimulatedRelay relay) {
    if (holder == null) {
      holder = relay;
    }
    return holder == relay;
  }

  void unlock(SimulatedRelay relay) {
    if (holder == relay) {
      holder = null;
    }
  }

  /** The time in which a relay may sleep under the lock is over. */
  void fence() {
    if (holder != null && holder.isSuspended()) {
      holder.loseSession();
      holder = null;
    }
  }

  boolean watchesAllTopics() {
    for (var event : relayed.pending().values()) {
      if (!relayed.confirmed().containsKey(event.topic())) {
        return false;
      }
    }
    return true;
  }

  /** Compares what the broker holds with what it confirmed; what lost something is sent again. */
  void look(Broker broker) {
    change();
    var wrote = false;
    var topics = log.stream().map(Logged::topic).distinct().toList();
    for (var topic : topics) {
      var found = broker.topic(topic).asFound();
      switch (CopyDecision.onLook(relayed.confirmed().get(topic), found)) {
        case Trust _ -> {}
        case Adopt _ -> {
          relayed.confirmed().put(topic, found);
          wrote = true;
        }
        case MakeAnew _ -> {
          relayed.confirmed().put(topic, found);
          relayed.copies().merge(topic, 1, Integer::sum);
          sendAllAgain(topic);
          wrote = true;
        }
      }
    }
    relayed =
        new Relayed(relayed.pending(), relayed.confirmed(), relayed.copies(), broker.losses());
    if (wrote) {
      onDisk = null;
    }
  }

  /** False when the offset proves that the broker had lost something. */
  boolean confirm(String topic, int offset) {
    change();
    var copy = relayed.confirmed().get(topic);
    var held = copy.partitions().getOrDefault(0, new Offsets(0, 0));
    var disproved = CopyDecision.disproves(held, offset);
    var id = disproved ? TopicCopy.DISPROVED : copy.id();
    var next = Math.max(held.next(), offset + 1L);
    relayed.confirmed().put(topic, new TopicCopy(id, Map.of(0, new Offsets(held.first(), next))));
    return !disproved;
  }

  void strikeOff(List<Long> sequences) {
    change();
    sequences.forEach(relayed.pending()::remove);
  }

  /** Every session ends; what had not reached the disk is undone. */
  void crash() {
    if (onDisk != null) {
      relayed = onDisk;
      onDisk = null;
    }
    if (holder != null) {
      holder.loseSession();
      holder = null;
    }
  }

  private void change() {
    if (onDisk == null) {
      onDisk = relayed.copy();
    }
  }

  private void sendAllAgain(String topic) {
    relayed.pending().values().removeIf(event -> event.topic().equals(topic));
    var again = log.stream().filter(event -> event.topic().equals(topic)).toList();
    lowestSequence -= again.size();
    for (var i = 0; i < again.size(); i++) {
      relayed.pending().put(lowestSequence + i, again.get(i));
    }
  }
}
