package org.opennrm.journeys.faults;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.opennrm.bench.Door;
import org.opennrm.bench.Reply;

/**
 * A partner's system that does not give up: while it has no answer it asks again, with the same key
 * and on what it can see now, so that every doubt ends as a fact.
 */
final class Client {

  private static final long FIRST_PAUSE = Duration.ofMillis(100).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofSeconds(1).toNanos();
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Door door;

  Client(Door door) {
    this.door = door;
  }

  Reply post(String as, String path, String key, String body) {
    return insist(() -> door.post(as, path, key, body));
  }

  Reply get(String as, String path) {
    return insist(() -> door.get(as, path));
  }

  /** A step that says the same when it is asked for again. */
  Reply put(String as, String path, String body) {
    return insist(() -> door.put(as, path, "", body));
  }

  /**
   * A step that may be taken once. Whether an unanswered one was taken shows in what it was taken
   * on.
   *
   * @param done whether what is seen shows that the step was taken
   */
  Reply step(String as, String path, String action, String body, Predicate<Reply> done) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
      var seen = get(as, path);
      if (!seen.is(200) || done.test(seen)) {
        return seen;
      }
      var reply = door.put(as, path + "/" + action, seen.version(), body);
      if ((!isUnanswered(reply) && !reply.is(412)) || System.nanoTime() > deadline) {
        return reply;
      }
      LockSupport.parkNanos(pause);
    }
  }

  private static Reply insist(Supplier<Reply> ask) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
      var reply = ask.get();
      if (!isUnanswered(reply) || System.nanoTime() > deadline) {
        return reply;
      }
      LockSupport.parkNanos(pause);
    }
  }

  /** Those who wait must not be what keeps a service from coming back. */
  private static long longer(long pause) {
    return Math.min(LONGEST_PAUSE, pause * 2);
  }

  /** Silence, a failure inside, too busy, or a token that ran out while nobody answered. */
  static boolean isUnanswered(Reply reply) {
    return reply.leavesDoubt() || reply.is(429) || reply.is(401);
  }
}
