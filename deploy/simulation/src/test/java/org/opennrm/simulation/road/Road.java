package org.opennrm.simulation.road;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.opennrm.platform.testkit.Dice;

/**
 * Services, each with an outbox and two relays, one broker, and consumers. {@link #step} lets one
 * thing happen, good or bad; {@link #settle} lets everything heal and checks that nothing was lost,
 * doubled or mixed up.
 */
public final class Road {
  private static final int PATIENCE = 20_000;

  private final Broker broker = new Broker();
  private final Map<String, Outbox> outboxes = new TreeMap<>();
  private final List<SimulatedRelay> relays = new ArrayList<>();
  private final List<SimulatedConsumer> consumers = new ArrayList<>();
  private long now;

  /** What may happen to the road, the likelier ones more than once. */
  public enum Incident {
    RELAY(8),
    DELIVERY(14),
    TIME(3),
    LATE_RECORD(1),
    REWIND(1),
    RELEASE(2),
    SUSPENSION(1),
    AWAKENING(2),
    FENCING(1),
    RELAY_CRASH(1),
    DATABASE_CRASH(1),
    BROKER_GOES(1),
    BROKER_COMES(2),
    DATA_DELETED(1),
    UPGRADE(1);

    private final int weight;

    Incident(int weight) {
      this.weight = weight;
    }

    private static final List<Incident> BY_WEIGHT = byWeight();

    public static Incident drawn(Dice dice) {
      return dice.any(BY_WEIGHT);
    }

    private static List<Incident> byWeight() {
      var all = new ArrayList<Incident>();
      for (var each : values()) {
        for (var i = 0; i < each.weight; i++) {
          all.add(each);
        }
      }
      return List.copyOf(all);
    }
  }

  public void service(String name) {
    var outbox = new Outbox();
    outboxes.put(name, outbox);
    relays.add(new SimulatedRelay(outbox, broker));
    relays.add(new SimulatedRelay(outbox, broker));
  }

  /**
   * @param known the versions of facts that its build can read; empty for facts it never heard of
   */
  public void consumer(String name, List<String> topics, Set<Integer> known, Effect effect) {
    consumers.add(new SimulatedConsumer(name, broker, topics, known, effect));
  }

  /** Logs an event together with its cause; in as many versions as are given. */
  public void commit(
      String service, String topic, String subject, Set<Integer> versions, Object told) {
    var outbox = outbox(service);
    versions.stream()
        .sorted()
        .forEach(version -> outbox.commit(topic, subject, version, versions, told));
    for (var relay : relays) {
      relay.wake();
    }
  }

  public void step(Incident incident, Dice dice) {
    switch (incident) {
      case RELAY -> {
        var relay = dice.any(relays);
        for (var i = dice.below(7); i >= 0; i--) {
          relay.step(now, true, dice);
        }
      }
      case DELIVERY -> {
        var consumer = dice.any(consumers);
        for (var i = dice.below(3); i >= 0; i--) {
          consumer.deliver(dice.any(consumer.topics()), true, dice);
        }
      }
      case TIME -> now += dice.oneIn(10) ? 86_400_000 : dice.below(500);
      case LATE_RECORD -> broker.letALateOneArrive();
      case REWIND -> dice.any(consumers).rewind(dice);
      case RELEASE -> release(dice);
      case SUSPENSION -> dice.any(relays).suspend();
      case AWAKENING -> dice.any(relays).awake();
      case FENCING -> outboxes.values().forEach(Outbox::fence);
      case RELAY_CRASH -> dice.any(relays).crash();
      case DATABASE_CRASH -> dice.any(List.copyOf(outboxes.values())).crash();
      case BROKER_GOES -> broker.goAway();
      case BROKER_COMES -> broker.comeBack();
      case DATA_DELETED -> loseData(dice);
      case UPGRADE -> upgrade(dice);
    }
  }

  public void backUp(String service) {
    outbox(service).backUp();
  }

  /**
   * The service's database is set back to the last backup, if there is one, at a moment at which
   * everything that was decided has been heard.
   */
  public void restore(String service) {
    var outbox = outbox(service);
    if (!broker.isAway() && outbox.isDrained(broker)) {
      relays.stream().filter(relay -> relay.isOf(outbox)).forEach(SimulatedRelay::crash);
      broker.forgetLateOnes();
      outbox.restore();
    }
  }

  /** For a moment nothing goes wrong: who is awake sends, and what is on a topic arrives. */
  public void goodMoment(Dice dice) {
    for (var i = 0; i < 12; i++) {
      now += 50;
      for (var relay : relays) {
        relay.step(now, false, dice);
      }
    }
    deliverAll(dice);
  }

  /** Everything heals; then what nobody holds has moved, and after a release all has. */
  public void settle() {
    var dice = new Dice(1);
    broker.comeBack();
    outboxes.values().forEach(Outbox::fence);
    relays.forEach(SimulatedRelay::awake);
    drain(dice);
    broker.letAllLateOnesArrive();
    outboxes.values().forEach(outbox -> broker.mustEndInOrder(outbox.log()));
    deliverUntilQuiet(dice);
    everyStream((consumer, stream, committed) -> consumer.mustHaveMoved(stream, committed));
    consumers.forEach(SimulatedConsumer::learnsEverything);
    consumers.forEach(consumer -> consumer.releaseAll(dice));
    deliverUntilQuiet(dice);
    everyStream((consumer, stream, committed) -> consumer.mustHaveTakenAll(stream, committed));
    outboxes
        .values()
        .forEach(outbox ->
            outbox
                .streams()
                .forEach(
                    stream -> consumers.forEach(each -> each.mustHaveTaken(outbox.of(stream)))));
  }

  /**
   * Every pending event reaches the broker within bounded time, without a person doing anything.
   */
  private void drain(Dice dice) {
    for (var i = 0; i < PATIENCE; i++) {
      now += 50;
      for (var relay : relays) {
        relay.step(now, false, dice);
      }
      if (isDrained()) {
        return;
      }
    }
    throw new AssertionError("What is pending does not drain");
  }

  private boolean isDrained() {
    for (var relay : relays) {
      if (!relay.isQuiet()) {
        return false;
      }
    }
    for (var outbox : outboxes.values()) {
      if (!outbox.isDrained(broker)) {
        return false;
      }
    }
    return true;
  }

  /** What is taken in may make a service tell something more. */
  private void deliverUntilQuiet(Dice dice) {
    do {
      drain(dice);
      deliverAll(dice);
      consumers.forEach(SimulatedConsumer::hearTheNextRecords);
      deliverAll(dice);
    } while (!isDrained());
  }

  private void deliverAll(Dice dice) {
    for (var consumer : consumers) {
      for (var topic : consumer.topics()) {
        while (consumer.deliver(topic, false, dice)) {}
      }
    }
  }

  private void loseData(Dice dice) {
    // What a database has forgotten and the broker has lost, nobody can tell.
    var onlyCopy = outboxes.values().stream().anyMatch(each -> !each.knowsAll(broker.events()));
    if (dice.oneIn(3) && !onlyCopy) {
      broker.loseAll();
    }
  }

  private void release(Dice dice) {
    var streams = List.copyOf(dice.any(List.copyOf(outboxes.values())).streams());
    if (!streams.isEmpty()) {
      dice.any(consumers).release(dice.any(streams), true, dice);
    }
  }

  private void upgrade(Dice dice) {
    dice.any(consumers).learnsEverything();
  }

  private void everyStream(Check check) {
    for (var outbox : outboxes.values()) {
      for (var stream : outbox.streams()) {
        var topic = stream.substring(0, stream.indexOf('/'));
        for (var consumer : consumers) {
          if (consumer.topics().contains(topic)) {
            check.on(consumer, stream, outbox.lastPosition(stream));
          }
        }
      }
    }
  }

  private Outbox outbox(String service) {
    var outbox = outboxes.get(service);
    if (outbox == null) {
      throw new IllegalArgumentException(service);
    }
    return outbox;
  }

  private interface Check {
    void on(SimulatedConsumer consumer, String stream, long committed);
  }
}
