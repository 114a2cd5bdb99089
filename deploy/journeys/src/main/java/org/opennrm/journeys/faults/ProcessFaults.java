package org.opennrm.journeys.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Services that die, and services that only seem to. */
final class ProcessFaults {

  private static final Duration SOME_TIME = Duration.ofMillis(1_500);
  private static final Duration A_WHILE = Duration.ofSeconds(12);
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  /** Long enough for PostgreSQL to take the relay's lock away (10 s), and some more. */
  private static final Duration LONGER_THAN_THE_LOCK = Duration.ofSeconds(13);

  private static final String HOLDS_THE_RELAYS_LOCK =
      """
      select 1 from pg_locks where locktype = 'advisory' and granted
         and database = (select oid from pg_database where datname = current_database())
      """;

  private ProcessFaults() {}

  static void kill(Scene scene, String service) {
    scene.letWorkAtMost(SOME_TIME);
    scene.installation().kill(service);
    scene.installation().start(service);
  }

  static void killTwo(Scene scene) {
    List<String> services = new ArrayList<>(scene.installation().services());
    services.remove(scene.random().nextInt(services.size()));
    scene.letWorkAtMost(SOME_TIME);
    services.forEach(scene.installation()::kill);
    services.forEach(scene.installation()::start);
  }

  /** It misses its heartbeats, its partitions are taken away, and it comes back none the wiser. */
  static void suspendAConsumer(Scene scene) {
    var service = scene.any(List.of("coordination", "shelter"));
    scene.installation().suspend(service);
    try {
      scene.letWork(A_WHILE);
    } finally {
      scene.installation().resume(service);
    }
    scene.require(
        LONG_ENOUGH, service + " answers again", () -> scene.installation().healthy(service));
  }

  /**
   * A relay falls asleep with the lock in its hand, a second instance takes over, and the first
   * wakes up and goes on sending what it was about to send.
   */
  static void suspendTheRelay(Scene scene) {
    var service = "identification";
    var installation = scene.installation();
    var twin = installation.twinOf(service);
    scene.require(LONG_ENOUGH, "a relay that sleeps with its lock", () -> sleeps(scene, service));
    try {
      scene.redirect(service, installation.url(twin));
      installation.start(twin);
      scene.letWork(LONGER_THAN_THE_LOCK);
    } finally {
      installation.resume(service);
      scene.redirectNoMore(service);
    }
    scene.letWork(SOME_TIME);
    installation.kill(twin);
    scene.require(LONG_ENOUGH, service + " answers again", () -> installation.healthy(service));
  }

  private static boolean sleeps(Scene scene, String service) {
    scene.installation().suspend(service);
    if (scene.tables().rows(service, HOLDS_THE_RELAYS_LOCK).isEmpty()) {
      scene.installation().resume(service);
      return false;
    }
    return true;
  }
}
