package org.opennrm.platform.messaging.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.opennrm.platform.messaging.model.InboxDecision.Apply;
import org.opennrm.platform.messaging.model.InboxDecision.Await;
import org.opennrm.platform.messaging.model.InboxDecision.Forget;
import org.opennrm.platform.messaging.model.InboxDecision.Park;
import org.opennrm.platform.messaging.model.InboxDecision.PassOver;
import org.opennrm.platform.messaging.model.InboxDecision.Trouble;
import org.opennrm.platform.messaging.model.InboxDecision.TryAgain;
import org.opennrm.platform.messaging.model.RelayDecision.Fate;
import org.opennrm.platform.messaging.model.RelayDecision.Sent;

/**
 * The decisions that ship, run in seeded disorder: sends that fail or arrive all the same, relays
 * that crash before striking off, abandoned producers whose records come late, repeated and rewound
 * deliveries, failing effects, crashes between taking in and looking on, releases. In the end every
 * event was applied once, in order.
 */
class RoadSimulationTest {
  private static final int SEEDS = 5_000;

  @Test
  void everyEventIsAppliedOnceAndInOrder() {
    for (var seed = 0; seed < SEEDS; seed++) {
      var road = new Road(seed);
      for (var step = 0; step < 120; step++) {
        road.step();
      }
      road.settle();
      for (var subject : Road.SUBJECTS) {
        assertThat(road.applied(subject))
            .as("seed %d, subject %s", seed, subject)
            .isEqualTo(road.committed(subject));
      }
    }
  }

  private record Event(String subject, long position) {}

  private static final class Road {
    static final List<String> SUBJECTS = List.of("a", "b", "c");

    private final Random random;
    private boolean faults = true;

    private final Map<String, Long> positions = new HashMap<>();
    private final TreeMap<Long, Event> pending = new TreeMap<>();
    private long sequence;
    private int failedRounds;

    /** One partition as the broker holds it; several subjects share it. */
    private final List<Event> topic = new ArrayList<>();

    /** Records of abandoned producers that are still on their way. */
    private final List<Event> late = new ArrayList<>();

    private int offset;
    private final Map<String, Long> last = new HashMap<>();
    private final Map<String, TreeMap<Long, String>> parked = new HashMap<>();
    private final Map<String, List<Long>> applied = new HashMap<>();

    Road(long seed) {
      random = new Random(seed);
    }

    void step() {
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> commit();
        case 3, 4 -> relay();
        case 5, 6, 7 -> deliver();
        case 8 -> {
          if (chance(3)) {
            offset = random.nextInt(offset + 1);
          }
          if (!late.isEmpty()) {
            topic.add(late.removeFirst());
          }
        }
        default -> release(any());
      }
    }

    /** Everything heals, and what is held is released. */
    void settle() {
      faults = false;
      while (!pending.isEmpty()) {
        relay();
      }
      topic.addAll(late);
      late.clear();
      SUBJECTS.forEach(this::assertOrderOnTopic);
      while (offset < topic.size()) {
        deliver();
      }
      // What nobody holds has moved by itself.
      for (var subject : SUBJECTS) {
        if (!place(subject).blocked()) {
          assertThat(applied(subject)).isEqualTo(committed(subject));
        }
      }
      SUBJECTS.forEach(this::release);
      assertThat(parked.values()).allMatch(Map::isEmpty);
    }

    /** Whatever is repeated or late, each event comes again after its predecessor has come. */
    private void assertOrderOnTopic(String subject) {
      for (var position = 2L; position <= positions.getOrDefault(subject, 0L); position++) {
        assertThat(topic.indexOf(new Event(subject, position - 1)))
            .isNotNegative()
            .isLessThan(topic.lastIndexOf(new Event(subject, position)));
      }
    }

    List<Long> applied(String subject) {
      return applied.getOrDefault(subject, List.of());
    }

    List<Long> committed(String subject) {
      var all = new ArrayList<Long>();
      for (var position = 1L; position <= positions.getOrDefault(subject, 0L); position++) {
        all.add(position);
      }
      return all;
    }

    private void commit() {
      for (var i = 0; i <= random.nextInt(3); i++) {
        var subject = any();
        pending.put(++sequence, new Event(subject, positions.merge(subject, 1L, Long::sum)));
      }
    }

    private void relay() {
      var round = new ArrayList<Sent>();
      var broken = false;
      for (var next : pending.entrySet()) {
        if (round.size() == 8) {
          break;
        }
        // Once a failure is known nothing more is sent; what is in flight may still be confirmed.
        var fate = broken && chance(2) ? Fate.HELD_BACK : send(next.getValue());
        broken = broken || fate != Fate.CONFIRMED;
        round.add(new Sent(next.getKey(), next.getValue().subject(), fate));
      }
      var decision = RelayDecision.after(round, false, 0, failedRounds);
      failedRounds = decision.startOver() ? failedRounds + 1 : 0;
      if (chance(6)) {
        return; // crashed between send and strike-off
      }
      decision.strikeOff().forEach(pending::remove);
    }

    private Fate send(Event event) {
      if (!chance(6)) {
        topic.add(event);
        return Fate.CONFIRMED;
      }
      switch (random.nextInt(3)) {
        case 0 -> topic.add(event); // arrived, the answer did not
        case 1 -> late.add(event);
        default -> {}
      }
      return Fate.FAILED;
    }

    private void deliver() {
      if (offset < topic.size()) {
        take(topic.get(offset++), InboxDecision::onArrival);
      }
    }

    private void take(Event event, Rule rule) {
      var place = place(event.subject());
      var decision = rule.decide(place, event.position(), Recognition.KNOWN);
      switch (decision) {
        case Apply _ -> {
          if (!apply(event)) {
            return;
          }
        }
        case Forget _ -> {}
        case Await _ -> park(event, InboxDecision.GAP);
        case Park(var reason) -> park(event, reason);
        case PassOver _, TryAgain _ -> throw new AssertionError("not asked for");
      }
      if (place.othersMayFollow()) {
        if (chance(5)) {
          offset--; // crashed before looking on: not acknowledged, so it comes again
        } else {
          takeParked(event.subject(), InboxDecision::onArrival);
        }
      }
    }

    private boolean apply(Event event) {
      for (var failures = 1; chance(3); failures++) {
        if (InboxDecision.onFailure(Trouble.THE_EFFECT, failures, "X")
            instanceof Park(var reason)) {
          park(event, reason);
          return false;
        }
      }
      applied.computeIfAbsent(event.subject(), _ -> new ArrayList<>()).add(event.position());
      last.put(event.subject(), event.position());
      parkedOf(event.subject()).remove(event.position());
      return true;
    }

    private void release(String subject) {
      takeParked(subject, InboxDecision::onRelease);
    }

    private void takeParked(String subject, Rule rule) {
      while (true) {
        var head = place(subject).last() + 1;
        if (!parkedOf(subject).containsKey(head)) {
          return;
        }
        var decision = rule.decide(place(subject), head, Recognition.KNOWN);
        if (!(decision instanceof Apply) || !apply(new Event(subject, head))) {
          return;
        }
      }
    }

    private void park(Event event, String reason) {
      parkedOf(event.subject())
          .merge(
              event.position(),
              reason,
              (was, now) ->
                  now.equals(InboxDecision.GAP) || now.equals(InboxDecision.BEHIND) ? was : now);
    }

    private StreamPlace place(String subject) {
      var first = parkedOf(subject).firstEntry();
      return first == null
          ? new StreamPlace(last.getOrDefault(subject, 0L), 0, false)
          : new StreamPlace(
              last.getOrDefault(subject, 0L),
              first.getKey(),
              first.getValue().startsWith("failed"));
    }

    private TreeMap<Long, String> parkedOf(String subject) {
      return parked.computeIfAbsent(subject, _ -> new TreeMap<>());
    }

    private String any() {
      return SUBJECTS.get(random.nextInt(SUBJECTS.size()));
    }

    private boolean chance(int oneIn) {
      return faults && random.nextInt(oneIn) == 0;
    }
  }

  private interface Rule {
    InboxDecision decide(StreamPlace place, long position, Recognition recognised);
  }
}
