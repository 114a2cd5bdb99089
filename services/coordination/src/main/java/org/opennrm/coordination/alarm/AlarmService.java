package org.opennrm.coordination.alarm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.coordination.QueryValues.Cursor;
import org.opennrm.coordination.alarm.AlarmStore.Filter;
import org.opennrm.coordination.alarm.AlarmStore.Line;
import org.opennrm.coordination.alarm.model.AlarmClock;
import org.opennrm.coordination.escalation.NationalDesks;
import org.opennrm.coordination.escalation.model.Desk;
import org.opennrm.coordination.escalation.model.Escalation;
import org.opennrm.coordination.escalation.model.EscalationCommand.Take;
import org.opennrm.coordination.escalation.model.EscalationEvent;
import org.opennrm.coordination.escalation.model.EscalationRule;
import org.opennrm.coordination.escalation.model.EscalationRules;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.Organisations;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.policy.model.ClockName;
import org.opennrm.platform.policy.model.DueTimes;
import org.opennrm.platform.policy.model.Ruling.Refused;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Problems;

/** Alarms as an office sees them and takes them up: always those of its own country. */
@ApplicationScoped
class AlarmService {

  private final AlarmStore store;
  private final NationalDesks desks;
  private final Organisations organisations;
  private final PolicyPacks packs;
  private final Aliases aliases;
  private final DomainClock clock;

  @Inject
  AlarmService(
      AlarmStore store,
      NationalDesks desks,
      Organisations organisations,
      PolicyPacks packs,
      Aliases aliases,
      DomainClock clock) {
    this.store = store;
    this.desks = desks;
    this.organisations = organisations;
    this.packs = packs;
    this.aliases = aliases;
    this.clock = clock;
  }

  @Transactional
  AlarmView.Page list(Caller caller, Filter filter, Optional<Cursor> after, int limit) {
    var country = countryOf(caller);
    var now = clock.now();
    var desk = desks.of(country, now);
    var found = store.list(country, filter, after, limit);
    var shown = found.subList(0, Math.min(limit, found.size()));
    var next =
        found.size() > limit
            ? Optional.of(
                new Cursor(shown.getLast().alarm().raisedAt, shown.getLast().alarm().id.toString())
                    .text())
            : Optional.<String>empty();
    return new AlarmView.Page(
        shown.stream().map(line -> view(caller, country, desk, line, now)).toList(), next);
  }

  /** Whoever took it before gets the same answer again. */
  @Transactional
  AlarmView take(Caller caller, UUID alarm) {
    var country = countryOf(caller);
    var now = clock.now();
    var desk = desks.of(country, now);
    var line = store.find(alarm, country).orElseThrow(Problems::notFound);
    switch (line.state()) {
      case SETTLED -> throw Problems.refused(AlarmRule.ALARM_IS_SETTLED.name(), List.of());
      case TAKEN -> mustBeTheirs(caller, line);
      case OPEN -> {
        refusal(caller, country, desk, line, now)
            .ifPresent(rule -> {
              throw Problems.refused(rule, List.of());
            });
        if (!store.take(alarm, caller, now)) {
          mustBeTheirs(caller, store.find(alarm, country).orElseThrow());
        }
      }
    }
    return view(caller, country, desk, store.find(alarm, country).orElseThrow(), now);
  }

  private static void mustBeTheirs(Caller caller, Line line) {
    var taken = line.taken();
    if (taken == null || !taken.takenBy.equals(caller.organisation().value())) {
      throw Problems.refused(EscalationRule.ALREADY_TAKEN.name(), List.of());
    }
  }

  /** By the same rules as an escalation that nobody has taken up. */
  private Optional<String> refusal(
      Caller caller, CountryCode country, Optional<Desk> desk, Line line, Instant now) {
    if (desk.isEmpty()) {
      return Optional.of(EscalationRule.NOT_ESCALATED_TO_YOU.name());
    }
    var current = AlarmClock.at(desk.get(), line.alarm().raisedAt, due(country, line), now);
    return EscalationRules.decide(current, new Take(caller.organisation()), now)
            instanceof Refused<Escalation, EscalationEvent>(var rule)
        ? Optional.of(rule.name())
        : Optional.empty();
  }

  private DueTimes due(CountryCode country, Line line) {
    return packs.of(country).dueTimes(ClockName.ESCALATION_ANSWER, line.alarm().raisedAt);
  }

  private CountryCode countryOf(Caller caller) {
    return organisations.get(caller.organisation()).country();
  }

  private AlarmView view(
      Caller caller, CountryCode country, Optional<Desk> desk, Line line, Instant now) {
    var alarm = line.alarm();
    var taken = Optional.ofNullable(line.taken());
    var open = line.state() == AlarmState.OPEN;
    var due = due(country, line);
    return new AlarmView(
        alarm.id,
        aliases.of(new CaseRef(alarm.caseRef), caller),
        alarm.kind,
        alarm.service,
        line.state().code(),
        organisation(alarm.raisedBy),
        alarm.raisedAt,
        desk.filter(_ -> open).map(whose -> asked(AlarmClock.at(whose, alarm.raisedAt, due, now))),
        desk.filter(_ -> open).flatMap(Desk::deputy).map(_ -> due.graceUntil()),
        open && !now.isBefore(due.dueAt()),
        taken.map(row -> new OrganisationCode(row.takenBy)),
        taken.map(row -> row.takenAt),
        organisation(alarm.settledBy),
        Optional.ofNullable(alarm.settledAt),
        open && refusal(caller, country, desk, line, now).isEmpty()
            ? List.of("taking")
            : List.of());
  }

  private static OrganisationCode asked(Escalation silence) {
    return switch (silence) {
      case Escalation.WithCoordinator with -> with.coordinator();
      case Escalation.WithDeputy with -> with.deputy();
      case Escalation.Taken taken -> taken.by();
      case Escalation.Closed _ -> throw new IllegalStateException("an open alarm is not closed");
    };
  }

  private static Optional<OrganisationCode> organisation(@Nullable String code) {
    return Optional.ofNullable(code).map(OrganisationCode::new);
  }
}
