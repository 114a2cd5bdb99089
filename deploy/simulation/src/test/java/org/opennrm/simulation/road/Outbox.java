package org.opennrm.simulation.road;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.messaging.model.CopyDecision;
import org.opennrm.platform.messaging.model.CopyDecision.Adopt;
import org.opennrm.platform.messaging.model.CopyDecision.MakeAnew;
import org.opennrm.platform.messaging.model.CopyDecision.Trust;
import org.opennrm.platform.messaging.model.SetBackDecision;
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
  private @Nullable Backup backup;

  private record Backup(
      List<Logged> log, Map<String, Long> positions, Relayed relayed, long sequence) {}

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

  /** What the log tells about one stream, in order. */
  List<Logged> of(String stream) {
    return log.stream()
        .filter(event -> event.stream().equals(stream))
        .sorted(Comparator.comparingLong(Logged::position))
        .toList();
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

  void backUp() {
    backup = new Backup(List.copyOf(log), Map.copyOf(positions), relayed.copy(), sequence);
  }

  /** What nobody had heard is lost for good, and is no matter of this. */
  void restore() {
    if (backup != null) {
      log.clear();
      log.addAll(backup.log());
      positions.clear();
      positions.putAll(backup.positions());
      relayed = backup.relayed().copy();
      onDisk = null;
      sequence = backup.sequence();
    }
  }

  /** Whether the broker holds nothing of these topics that the log does not have. */
  boolean knowsAll(Collection<Logged> onTopics) {
    var known = identities(log);
    return known.containsAll(onTopics);
  }

  private static Set<Logged> identities(Collection<Logged> events) {
    Set<Logged> identities = Collections.newSetFromMap(new IdentityHashMap<>());
    identities.addAll(events);
    return identities;
  }

  private void takeInUnknown(List<Logged> unread) {
    var known = identities(log);
    var found = new TreeMap<String, TreeMap<Long, Logged>>();
    unread.stream()
        .filter(event -> !known.contains(event))
        .forEach(event ->
            found
                .computeIfAbsent(event.stream(), _ -> new TreeMap<>())
                .putIfAbsent(event.position(), event));
    found.forEach((stream, events) -> {
      var unsent =
          relayed.pending().values().stream()
              .filter(event -> event.stream().equals(stream))
              .map(Logged::position)
              .sorted()
              .toList();
      var decision =
          SetBackDecision.on(
              positions.getOrDefault(stream, 0L), unsent, List.copyOf(events.keySet()));
      Map<Logged, Logged> moved = new IdentityHashMap<>();
      for (var event : log) {
        var place = decision.moved().get(event.position());
        if (place != null && event.stream().equals(stream)) {
          moved.put(event, event.at(place));
        }
      }
      log.replaceAll(event -> moved.getOrDefault(event, event));
      relayed.pending().replaceAll((_, event) -> moved.getOrDefault(event, event));
      decision.taken().forEach(place -> log.add(events.get(place)));
      if (decision.last() > 0) {
        positions.put(stream, decision.last());
      }
    });
    log.sort(Comparator.comparingLong(Logged::position));
  }

  /** Everything was sent, to a broker that still had all of it at the last look. */
  boolean isDrained(Broker broker) {
    return relayed.pending().isEmpty()
        && (log.isEmpty() || relayed.losses() == broker.losses())
        && knowsAll(broker.events().stream().filter(event -> publishesOn(event.topic())).toList());
  }

  private boolean publishesOn(String topic) {
    return log.stream().anyMatch(event -> event.topic().equals(topic));
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
      var confirmed = relayed.confirmed().get(topic);
      var decision = CopyDecision.onLook(confirmed, found);
      var from = decision instanceof Trust && confirmed != null ? next(confirmed) : 0;
      takeInUnknown(broker.topic(topic).eventsFrom(from));
      switch (decision) {
        case Trust _ -> {
          if (from < next(found)) {
            relayed.confirmed().put(topic, found);
            wrote = true;
          }
        }
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

  private static long next(TopicCopy copy) {
    return copy.partitions().getOrDefault(0, new Offsets(0, 0)).next();
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
