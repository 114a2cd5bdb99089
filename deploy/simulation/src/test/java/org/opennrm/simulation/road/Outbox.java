package org.opennrm.simulation.road;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the relays of one service share: event log, pending events and the lock. */
final class Outbox {
  private final List<Logged> log = new ArrayList<>();
  private final Map<String, Long> positions = new HashMap<>();
  private final TreeMap<Long, Logged> pending = new TreeMap<>();

  /** Struck off without waiting for the disk; a crash of the database brings these back. */
  private final TreeMap<Long, Logged> struckOffInMemory = new TreeMap<>();

  private long sequence;
  private @Nullable SimulatedRelay holder;

  void commit(String topic, String subject, int version, Set<Integer> published, Object told) {
    var stream = topic + '/' + subject;
    var position = positions.merge(stream, 1L, Long::sum);
    var event = new Logged(topic, subject, position, stream, version, published, told);
    log.add(event);
    pending.put(++sequence, event);
    struckOffInMemory.clear();
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
    return pending;
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

  void strikeOff(List<Long> sequences) {
    for (var each : sequences) {
      var event = pending.remove(each);
      if (event != null) {
        struckOffInMemory.put(each, event);
      }
    }
  }

  /** Every session ends; deletions that had not reached the disk are undone. */
  void crash() {
    pending.putAll(struckOffInMemory);
    struckOffInMemory.clear();
    if (holder != null) {
      holder.loseSession();
      holder = null;
    }
  }
}
