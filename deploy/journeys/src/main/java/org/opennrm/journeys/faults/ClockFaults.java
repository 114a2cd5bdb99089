package org.opennrm.journeys.faults;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.opennrm.bench.Reply;

/** Time that does not go by evenly. What falls due meanwhile must not stay silent. */
final class ClockFaults {

  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final Duration A_DAY = Duration.ofDays(1);
  private static final Duration SOME_PEOPLE = Duration.ofSeconds(6);

  /** Where the demo's authorities have their offices and their working days. */
  private static final ZoneId THERE = ZoneId.of("Europe/Sarajevo");

  private ClockFaults() {}

  /** A day goes by at once. */
  static void jump(Scene scene) {
    move(scene, A_DAY);
    scene.letWork(Duration.ofSeconds(2));
  }

  /**
   * The night in which an hour is missing, or comes twice: people are referred before it, in the
   * hour after it, and on the day of 23 or 25 hours that follows.
   */
  static void summerTime(Scene scene) {
    scene.load().stop();
    scene.load().cameToRest(LONG_ENOUGH);
    var change = THERE.getRules().nextTransition(now(scene)).getInstant();
    for (var left = untilHalfAnHourBefore(change, scene);
        left.isPositive();
        left = untilHalfAnHourBefore(change, scene)) {
      move(scene, left.compareTo(A_DAY) > 0 ? A_DAY : left);
    }
    scene.load().flow();
    scene.letWork(SOME_PEOPLE);
    move(scene, Duration.ofHours(1));
    scene.say("it is %s there", now(scene).atZone(THERE).toLocalDateTime());
    scene.letWork(SOME_PEOPLE);
    move(scene, A_DAY);
    scene.letWork(SOME_PEOPLE);
  }

  private static Duration untilHalfAnHourBefore(Instant change, Scene scene) {
    return Duration.between(now(scene), change)
        .minus(Duration.ofMinutes(30))
        .truncatedTo(ChronoUnit.MINUTES);
  }

  private static Instant now(Scene scene) {
    return Instant.now().plusSeconds(scene.offsetSeconds());
  }

  /** Returns when every service has heard of it. */
  private static void move(Scene scene, Duration by) {
    var key = UUID.randomUUID().toString();
    var before = scene.offsetSeconds();
    scene.require(LONG_ENOUGH, "the clock moves", () -> moved(scene, key, by));
    for (var service : scene.installation().services()) {
      scene.require(
          LONG_ENOUGH,
          service + " hears of it",
          () -> scene.offsetSeconds(service) == before + by.toSeconds());
    }
  }

  private static boolean moved(Scene scene, String key, Duration by) {
    Reply reply =
        scene.door().post("sandbox", "/coordination/clock", key, "{\"advanceBy\":\"" + by + "\"}");
    return reply.is(200) || reply.is(201);
  }
}
