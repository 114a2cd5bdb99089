package org.opennrm.coordination.escalation;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.jboss.logging.Logger;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.coordination.escalation.EscalationStore.By;
import org.opennrm.coordination.escalation.model.Desk;
import org.opennrm.coordination.escalation.model.Escalation;
import org.opennrm.coordination.escalation.model.EscalationClock;
import org.opennrm.coordination.escalation.model.EscalationCommand;
import org.opennrm.coordination.escalation.model.EscalationCommand.Close;
import org.opennrm.coordination.escalation.model.EscalationCommand.PassOn;
import org.opennrm.coordination.escalation.model.EscalationRules;
import org.opennrm.coordination.escalation.model.NextStep.Escalate;
import org.opennrm.coordination.escalation.model.NextStep.Remind;
import org.opennrm.coordination.escalation.model.NextStep.Wait;
import org.opennrm.coordination.escalation.model.Watched;
import org.opennrm.coordination.ledger.Ledger;
import org.opennrm.coordination.ledger.Ledger.Silent;
import org.opennrm.platform.messaging.Timers;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.policy.model.ClockName;
import org.opennrm.platform.policy.model.DueTimes;
import org.opennrm.platform.policy.model.Ruling.Moved;
import org.opennrm.platform.policy.model.Ruling.Refused;

/**
 * Looks for silence, every second and in every instance: it keeps nothing in memory that a restart
 * could lose, and two instances never work on the same hand-over.
 */
@ApplicationScoped
class Escalator implements Timers {

  private static final Logger LOG = Logger.getLogger(Escalator.class);
  private static final int BATCH = 50;

  private final Ledger ledger;
  private final EscalationStore store;
  private final EscalationAnnouncer announcer;
  private final NationalDesks desks;
  private final PolicyPacks packs;
  private final DomainClock clock;
  private final Set<CountryCode> withoutDesk = ConcurrentHashMap.newKeySet();
  private volatile boolean failing;
  private volatile boolean stopping;

  @Inject
  Escalator(
      Ledger ledger,
      EscalationStore store,
      EscalationAnnouncer announcer,
      NationalDesks desks,
      PolicyPacks packs,
      DomainClock clock) {
    this.ledger = ledger;
    this.store = store;
    this.announcer = announcer;
    this.desks = desks;
    this.packs = packs;
    this.clock = clock;
  }

  /** A database that is away is said once; what is due then is found when it is back. */
  @Scheduled(every = "${nrm.escalation.every}", concurrentExecution = ConcurrentExecution.SKIP)
  void lookAgain() {
    if (stopping) {
      return;
    }
    try {
      look();
      failing = false;
    } catch (RuntimeException e) {
      if (!failing && !stopping) {
        LOG.warnf("Silence cannot be looked for at present: %s", e.getClass().getName());
      }
      failing = true;
    }
  }

  /** What has been answered is closed first, so that it cannot be passed on. */
  void look() {
    var now = clock.now();
    inBatches(this::close, now);
    inBatches(this::passOn, now);
    inBatches(this::remindAndEscalate, now);
  }

  void stop(@Observes ShutdownEvent event) {
    stopping = true;
  }

  @Override
  public int due(Instant now) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            ledger.countSilent(now, withoutDesk) + store.countToPassOn(now) + store.countToClose());
  }

  private static void inBatches(ToIntFunction<Instant> batch, Instant now) {
    while (QuarkusTransaction.requiringNew().call(() -> batch.applyAsInt(now)) == BATCH) {
      // The next batch, in a transaction of its own.
    }
  }

  private int remindAndEscalate(Instant now) {
    var silent = ledger.takeSilent(now, withoutDesk, BATCH);
    var events = new ArrayList<PublishedEvent>();
    for (var handOver : silent) {
      deskOf(handOver.country(), now)
          .flatMap(desk -> remindAndEscalate(handOver, desk, now))
          .ifPresent(events::add);
    }
    announcer.announce(events);
    return silent.size();
  }

  private Optional<PublishedEvent> remindAndEscalate(Silent handOver, Desk desk, Instant now) {
    var reminded = handOver.reminded();
    while (true) {
      var watched =
          new Watched(handOver.holder(), handOver.due(), true, reminded, handOver.escalated());
      switch (EscalationClock.next(watched, desk, now)) {
        case Wait _ -> {
          return Optional.empty();
        }
        case Remind _ -> {
          ledger.reminded(handOver.reference(), now);
          reminded = true;
        }
        case Escalate escalate -> {
          return escalate(handOver, escalate, desk, now);
        }
      }
    }
  }

  private Optional<PublishedEvent> escalate(
      Silent handOver, Escalate asked, Desk desk, Instant now) {
    ledger.escalated(handOver.reference(), now);
    // A ledger that was rebuilt from its events does not know what was escalated before.
    if (store.isThere(handOver.reference(), handOver.assignment())) {
      return Optional.empty();
    }
    var row = row(handOver);
    store.insert(
        row, Escalation.opened(asked, desk, now, dueTimes(handOver.country(), now)), By.CLOCK, now);
    return Optional.of(EscalationAnnouncer.escalated(row, now));
  }

  private int passOn(Instant now) {
    var rows = store.takeToPassOn(now, BATCH);
    var events = new ArrayList<PublishedEvent>();
    for (var row : rows) {
      var country = new CountryCode(row.country);
      var deputy = deskOf(country, now).flatMap(Desk::deputy);
      if (deputy.isEmpty()) {
        // It stays with the coordinator, open and in sight; the clock need not ask again.
        row.passOnAt = null;
      } else if (apply(row, new PassOn(deputy.get(), dueTimes(country, now)), now)) {
        events.add(EscalationAnnouncer.escalated(row, now));
      }
    }
    announcer.announce(events);
    return rows.size();
  }

  private int close(Instant now) {
    var rows = store.takeToClose(BATCH);
    rows.forEach(row -> apply(row, new Close(store.endingOf(row)), now));
    return rows.size();
  }

  private boolean apply(EscalationRow row, EscalationCommand command, Instant now) {
    return switch (EscalationRules.decide(store.stateOf(row), command, now)) {
      case Moved<Escalation, ?>(var next, var _) -> {
        store.save(row, next, command.getClass().getSimpleName(), By.CLOCK, now);
        yield true;
      }
      case Refused<Escalation, ?> _ -> false;
    };
  }

  private DueTimes dueTimes(CountryCode country, Instant now) {
    return packs.of(country).dueTimes(ClockName.ESCALATION_ANSWER, now);
  }

  /** A country without a coordinator is a fault of its configuration; its silence stays overdue. */
  private Optional<Desk> deskOf(CountryCode country, Instant now) {
    var desk = desks.of(country, now);
    if (desk.isEmpty() && withoutDesk.add(country)) {
      LOG.errorf(
          "Nobody coordinates %s today: unanswered hand-overs there are escalated to nobody."
              + " Name an owner of the step coordination in its policy pack.",
          country);
    }
    return desk;
  }

  private static EscalationRow row(Silent handOver) {
    var row = new EscalationRow();
    row.id = UUID.randomUUID();
    row.handOver = handOver.reference().value();
    row.assignment = handOver.assignment();
    row.caseRef = handOver.caseRef().value();
    row.step = handOver.step();
    row.country = handOver.country().value();
    row.sentBy = handOver.sender().value();
    row.heldBy = handOver.holder().value();
    return row;
  }
}
