package org.opennrm.bench;

import java.time.Duration;
import java.time.Instant;

/**
 * The moment from which a schedule counts, on both of this machine's clocks: the monotonic one
 * times what the driver sees itself, the system's clock is the one that PostgreSQL stamps commits
 * with.
 */
record Beginning(Instant wall, long nano) {

  /** A little from now, so that the first call is not late already. */
  static Beginning soon() {
    Duration lead = Duration.ofMillis(200);
    return new Beginning(Instant.now().plus(lead), System.nanoTime() + lead.toNanos());
  }

  Intended call(int index, Duration offset) {
    return new Intended(index, wall.plus(offset), nano + offset.toNanos());
  }

  /** By how much the system's clock was moved against the monotonic one since. */
  Duration drift() {
    return Duration.between(wall, Instant.now()).minus(Duration.ofNanos(System.nanoTime() - nano));
  }

  /** One call and the moment at which it should start; every latency counts from there. */
  record Intended(int index, Instant wall, long nano) {

    long nanosSince() {
      return System.nanoTime() - nano;
    }

    /** The same call's next part. */
    Intended later(int seconds) {
      Duration by = Duration.ofSeconds(seconds);
      return new Intended(index, wall.plus(by), nano + by.toNanos());
    }
  }
}
