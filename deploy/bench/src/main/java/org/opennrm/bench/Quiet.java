package org.opennrm.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits until the services have nothing left to send, so that one phase does not burden the next.
 */
final class Quiet {

  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int TIMES = 3;

  private final Door door;
  private final List<String> services;

  Quiet(Door door, List<String> services) {
    this.door = door;
    this.services = List.copyOf(services);
  }

  /** Whether it became quiet within the patience: several times in a row nobody had anything. */
  boolean came() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    int quiet = 0;
    while (quiet < TIMES && System.nanoTime() < deadline) {
      quiet = services.stream().allMatch(this::hasNothingToSend) ? quiet + 1 : 0;
      LockSupport.parkNanos(LOOK.toNanos());
    }
    return quiet == TIMES;
  }

  private boolean hasNothingToSend(String service) {
    return door.get("sandbox", "/" + service + "/sandbox")
            instanceof Reply.Answered(int status, var body, _)
        && status == 200
        && body.path("pendingEvents").asLong(-1) == 0;
  }
}
