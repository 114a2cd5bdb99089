package org.opennrm.platform.messaging.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What the relay does after a round of sending: which pending events it strikes off, whether it may
 * go on using its producer, and how long it rests.
 *
 * <p>An event is struck off when the broker has it and every earlier event of its subject too. Else
 * the topic could end with a later event before an earlier one.
 *
 * @param strikeOff sequences that need not be sent again
 * @param startOver the producer is to be abandoned with whatever it still holds
 * @param rest how long to sleep unless woken
 */
public record RelayDecision(List<Long> strikeOff, boolean startOver, Duration rest) {
  private static final Duration SHORTEST_REST = Duration.ofMillis(5);
  private static final Duration LONGEST_REST = Duration.ofMillis(50);
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
  private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(2);

  public RelayDecision {
    strikeOff = List.copyOf(strikeOff);
  }

  /** What became of sending one event. */
  public enum Fate {
    CONFIRMED,
    FAILED,
    /** Not handed to the producer, since an earlier one had failed. */
    HELD_BACK
  }

  /** One event of a round, in the order of sending; {@code stream} is its topic and subject. */
  public record Sent(long sequence, String stream, Fate fate) {}

  /**
   * @param round what was read from pending, oldest first
   * @param more whether the reading stopped at its limit
   * @param quietRounds how many rounds before this one found nothing
   * @param failedRounds how many rounds before this one failed
   */
  public static RelayDecision after(
      List<Sent> round, boolean more, int quietRounds, int failedRounds) {
    var strikeOff = new ArrayList<Long>();
    var broken = new HashSet<String>();
    var failed = false;
    for (var sent : round) {
      if (sent.fate() == Fate.CONFIRMED && !broken.contains(sent.stream())) {
        strikeOff.add(sent.sequence());
      } else {
        broken.add(sent.stream());
        failed = true;
      }
    }
    if (failed) {
      return new RelayDecision(strikeOff, true, backoff(failedRounds));
    }
    return new RelayDecision(
        strikeOff, false, more ? Duration.ZERO : rest(round.isEmpty() ? quietRounds : 0));
  }

  /** The relay could not work at all: its database was away. */
  public static RelayDecision afterTrouble(int failedRounds) {
    return new RelayDecision(List.of(), true, backoff(failedRounds));
  }

  /** Nothing was sent yet, and the next round may begin at once. */
  public static RelayDecision goingOn() {
    return new RelayDecision(List.of(), false, Duration.ZERO);
  }

  /** Another instance of the service holds the lock and does the sending. */
  public static RelayDecision standingBy() {
    return new RelayDecision(List.of(), false, LONGEST_REST);
  }

  private static Duration rest(int quietRounds) {
    return shorter(SHORTEST_REST.multipliedBy(1L << Math.min(quietRounds, 10)), LONGEST_REST);
  }

  private static Duration backoff(int failedRounds) {
    return shorter(FIRST_BACKOFF.multipliedBy(1L << Math.min(failedRounds, 10)), LONGEST_BACKOFF);
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
