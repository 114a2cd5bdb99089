package org.opennrm.platform.messaging.model;

import java.time.Duration;

/**
 * What the inbox does with an event. Per consumer, source and subject, positions are taken in one
 * after the other without a gap; an event that cannot be taken in holds back all after it.
 */
public sealed interface InboxDecision {
  /** A parked event that waits for a predecessor which has not arrived. */
  String GAP = "gap";

  /** A parked event that waits behind another parked one. */
  String BEHIND = "behind";

  /** How often an effect may fail before its event is parked. */
  int TRIES = 3;

  /** Run the effect and take the position in, in one transaction. */
  record Apply() implements InboxDecision {}

  /** Take the position in without an effect: the event is not for this consumer. */
  record PassOver() implements InboxDecision {}

  /** Do nothing: taken in before. */
  record Forget() implements InboxDecision {}

  /** Keep the event until its predecessor arrives. */
  record Await() implements InboxDecision {}

  /** Keep the event for a person, or behind one that waits for a person. */
  record Park(String reason) implements InboxDecision {}

  /** Try the effect again after a pause. */
  record TryAgain(Duration pause) implements InboxDecision {}

  static InboxDecision onArrival(StreamPlace place, long position, Recognition recognised) {
    if (position <= place.last()) {
      return new Forget();
    }
    if (place.blocked()) {
      return new Park(BEHIND);
    }
    return position == place.last() + 1 ? onTurn(recognised) : new Await();
  }

  /** A person released the stream: the event at its head is looked at again. */
  static InboxDecision onRelease(StreamPlace place, long position, Recognition recognised) {
    if (position <= place.last()) {
      return new Forget();
    }
    return position == place.last() + 1 ? onTurn(recognised) : new Await();
  }

  /**
   * @param failures how often the effect has failed, this time included; failures of the database
   *     do not count
   */
  static InboxDecision onFailure(Trouble trouble, int failures, String what) {
    return switch (trouble) {
      case NOT_THE_EVENT ->
          new TryAgain(Duration.ofMillis(Math.min(1_000, 50L << Math.min(failures, 5))));
      case THE_EFFECT ->
          failures < TRIES
              ? new TryAgain(Duration.ofMillis(50L * failures * failures))
              : new Park("failed: " + what);
    };
  }

  private static InboxDecision onTurn(Recognition recognised) {
    return switch (recognised) {
      case KNOWN -> new Apply();
      case SUPERSEDED, UNKNOWN_TYPE -> new PassOver();
      case UNKNOWN_VERSION -> new Park("unknown-version");
      case UNREADABLE -> new Park("unreadable");
    };
  }

  /** Whom a failure is to be blamed on. */
  enum Trouble {
    /**
     * The database was away, full or busy; the event may be fine and is tried for as long as it
     * takes.
     */
    NOT_THE_EVENT,
    /** Taking in this event fails. */
    THE_EFFECT
  }
}
