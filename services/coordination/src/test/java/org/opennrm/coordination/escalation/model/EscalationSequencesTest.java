package org.opennrm.coordination.escalation.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.coordination.escalation.model.Escalation.Closed;
import org.opennrm.coordination.escalation.model.Escalation.Ending;
import org.opennrm.coordination.escalation.model.Escalation.Taken;
import org.opennrm.coordination.escalation.model.Escalation.WithCoordinator;
import org.opennrm.coordination.escalation.model.Escalation.WithDeputy;
import org.opennrm.coordination.escalation.model.EscalationCommand.Close;
import org.opennrm.coordination.escalation.model.EscalationCommand.PassOn;
import org.opennrm.coordination.escalation.model.EscalationCommand.Take;
import org.opennrm.coordination.escalation.model.NextStep.Escalate;
import org.opennrm.coordination.escalation.model.NextStep.Remind;
import org.opennrm.coordination.escalation.model.NextStep.Wait;
import org.opennrm.platform.policy.model.DueTimes;
import org.opennrm.platform.policy.model.Ruling.Moved;
import org.opennrm.platform.testkit.Dice;
import org.opennrm.platform.testkit.SeededTrials;

/**
 * Answers, silence, new holders and clocks that jump or stand still for days, in whatever order:
 * after each look at the clock the desk knows what a person with a calendar would know, and no
 * hand-over is silent with nobody asked.
 */
class EscalationSequencesTest {

  private static final Instant MORNING = Instant.parse("2026-03-09T08:00:00Z");
  private static final Duration TO_ANSWER = Duration.ofHours(12);
  private static final Duration GRACE = Duration.ofHours(12);
  private static final Duration TO_TAKE_UP = Duration.ofHours(6);
  private static final OrganisationCode COORDINATOR = new OrganisationCode("ba-coordinator");
  private static final OrganisationCode DEPUTY = new OrganisationCode("ba-coordinator-deputy");
  private static final OrganisationCode HOUSE = new OrganisationCode("ba-invented-house");
  private static final List<OrganisationCode> OFFICES = List.of(HOUSE, COORDINATOR, DEPUTY);

  private enum Kind {
    LOOK,
    TIME_GOES_BY,
    TAKE,
    ANSWER,
    WITHDRAW,
    REASSIGN
  }

  /**
   * @param office who takes it up, or who is to answer from now on
   * @param hours that go by before it
   */
  private record Step(Kind kind, OrganisationCode office, int hours) {
    static Step drawn(Dice dice) {
      var kind =
          switch (dice.below(20)) {
            case 0 -> Kind.ANSWER;
            case 1 -> Kind.WITHDRAW;
            case 2 -> Kind.REASSIGN;
            case 3, 4, 5 -> Kind.TAKE;
            case 6, 7 -> Kind.TIME_GOES_BY;
            default -> Kind.LOOK;
          };
      return new Step(kind, dice.any(OFFICES), dice.oneIn(6) ? dice.below(100) : dice.below(5));
    }
  }

  private enum With {
    NOBODY,
    COORDINATOR,
    DEPUTY,
    SEEN_TO
  }

  /** One holder's hand-over on a calendar: what is due when, and who was asked. */
  private static final class Calendar {
    final OrganisationCode holder;
    final Instant since;
    With with = With.NOBODY;
    boolean reminded;
    @Nullable Instant asked;
    @Nullable Ending ending;

    /** It ended, and somebody has looked since. */
    boolean over;

    Calendar(OrganisationCode holder, Instant since) {
      this.holder = holder;
      this.since = since;
    }

    void look(Instant now, boolean hasDeputy) {
      if (ending != null) {
        over = true;
        return;
      }
      if (with == With.COORDINATOR && hasDeputy && isOver(asked, TO_TAKE_UP, now)) {
        ask(With.DEPUTY, now);
      }
      reminded |= isOver(since, TO_ANSWER, now);
      if (with == With.NOBODY && isOver(since, TO_ANSWER.plus(GRACE), now)) {
        ask(holder.equals(COORDINATOR) && hasDeputy ? With.DEPUTY : With.COORDINATOR, now);
      }
    }

    boolean take(OrganisationCode by) {
      var may =
          switch (with) {
            case COORDINATOR -> by.equals(COORDINATOR);
            case DEPUTY -> !by.equals(HOUSE);
            case NOBODY, SEEN_TO -> false;
          };
      if (may && !over) {
        with = With.SEEN_TO;
      }
      return may && !over;
    }

    private void ask(With whom, Instant now) {
      with = whom;
      asked = now;
    }

    private static boolean isOver(@Nullable Instant from, Duration time, Instant now) {
      return from != null && !now.isBefore(from.plus(time));
    }
  }

  /** The same with the desk's own rules, asked in the order in which the desk asks them. */
  private static final class Watch {
    final OrganisationCode holder;
    final DueTimes due;
    int reminders;
    @Nullable Escalation escalation;
    @Nullable Ending ending;

    Watch(OrganisationCode holder, Instant since) {
      this.holder = holder;
      this.due = times(since, TO_ANSWER, GRACE);
    }

    void look(Instant now, Desk desk) {
      if (ending != null && escalation != null) {
        apply(new Close(ending), now);
      }
      if (escalation instanceof WithCoordinator && desk.deputy().isPresent()) {
        apply(new PassOn(desk.deputy().get(), times(now, TO_TAKE_UP, Duration.ZERO)), now);
      }
      while (true) {
        var watched = new Watched(holder, due, ending == null, reminders > 0, escalation != null);
        switch (EscalationClock.next(watched, desk, now)) {
          case Wait _ -> {
            return;
          }
          case Remind _ -> reminders++;
          case Escalate escalate ->
              escalation =
                  Escalation.opened(escalate, desk, now, times(now, TO_TAKE_UP, Duration.ZERO));
        }
      }
    }

    boolean apply(EscalationCommand command, Instant now) {
      if (escalation != null
          && EscalationRules.decide(escalation, command, now)
              instanceof Moved<Escalation, EscalationEvent>(var next, var _)) {
        escalation = next;
        return true;
      }
      return false;
    }

    private static DueTimes times(Instant from, Duration time, Duration grace) {
      return new DueTimes(from.plus(time), from.plus(time).plus(grace));
    }
  }

  /** A hand-over and all who have held it, by the rules and by the calendar. */
  private static final class HandOver {
    private final Desk desk;
    private final List<Calendar> calendars = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();
    private Instant now = MORNING;

    HandOver(boolean hasDeputy) {
      desk = new Desk(COORDINATOR, hasDeputy ? Optional.of(DEPUTY) : Optional.empty());
      giveTo(HOUSE);
    }

    void take(Step step) {
      now = now.plus(Duration.ofHours(step.hours()));
      switch (step.kind()) {
        case LOOK -> look();
        case TIME_GOES_BY -> {
          // Nobody looks: the service is down, or its clock stands still.
        }
        case TAKE -> {
          var taken = watches.getLast().apply(new Take(step.office()), now);
          equal(taken, calendars.getLast().take(step.office()), "taken by " + step.office());
        }
        case ANSWER -> end(Ending.ANSWERED_LATE);
        case WITHDRAW -> end(Ending.WITHDRAWN);
        case REASSIGN -> {
          if (calendars.getLast().ending == null) {
            end(Ending.REASSIGNED);
            giveTo(step.office());
          }
        }
      }
    }

    private void giveTo(OrganisationCode holder) {
      calendars.add(new Calendar(holder, now));
      watches.add(new Watch(holder, now));
    }

    /** What has ended is looked at before anything else can happen to it. */
    private void end(Ending ending) {
      look();
      if (calendars.getLast().ending == null) {
        calendars.getLast().ending = ending;
        watches.getLast().ending = ending;
      }
    }

    private void look() {
      for (var i = 0; i < calendars.size(); i++) {
        calendars.get(i).look(now, desk.deputy().isPresent());
        watches.get(i).look(now, desk);
        agree(watches.get(i), calendars.get(i));
      }
    }

    private void agree(Watch watch, Calendar calendar) {
      equal(watch.reminders, calendar.reminded ? 1 : 0, "reminders");
      equal(withWhom(watch), asOnTheCalendar(calendar), "with whom it is");
      var silentForTooLong =
          watch.ending == null && !now.isBefore(calendar.since.plus(TO_ANSWER).plus(GRACE));
      equal(watch.escalation != null || !silentForTooLong, true, "silence that nobody knows of");
    }

    private static String asOnTheCalendar(Calendar calendar) {
      return calendar.ending != null && calendar.with != With.NOBODY
          ? calendar.ending.name()
          : calendar.with.name();
    }

    private static String withWhom(Watch watch) {
      return switch (watch.escalation) {
        case null -> With.NOBODY.name();
        case WithCoordinator _ -> With.COORDINATOR.name();
        case WithDeputy _ -> With.DEPUTY.name();
        case Taken _ -> With.SEEN_TO.name();
        case Closed closed -> closed.because().name();
      };
    }

    private static void equal(Object actual, Object expected, String what) {
      if (!Objects.equals(actual, expected)) {
        throw new AssertionError(what + ": " + actual + ", by the calendar " + expected);
      }
    }
  }

  @Test
  void silenceGoesWhereTheCalendarSaysWithADeputy() {
    tryWith(true);
  }

  @Test
  void silenceGoesWhereTheCalendarSaysWithoutOne() {
    tryWith(false);
  }

  private static void tryWith(boolean hasDeputy) {
    SeededTrials.run(
        10_000,
        50,
        Step::drawn,
        steps -> {
          var handOver = new HandOver(hasDeputy);
          steps.forEach(handOver::take);
        });
  }
}
