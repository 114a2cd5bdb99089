package org.opennrm.simulation.road;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.opennrm.platform.messaging.model.InboxDecision;
import org.opennrm.platform.messaging.model.InboxDecision.Apply;
import org.opennrm.platform.messaging.model.InboxDecision.Await;
import org.opennrm.platform.messaging.model.InboxDecision.Forget;
import org.opennrm.platform.messaging.model.InboxDecision.Park;
import org.opennrm.platform.messaging.model.InboxDecision.PassOver;
import org.opennrm.platform.messaging.model.InboxDecision.Trouble;
import org.opennrm.platform.messaging.model.InboxDecision.TryAgain;
import org.opennrm.platform.messaging.model.Recognition;
import org.opennrm.platform.messaging.model.StreamPlace;
import org.opennrm.platform.testkit.Dice;

/**
 * One consumer with its inbox. What it decides is {@link InboxDecision}; here are the tables it
 * decides upon, deliveries that repeat themselves, and effects that fail. It breaks off at once
 * when an event is taken in twice or out of its turn.
 */
final class SimulatedConsumer {
  private static final Set<Integer> ALL_VERSIONS = Set.of(1, 2, 3);

  private final String name;
  private final Broker broker;
  private final List<String> topics;
  private final Effect effect;
  private final Map<String, Integer> offsets = new HashMap<>();
  private final Map<String, Place> places = new HashMap<>();
  private Set<Integer> known;

  /** Which copy of a topic was seen last, and from where one is still to be read again. */
  private final Map<String, Integer> copies = new HashMap<>();

  private final Map<String, Integer> again = new HashMap<>();

  SimulatedConsumer(
      String name, Broker broker, List<String> topics, Set<Integer> known, Effect effect) {
    this.name = name;
    this.broker = broker;
    this.topics = topics;
    this.known = known;
    this.effect = effect;
  }

  /** Where it stands in one stream, as its database has it. */
  private static final class Place {
    private long last;
    private boolean releaseBrokeOff;
    private final TreeMap<Long, Parked> parked = new TreeMap<>();
    private final Map<Long, Logged> taken = new HashMap<>();
    private final Set<Long> effects = new HashSet<>();
    private final Set<Long> rejected = new HashSet<>();
    private final List<Logged> passedOver = new ArrayList<>();

    StreamPlace asStored() {
      var first = parked.firstEntry();
      return first == null
          ? new StreamPlace(last, 0, false)
          : new StreamPlace(last, first.getKey(), first.getValue().held());
    }
  }

  private record Parked(Logged event, String reason) {
    boolean held() {
      return !reason.equals(InboxDecision.GAP) && !reason.equals(InboxDecision.BEHIND);
    }
  }

  private interface Rule {
    InboxDecision decide(StreamPlace place, long position, Recognition recognised);
  }

  /** Takes the next record of one of its topics, if there is one. */
  boolean deliver(String topic, boolean faults, Dice dice) {
    if (broker.isAway()) {
      return false;
    }
    var copy = broker.topic(topic);
    var offset = offsets.getOrDefault(topic, 0);
    if (offset > copy.next()) {
      offset = 0; // out of range: from the earliest
    }
    var record = copy.at(offset);
    if (record == null) {
      return deliverAgain(topic, copy, faults, dice);
    }
    offsets.put(topic, offset + 1);
    hear(topic, record);
    if (!take(record.event(), faults, dice)) {
      offsets.put(topic, offset);
    }
    return true;
  }

  List<String> topics() {
    return topics;
  }

  /**
   * Offsets are committed late: after a crash, a replay or a change of hands records come again.
   */
  void rewind(Dice dice) {
    var topic = dice.any(topics);
    offsets.computeIfPresent(topic, (_, offset) -> dice.below(offset + 1));
  }

  /** A build that knows all versions takes over; one that knows no such fact never learns it. */
  void learnsEverything() {
    if (!known.isEmpty()) {
      known = ALL_VERSIONS;
    }
  }

  void release(String stream, boolean faults, Dice dice) {
    takeParked(stream, InboxDecision::onRelease, faults, dice);
  }

  void releaseAll(Dice dice) {
    places.keySet().forEach(stream -> release(stream, false, dice));
  }

  /** A copy that was made anew is read from its beginning, beside what else arrives. */
  private void hear(String topic, Copy.Sent record) {
    if (record.copy() > copies.getOrDefault(topic, 0)) {
      copies.put(topic, record.copy());
      again.put(topic, 0);
    }
  }

  /** Who stood at the very end of a copy made anew hears of it with the next record only. */
  void hearTheNextRecords() {
    for (var topic : topics) {
      var copy = broker.topic(topic);
      if (offsets.getOrDefault(topic, 0) == copy.next()) {
        copy.records().forEach(record -> hear(topic, record));
      }
    }
  }

  private boolean deliverAgain(String topic, Copy copy, boolean faults, Dice dice) {
    var from = again.remove(topic);
    if (from == null) {
      return false;
    }
    for (var offset = from.intValue(); offset < copy.next(); offset++) {
      var record = copy.at(offset);
      if (record != null && !take(record.event(), faults, dice)) {
        again.put(topic, offset);
        return true;
      }
    }
    return true;
  }

  /** Whether the record need not be delivered again. */
  private boolean take(Logged event, boolean faults, Dice dice) {
    var place = place(event.stream());
    var stored = place.asStored();
    place.releaseBrokeOff = false;
    if (!act(place, event, InboxDecision::onArrival, faults, dice)) {
      return true;
    }
    if (stored.othersMayFollow()) {
      if (faults && dice.oneIn(5)) {
        return false; // crashed before looking on
      }
      takeParked(event.stream(), InboxDecision::onArrival, faults, dice);
    }
    return true;
  }

  /** Whether the stream may go on after it. */
  private boolean act(Place place, Logged event, Rule rule, boolean faults, Dice dice) {
    var recognised = Recognition.of(event.version(), event.published(), known);
    var decision = rule.decide(place.asStored(), event.position(), recognised);
    return switch (decision) {
      case Apply _ -> apply(place, event, faults, dice);
      case PassOver _ -> {
        takeIn(place, event);
        place.passedOver.add(event);
        yield true;
      }
      case Forget _ -> true;
      case Await _ -> {
        park(place, event, InboxDecision.GAP);
        yield true;
      }
      case Park(var reason) -> {
        park(place, event, reason);
        yield false;
      }
      case TryAgain _ -> throw new AssertionError("Nothing has failed yet");
    };
  }

  private boolean apply(Place place, Logged event, boolean faults, Dice dice) {
    var failures = 0;
    while (faults && dice.oneIn(4)) {
      var trouble = dice.oneIn(2) ? Trouble.NOT_THE_EVENT : Trouble.THE_EFFECT;
      failures += trouble == Trouble.THE_EFFECT ? 1 : 0;
      if (InboxDecision.onFailure(trouble, Math.max(1, failures), "X") instanceof Park(var why)) {
        park(place, event, why);
        return false;
      }
    }
    takeIn(place, event);
    var taken = effect.rejects(event) ? place.rejected : place.effects;
    if (!taken.add(event.position())) {
      throw new AssertionError(name + " takes " + event + " in twice");
    }
    return true;
  }

  private void takeIn(Place place, Logged event) {
    if (event.position() != place.last + 1) {
      throw new AssertionError(name + " takes " + event + " in after " + place.last);
    }
    place.last = event.position();
    place.taken.put(event.position(), event);
    place.parked.remove(event.position());
  }

  private void takeParked(String stream, Rule rule, boolean faults, Dice dice) {
    var place = place(stream);
    while (true) {
      var head = place.parked.get(place.last + 1);
      if (head == null || !act(place, head.event(), rule, faults, dice)) {
        return;
      }
      if (faults && dice.oneIn(6)) {
        place.releaseBrokeOff = true; // crashed before the next one
        return;
      }
    }
  }

  private static void park(Place place, Logged event, String reason) {
    place.parked.merge(
        event.position(), new Parked(event, reason), (was, now) -> now.held() ? now : was);
  }

  private Place place(String stream) {
    return places.computeIfAbsent(stream, _ -> new Place());
  }

  /** What nobody holds has moved by itself; what is held is seen, and all after it waits. */
  void mustHaveMoved(String stream, long committed) {
    var place = place(stream);
    if (place.last == committed) {
      return;
    }
    var head = place.parked.get(place.last + 1);
    // A release that broke off leaves what follows in sight, for another release or the next event.
    if (!place.releaseBrokeOff && (head == null || !head.held())) {
      throw new AssertionError(
          name
              + " stands at "
              + place.last
              + " of "
              + committed
              + " in "
              + stream
              + ", held by none");
    }
    for (var position = place.last + 1; position <= committed; position++) {
      if (!place.parked.containsKey(position)) {
        throw new AssertionError(name + " has lost sight of " + stream + '#' + position);
      }
    }
  }

  /** Everything was taken in, and had its effect unless a newer telling of the fact had. */
  void mustHaveTakenAll(String stream, long committed) {
    var place = place(stream);
    if (place.last != committed || !place.parked.isEmpty()) {
      throw new AssertionError(name + " took " + place.last + " of " + committed + " in " + stream);
    }
    if (place.effects.size() + place.rejected.size() + place.passedOver.size() != committed) {
      throw new AssertionError(name + " left out an effect in " + stream);
    }
    for (var event : place.passedOver) {
      if (!known.isEmpty() && !toldOtherwise(place, event)) {
        throw new AssertionError(name + " passed over " + event);
      }
    }
  }

  /** What it took in is what was told, and not something else that was once told at its place. */
  void mustHaveTaken(List<Logged> told) {
    for (var event : told) {
      var taken = topics.contains(event.topic()) ? place(event.stream()).taken : Map.of();
      if (!taken.isEmpty() && taken.get(event.position()) != event) {
        throw new AssertionError(name + " has forgotten " + event);
      }
    }
  }

  /** Versions of a fact are logged one after the other. */
  private static boolean toldOtherwise(Place place, Logged event) {
    return event.published().stream()
        .map(version -> event.position() + version - event.version())
        .anyMatch(other -> place.effects.contains(other) || place.rejected.contains(other));
  }
}
