package org.opennrm.journeys.faults;

import java.time.Duration;

/** A broker that dies, stays away, comes back with nothing, or lets nobody keep a partition. */
final class BrokerFaults {

  private static final Duration SOME_TIME = Duration.ofSeconds(2);
  private static final Duration STORM = Duration.ofSeconds(20);
  private static final Duration A_MISTAKE_IS_NOTICED = Duration.ofSeconds(8);
  private static final Duration A_VISIT = Duration.ofMillis(400);

  private BrokerFaults() {}

  static void kill(Scene scene) {
    scene.letWorkAtMost(SOME_TIME);
    scene.installation().kill("kafka");
    scene.installation().start("kafka");
  }

  static void down(Scene scene) {
    scene.installation().kill("kafka");
    scene.letWork(scene.brokerStaysAway());
    scene.installation().start("kafka");
  }

  static void empty(Scene scene) {
    scene.letWorkAtMost(SOME_TIME);
    scene.installation().kill("kafka");
    scene.installation().forgetData("kafka");
    scene.installation().start("kafka");
  }

  /**
   * Somebody takes the services' rights on the broker away, and gives them back when it is noticed.
   * One service comes up meanwhile, whose readers have to find their places.
   */
  static void withdrawRights(Scene scene) {
    var service = scene.anyService();
    scene.installation().kill(service);
    scene
        .broker()
        .withoutRights(() -> {
          scene.installation().start(service);
          scene.letWork(A_MISTAKE_IS_NOTICED);
        });
  }

  /**
   * Somebody joins the groups of the services' readers and leaves them again, over and over, and
   * takes partitions each time: what was read and not yet taken in is read again by others.
   */
  static void rebalanceStorm(Scene scene) {
    var until = System.nanoTime() + STORM.toNanos();
    var visits = 0;
    while (System.nanoTime() < until) {
      scene.broker().visit(scene.anyService(), A_VISIT);
      visits++;
    }
    scene.say("%d visits to the readers' groups", visits);
  }
}
