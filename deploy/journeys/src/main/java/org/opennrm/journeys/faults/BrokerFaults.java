package org.opennrm.journeys.faults;

import java.time.Duration;

/** A broker that dies, stays away, or comes back with nothing. */
final class BrokerFaults {

  private static final Duration SOME_TIME = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(45);

  private BrokerFaults() {}

  static void kill(Scene scene) {
    scene.letWorkAtMost(SOME_TIME);
    scene.installation().kill("kafka");
    scene.installation().start("kafka");
  }

  static void down(Scene scene) {
    scene.installation().kill("kafka");
    scene.letWork(LONG);
    scene.installation().start("kafka");
  }

  static void empty(Scene scene) {
    scene.letWorkAtMost(SOME_TIME);
    scene.installation().kill("kafka");
    scene.installation().forgetData("kafka");
    scene.installation().start("kafka");
  }
}
