package org.opennrm.simulation.road;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.opennrm.platform.testkit.Dice;

/** Topics of one partition each, which several subjects share, and records still on their way. */
final class Broker {
  private final Map<String, List<Logged>> topics = new HashMap<>();

  /** Records of abandoned producers. */
  private final List<Logged> late = new ArrayList<>();

  private boolean away;
  private int lives;

  List<Logged> topic(String name) {
    return topics.computeIfAbsent(name, _ -> new ArrayList<>());
  }

  /** Whether the sender learns that the broker has the record. */
  boolean take(Logged record, boolean failing, Dice dice) {
    if (!away && !failing) {
      topic(record.topic()).add(record);
      return true;
    }
    switch (dice.below(3)) {
      case 0 -> {
        if (!away) {
          topic(record.topic()).add(record); // arrived, the answer did not
        }
      }
      case 1 -> late.add(record);
      default -> {}
    }
    return false;
  }

  void letALateOneArrive() {
    if (!late.isEmpty() && !away) {
      var record = late.removeFirst();
      topic(record.topic()).add(record);
    }
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
    for (var records : topics.values()) {
      for (var i = 0; i < records.size(); i++) {
        first.putIfAbsent(records.get(i), i);
        last.put(records.get(i), i);
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

  /** Everything it held is gone; what is late still comes. */
  void loseAll() {
    topics.values().forEach(List::clear);
    lives++;
  }

  /** Another number after its data was lost. */
  int life() {
    return lives;
  }
}
