package org.opennrm.simulation.road;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.opennrm.platform.testkit.Dice;
import org.opennrm.simulation.road.Copy.Sent;

/** The topics, which several subjects share, and the records that are still on their way. */
final class Broker {
  static final int UNCONFIRMED = -1;

  private final Map<String, Copy> topics = new HashMap<>();

  /** Records of abandoned producers. */
  private final List<Sent> late = new ArrayList<>();

  private boolean away;
  private int losses;

  Copy topic(String name) {
    return topics.computeIfAbsent(name, _ -> new Copy());
  }

  /** The offset of the record, or that its sender does not learn of any. */
  int take(Sent record, boolean failing, Dice dice) {
    if (!away && !failing) {
      return arrive(record);
    }
    switch (dice.below(3)) {
      case 0 -> {
        if (!away) {
          arrive(record); // the answer does not come back
        }
      }
      case 1 -> late.add(record);
      default -> {}
    }
    return UNCONFIRMED;
  }

  void letALateOneArrive() {
    if (!late.isEmpty() && !away) {
      arrive(late.removeFirst());
    }
  }

  /** Whoever was sending is dead for long. */
  void forgetLateOnes() {
    late.clear();
  }

  List<Logged> events() {
    return topics.values().stream().flatMap(topic -> topic.eventsFrom(0).stream()).toList();
  }

  void letAllLateOnesArrive() {
    while (!late.isEmpty()) {
      letALateOneArrive();
    }
  }

  /** Whatever is repeated or late, each event comes again after its predecessor has come. */
  void mustEndInOrder(List<Logged> log) {
    var first = new IdentityHashMap<Logged, Integer>();
    var last = new IdentityHashMap<Logged, Integer>();
    for (var topic : topics.values()) {
      var records = topic.records();
      for (var i = 0; i < records.size(); i++) {
        first.putIfAbsent(records.get(i).event(), i);
        last.put(records.get(i).event(), i);
      }
    }
    var before = new HashMap<String, Logged>();
    for (var event : log) {
      var predecessor = before.put(event.stream(), event);
      var at = last.get(event);
      if (at == null || (predecessor != null && first.getOrDefault(predecessor, at) >= at)) {
        throw new AssertionError(event + " is not where it has to be on its topic");
      }
    }
  }

  void goAway() {
    away = true;
  }

  void comeBack() {
    away = false;
  }

  boolean isAway() {
    return away;
  }

  /** The topics are gone and made again; what is late still comes. */
  void loseAll() {
    losses++;
    topics.values().forEach(Copy::loseAll);
  }

  /** How often data was lost. */
  int losses() {
    return losses;
  }

  private int arrive(Sent record) {
    return topic(record.event().topic()).add(record);
  }
}
