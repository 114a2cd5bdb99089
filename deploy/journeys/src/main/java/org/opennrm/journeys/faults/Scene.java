package org.opennrm.journeys.faults;

import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.opennrm.bench.Door;
import org.opennrm.bench.Trouble;
import org.opennrm.local.Installation;

/** Everything that a fault may touch. Whatever it draws follows from the seed. */
final class Scene {

  private static final Duration GLANCE = Duration.ofMillis(20);

  private final Installation installation;
  private final Door door;
  private final Load load;
  private final ClientMemory memory;
  private final Tables tables;
  private final Broker broker;
  private final Map<String, URI> detours;
  private final Set<String> strangers = ConcurrentHashMap.newKeySet();
  private final Duration brokerAway;
  private final PrintStream out;
  private RandomGenerator random;

  /**
   * @param detours where the doors of a service are meanwhile; what the door looks up first
   * @param brokerAway for how long the broker stays away when it does
   */
  Scene(
      Installation installation,
      Door door,
      Load load,
      ClientMemory memory,
      Map<String, URI> detours,
      RandomGenerator random,
      Duration brokerAway,
      PrintStream out) {
    this.installation = installation;
    this.door = door;
    this.load = load;
    this.memory = memory;
    this.tables = new Tables(installation);
    this.broker = new Broker(installation);
    this.detours = detours;
    this.random = random;
    this.brokerAway = brokerAway;
    this.out = out;
  }

  Installation installation() {
    return installation;
  }

  Door door() {
    return door;
  }

  Load load() {
    return load;
  }

  ClientMemory memory() {
    return memory;
  }

  Tables tables() {
    return tables;
  }

  Broker broker() {
    return broker;
  }

  Duration brokerStaysAway() {
    return brokerAway;
  }

  RandomGenerator random() {
    return random;
  }

  void drawFrom(RandomGenerator other) {
    random = other;
  }

  /** Subjects that no service ever wrote about, because somebody put rubbish on a topic. */
  Set<String> strangers() {
    return strangers;
  }

  void say(String format, Object... values) {
    out.printf("         " + format + "%n", values);
  }

  String anyService() {
    return any(installation.services());
  }

  <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Lets time go by: the faults happen to a system at work. */
  void letWork(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  /** How far the sandbox's clock is ahead. */
  long offsetSeconds() {
    return offsetSeconds("coordination");
  }

  /** How far ahead a service believes it to be; -1 when it does not answer. */
  long offsetSeconds(String service) {
    var told = door.get("sandbox", "/" + service + "/sandbox").text("/offsetSeconds");
    return told.isEmpty() ? -1 : Long.parseLong(told);
  }

  /** A moment that nobody could foresee. */
  void letWorkAtMost(Duration time) {
    letWork(Duration.ofNanos(random.nextLong(time.toNanos())));
  }

  /** Whether it happened within the patience. */
  boolean happens(Duration patience, BooleanSupplier it) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!it.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
    return true;
  }

  /** For what a fault cannot do without: without it the fault would have tried nothing. */
  void require(Duration patience, String what, BooleanSupplier it) {
    if (!happens(patience, it)) {
      throw new Trouble("It did not come to this: " + what + ".");
    }
  }

  /** Until told otherwise, the people knock at another door of this service. */
  void redirect(String service, URI to) {
    detours.put(service, to);
  }

  void redirectNoMore(String service) {
    detours.remove(service);
  }
}
