package org.opennrm.simulation.road;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.messaging.model.RelayDecision;
import org.opennrm.platform.messaging.model.RelayDecision.Fate;
import org.opennrm.platform.messaging.model.RelayDecision.Sent;
import org.opennrm.platform.testkit.Dice;

/**
 * One instance of a relay. What it decides is {@link RelayDecision}; how it gets there takes
 * several steps, between which it may crash, fall asleep under the lock, or lose its database.
 */
final class SimulatedRelay {
  private static final int BATCH = 4;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
  private static final Duration LONGEST_REST = Duration.ofSeconds(2);

  private final Outbox outbox;
  private final Broker broker;

  private @Nullable List<Map.Entry<Long, Logged>> round;
  private final List<Fate> fates = new ArrayList<>();
  private final List<Integer> offsets = new ArrayList<>();

  /** How often each topic was made anew, as of the reading of this round. */
  private final Map<String, Integer> copies = new HashMap<>();

  private boolean sessionLost;
  private boolean suspended;
  private int quietRounds;
  private int failedRounds;
  private long restsUntil;
  private boolean suspicious = true;
  private long lastLook;

  SimulatedRelay(Outbox outbox, Broker broker) {
    this.outbox = outbox;
    this.broker = broker;
  }

  boolean isOf(Outbox of) {
    return outbox == of;
  }

  boolean isSuspended() {
    return suspended;
  }

  /** Nothing is in its hands. */
  boolean isQuiet() {
    return round == null;
  }

  void suspend() {
    suspended = true;
  }

  void awake() {
    suspended = false;
  }

  void loseSession() {
    sessionLost = true;
  }

  /** A commit cuts a rest short, but not the pause after a failure. */
  void wake() {
    if (failedRounds == 0) {
      restsUntil = 0;
    }
  }

  /** The process dies and is started again; what it had sent stays sent. */
  void crash() {
    abandonRound();
    suspended = false;
    suspicious = true;
    quietRounds = 0;
    failedRounds = 0;
    restsUntil = 0;
  }

  /** The next thing it does. */
  void step(long now, boolean faults, Dice dice) {
    if (suspended) {
      return;
    }
    var sending = round;
    if (sending != null && fates.size() < sending.size()) {
      sendNext(sending, faults, dice);
    } else if (sending != null) {
      finish(sending, now);
    } else if (now >= restsUntil) {
      begin(now);
    }
  }

  private void begin(long now) {
    if (!outbox.lock(this)) {
      rest(RelayDecision.standingBy(), now);
      return;
    }
    if (suspicious || now - lastLook > BETWEEN_LOOKS.toMillis() || !outbox.watchesAllTopics()) {
      look(now);
      return;
    }
    var oldest = new ArrayList<Map.Entry<Long, Logged>>(BATCH);
    for (var entry : outbox.pending().entrySet()) {
      if (oldest.size() == BATCH) {
        break;
      }
      oldest.add(Map.entry(entry.getKey(), entry.getValue()));
    }
    if (oldest.isEmpty()) {
      outbox.unlock(this);
      rest(RelayDecision.after(List.of(), false, quietRounds++, failedRounds), now);
      return;
    }
    quietRounds = 0;
    round = oldest;
    fates.clear();
    offsets.clear();
    copies.clear();
    for (var entry : oldest) {
      var topic = entry.getValue().topic();
      copies.put(topic, outbox.copyOf(topic));
    }
    sessionLost = false;
  }

  /** Whether the broker still has everything; if not, all of it is pending from here on. */
  private void look(long now) {
    if (broker.isAway()) {
      outbox.unlock(this);
      rest(RelayDecision.afterTrouble(failedRounds), now);
      return;
    }
    outbox.look(broker);
    outbox.unlock(this);
    suspicious = false;
    lastLook = now;
    rest(RelayDecision.goingOn(), now);
  }

  private void sendNext(List<Map.Entry<Long, Logged>> sending, boolean faults, Dice dice) {
    var event = sending.get(fates.size()).getValue();
    var heldBack = !fates.isEmpty() && fates.getLast() == Fate.HELD_BACK;
    // Once a failure is known nothing more is sent; what is in flight may still be confirmed.
    var failed = fates.contains(Fate.FAILED);
    if (heldBack || (failed && dice.oneIn(2))) {
      fates.add(Fate.HELD_BACK);
      offsets.add(Broker.UNCONFIRMED);
      return;
    }
    var record = new Copy.Sent(event, copies.getOrDefault(event.topic(), 0));
    var offset = broker.take(record, faults && dice.oneIn(8), dice);
    offsets.add(offset);
    fates.add(offset == Broker.UNCONFIRMED ? Fate.FAILED : Fate.CONFIRMED);
  }

  private void finish(List<Map.Entry<Long, Logged>> sending, long now) {
    if (sessionLost) {
      // Whoever slept under the lock, or whose database went away, cannot commit.
      abandonRound();
      rest(RelayDecision.afterTrouble(failedRounds), now);
      return;
    }
    var sent = new ArrayList<Sent>(sending.size());
    for (var i = 0; i < sending.size(); i++) {
      var entry = sending.get(i);
      sent.add(new Sent(entry.getKey(), entry.getValue().stream(), fates.get(i)));
    }
    var decision = RelayDecision.after(sent, sending.size() == BATCH, quietRounds, failedRounds);
    var whole = true;
    for (var i = 0; i < sending.size() && !decision.strikeOff().isEmpty(); i++) {
      if (fates.get(i) == Fate.CONFIRMED) {
        whole &= outbox.confirm(sending.get(i).getValue().topic(), offsets.get(i));
      }
    }
    if (whole) {
      outbox.strikeOff(decision.strikeOff());
    }
    suspicious |= !whole;
    abandonRound();
    rest(decision, now);
  }

  private void abandonRound() {
    round = null;
    fates.clear();
    outbox.unlock(this);
  }

  private void rest(RelayDecision decision, long now) {
    if (decision.rest().compareTo(LONGEST_REST) > 0) {
      throw new AssertionError("A relay that rests for " + decision.rest() + " is late");
    }
    failedRounds = decision.startOver() ? failedRounds + 1 : 0;
    suspicious |= decision.startOver();
    restsUntil = now + decision.rest().toMillis();
  }
}
