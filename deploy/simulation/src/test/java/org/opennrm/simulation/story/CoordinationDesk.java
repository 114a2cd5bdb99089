package org.opennrm.simulation.story;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.HandOverAcceptedV1;
import org.opennrm.contracts.HandOverAcknowledgedV1;
import org.opennrm.contracts.HandOverCompletedV1;
import org.opennrm.contracts.HandOverDeclinedV1;
import org.opennrm.contracts.HandOverEscalatedV1;
import org.opennrm.contracts.HandOverEvent;
import org.opennrm.contracts.HandOverOfferedV1;
import org.opennrm.contracts.HandOverReassignedV1;
import org.opennrm.contracts.HandOverRecordedV1;
import org.opennrm.contracts.HandOverWithdrawnV1;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.coordination.escalation.model.Desk;
import org.opennrm.coordination.escalation.model.Escalation;
import org.opennrm.coordination.escalation.model.EscalationClock;
import org.opennrm.coordination.escalation.model.EscalationCommand;
import org.opennrm.coordination.escalation.model.EscalationEvent;
import org.opennrm.coordination.escalation.model.EscalationRules;
import org.opennrm.coordination.escalation.model.NextStep;
import org.opennrm.coordination.escalation.model.Watched;
import org.opennrm.platform.policy.model.DueTimes;
import org.opennrm.platform.policy.model.Ruling.Moved;

/**
 * Coordination: the ledger of hand-overs as it was told, and silence by {@link EscalationClock} and
 * {@link EscalationRules}. Looking keeps nothing that a restart could lose.
 */
final class CoordinationDesk {
  private static final OrganisationCode COORDINATOR =
      new OrganisationCode("ba-invented-coordinator");
  private static final OrganisationCode DEPUTY = new OrganisationCode("ba-invented-deputy");
  private static final Desk DESK = new Desk(COORDINATOR, Optional.of(DEPUTY));

  private final Wall wall;
  private final Map<HandOverRef, Entry> ledger = new LinkedHashMap<>();

  /** What the topics say of a hand-over; two that heard the same say the same. */
  record Told(OrganisationCode holder, @Nullable DueTimes due, String state, int assignment) {
    boolean open() {
      return state.equals("offered") || state.equals("acknowledged");
    }

    Told now(String next) {
      return new Told(holder, due, next, assignment);
    }
  }

  private static final class Entry {
    private Told told;
    private boolean reminded;
    private boolean escalated;
    private final Map<Integer, Escalation> escalations = new HashMap<>();

    Entry(Told told) {
      this.told = told;
    }
  }

  CoordinationDesk(Wall wall) {
    this.wall = wall;
  }

  void take(HandOverEvent event) {
    var entry = ledger.get(event.handOver());
    var next = after(entry == null ? null : entry.told, event);
    if (entry == null) {
      ledger.put(event.handOver(), new Entry(next));
      return;
    }
    if (next.assignment() > entry.told.assignment()) {
      entry.reminded = false;
      entry.escalated = false;
    }
    entry.told = next;
  }

  /** What is told of a hand-over once this was told too. */
  static Told after(@Nullable Told before, HandOverEvent event) {
    if (event instanceof HandOverOfferedV1 e) {
      if (before != null) {
        throw new AssertionError("Offered twice: " + e.handOver());
      }
      return new Told(e.to(), new DueTimes(e.dueAt(), e.graceUntil()), "offered", 1);
    }
    if (before == null) {
      throw new AssertionError("Told of a hand-over that nobody offered: " + event);
    }
    return switch (event) {
      case HandOverAcknowledgedV1 _ -> before.now("acknowledged");
      case HandOverAcceptedV1 _ -> before.now("accepted");
      case HandOverDeclinedV1 _ -> before.now("declined");
      case HandOverCompletedV1 _ -> before.now("completed");
      case HandOverWithdrawnV1 _ -> before.now("withdrawn");
      case HandOverReassignedV1 e ->
          new Told(
              e.to(), new DueTimes(e.dueAt(), e.graceUntil()), "offered", before.assignment() + 1);
      case HandOverOfferedV1 _, HandOverRecordedV1 _, HandOverEscalatedV1 _ -> before;
    };
  }

  /** What is due at this instant, in the order in which the service does it. */
  void look() {
    var now = wall.now();
    for (var entry : ledger.values()) {
      entry.escalations.replaceAll(
          (assignment, escalation) -> closedIfAnswered(entry, assignment, escalation, now));
      entry.escalations.replaceAll((_, escalation) ->
          decided(escalation, new EscalationCommand.PassOn(DEPUTY, wall.dueTimes()), now));
      while (step(entry, now)) {}
    }
  }

  void takeOne(OrganisationCode by) {
    for (var entry : ledger.values()) {
      entry.escalations.replaceAll(
          (_, escalation) -> decided(escalation, new EscalationCommand.Take(by), wall.now()));
    }
  }

  Map<HandOverRef, Told> told() {
    var all = new HashMap<HandOverRef, Told>();
    ledger.forEach((handOver, entry) -> all.put(handOver, entry.told));
    return all;
  }

  /** After a look nobody's silence is unknown: it ended, has time left, or went past the holder. */
  void mustHaveEscalatedSilence() {
    var now = wall.now();
    ledger.forEach((handOver, entry) -> {
      var told = entry.told;
      var due = told.due();
      if (told.open() && due != null && !now.isBefore(due.graceUntil())) {
        var escalation = entry.escalations.get(told.assignment());
        if (escalation == null || escalation instanceof Escalation.Closed) {
          throw new AssertionError("Silence about " + handOver + " went nowhere");
        }
      }
    });
  }

  private boolean step(Entry entry, Instant now) {
    var told = entry.told;
    var due = told.due();
    if (due == null) {
      return false;
    }
    var watched = new Watched(told.holder(), due, told.open(), entry.reminded, entry.escalated);
    return switch (EscalationClock.next(watched, DESK, now)) {
      case NextStep.Wait _ -> false;
      case NextStep.Remind _ -> {
        entry.reminded = true;
        yield true;
      }
      case NextStep.Escalate asked -> {
        if (entry.escalations.put(
                told.assignment(), Escalation.opened(asked, DESK, now, wall.dueTimes()))
            != null) {
          throw new AssertionError("Escalated twice");
        }
        entry.escalated = true;
        yield true;
      }
    };
  }

  private static Escalation closedIfAnswered(
      Entry entry, int assignment, Escalation escalation, Instant now) {
    if (entry.told.open() && entry.told.assignment() == assignment) {
      return escalation;
    }
    var because =
        entry.told.assignment() > assignment
            ? Escalation.Ending.REASSIGNED
            : Escalation.Ending.ANSWERED_LATE;
    return decided(escalation, new EscalationCommand.Close(because), now);
  }

  private static Escalation decided(Escalation escalation, EscalationCommand command, Instant now) {
    return EscalationRules.decide(escalation, command, now)
            instanceof Moved<Escalation, EscalationEvent>(var next, _)
        ? next
        : escalation;
  }
}
