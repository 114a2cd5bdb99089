package org.opennrm.platform.web;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Lets so many in at once and remembers who came next, in the order of their coming. Those who
 * bring something go before those who only look, of whom every fourth turn is one, so that neither
 * waits for ever.
 *
 * <p>Nobody is inside and waiting at the same time; never are more than {@code places} inside.
 *
 * @param <V> a visitor; each is equal to itself only
 */
final class WaitingRoom<V> {
  enum Errand {
    BRINGS,
    LOOKS
  }

  enum Answer {
    COME_IN,
    WAIT,
    FULL
  }

  /** How many turns pass until one is for somebody who looks. */
  private static final int TURN_OF_ONE_WHO_LOOKS = 4;

  private final int places;
  private final int seats;
  private final Set<V> inside = new LinkedHashSet<>();
  private final LinkedHashSet<V> bringing = new LinkedHashSet<>();
  private final LinkedHashSet<V> looking = new LinkedHashSet<>();
  private int turn;

  /**
   * @param places how many may be inside at once
   * @param seats how many may wait
   */
  WaitingRoom(int places, int seats) {
    this.places = places;
    this.seats = seats;
  }

  synchronized Answer come(V visitor, Errand errand) {
    if (inside.size() < places) {
      inside.add(visitor);
      return Answer.COME_IN;
    }
    if (waiting() >= seats) {
      return Answer.FULL;
    }
    (errand == Errand.BRINGS ? bringing : looking).add(visitor);
    return Answer.WAIT;
  }

  /**
   * From inside or from the queue; once more, and nothing happens.
   *
   * @return who may come in instead
   */
  synchronized Optional<V> leave(V visitor) {
    if (!inside.remove(visitor)) {
      bringing.remove(visitor);
      looking.remove(visitor);
      return Optional.empty();
    }
    var next = next();
    next.ifPresent(inside::add);
    return next;
  }

  private Optional<V> next() {
    turn = (turn + 1) % TURN_OF_ONE_WHO_LOOKS;
    var theirs = turn == 0 ? looking : bringing;
    var others = turn == 0 ? bringing : looking;
    var queue = theirs.isEmpty() ? others : theirs;
    return queue.isEmpty() ? Optional.empty() : Optional.of(queue.removeFirst());
  }

  /** Those who have waited for too long; they wait no longer, and are not let in. */
  synchronized List<V> sendAway(Predicate<V> tooLong) {
    var sent = new ArrayList<V>();
    for (var queue : List.of(bringing, looking)) {
      while (!queue.isEmpty() && tooLong.test(queue.getFirst())) {
        sent.add(queue.removeFirst());
      }
    }
    return sent;
  }

  synchronized int waiting() {
    return bringing.size() + looking.size();
  }

  synchronized int inside() {
    return inside.size();
  }

  /** Who has been waiting for longest of those who bring something. */
  synchronized Optional<V> longestWaiting() {
    return bringing.isEmpty() ? Optional.empty() : Optional.of(bringing.getFirst());
  }
}
