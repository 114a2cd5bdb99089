package org.opennrm.platform.messaging.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long the oldest pending event has been waiting, from looks at the two ends of the queue now
 * and then. It needs no clock of the domain, which a sandbox moves at will, and no time in the
 * rows.
 */
public final class Backlog {
  private static final int LOOKS_KEPT = 900;

  private final Deque<Look> looks = new ArrayDeque<>();

  /** One look at the queue; both ends are 0 when it is empty. */
  private record Look(long nanos, long oldest, long newest) {
    boolean sawPending(long sequence) {
      return oldest <= sequence && sequence <= newest;
    }
  }

  /**
   * @param nanos when, as {@link System#nanoTime()} says
   * @param oldest the sequence at the head of the queue
   * @param newest the last one in it
   */
  public void look(long nanos, long oldest, long newest) {
    if (looks.size() == LOOKS_KEPT) {
      looks.removeFirst();
    }
    looks.addLast(new Look(nanos, oldest, newest));
  }

  public void lookedAtNothing() {
    looks.clear();
  }

  /**
   * Since the first look that saw what is now the oldest; a lower bound, as looks are kept for a
   * while.
   */
  public Duration behind() {
    if (looks.isEmpty()) {
      return Duration.ZERO;
    }
    var now = looks.getLast();
    var first =
        looks.stream().filter(look -> look.sawPending(now.oldest())).findFirst().orElse(now);
    return Duration.ofNanos(now.nanos() - first.nanos());
  }
}
