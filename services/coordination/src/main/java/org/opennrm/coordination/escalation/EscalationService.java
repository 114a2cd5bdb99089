package org.opennrm.coordination.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.coordination.QueryValues.Cursor;
import org.opennrm.coordination.escalation.EscalationStore.By;
import org.opennrm.coordination.escalation.model.Escalation;
import org.opennrm.coordination.escalation.model.EscalationCommand.Take;
import org.opennrm.coordination.escalation.model.EscalationRules;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.Organisations;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.model.Ruling.Moved;
import org.opennrm.platform.policy.model.Ruling.Refused;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Problems;

/** Escalations as an office sees them and takes them up: always those of its own country. */
@ApplicationScoped
class EscalationService {

  private final EscalationStore store;
  private final Organisations organisations;
  private final Aliases aliases;
  private final DomainClock clock;

  @Inject
  EscalationService(
      EscalationStore store, Organisations organisations, Aliases aliases, DomainClock clock) {
    this.store = store;
    this.organisations = organisations;
    this.aliases = aliases;
    this.clock = clock;
  }

  @Transactional
  EscalationView.Page list(
      Caller caller, Optional<Boolean> open, Optional<Cursor> after, int limit) {
    var found = store.list(countryOf(caller), open, after, limit);
    var shown = found.subList(0, Math.min(limit, found.size()));
    var next =
        found.size() > limit
            ? Optional.of(
                new Cursor(shown.getLast().escalatedAt, shown.getLast().id.toString()).text())
            : Optional.<String>empty();
    return new EscalationView.Page(shown.stream().map(row -> view(caller, row)).toList(), next);
  }

  @Transactional
  EscalationView take(Caller caller, UUID id) {
    var row = store.take(id, countryOf(caller)).orElseThrow(Problems::notFound);
    var command = new Take(caller.organisation());
    var now = clock.now();
    return switch (EscalationRules.decide(store.stateOf(row), command, now)) {
      case Moved<Escalation, ?>(var next, var _) -> {
        store.save(row, next, "Take", new By(caller.subject(), caller.organisation().value()), now);
        yield view(caller, row);
      }
      case Refused<Escalation, ?>(var rule) ->
          throw Problems.refused(rule.name(), possibleFor(caller, row));
    };
  }

  private CountryCode countryOf(Caller caller) {
    return organisations.get(caller.organisation()).country();
  }

  /** The only step that an office takes; the others are taken by the clock and by the answer. */
  private List<String> possibleFor(Caller caller, EscalationRow row) {
    var ruling =
        EscalationRules.decide(store.stateOf(row), new Take(caller.organisation()), clock.now());
    return ruling instanceof Moved ? List.of("taken") : List.of();
  }

  private EscalationView view(Caller caller, EscalationRow row) {
    return new EscalationView(
        row.id,
        new HandOverRef(row.handOver),
        aliases.of(new CaseRef(row.caseRef), caller),
        row.step,
        new OrganisationCode(row.sentBy),
        new OrganisationCode(row.heldBy),
        row.stateName,
        row.level,
        new OrganisationCode(row.escalatedTo),
        row.escalatedAt,
        row.takeBy,
        Optional.ofNullable(row.takenBy).map(OrganisationCode::new),
        Optional.ofNullable(row.takenAt),
        Optional.ofNullable(row.closedBecause),
        Optional.ofNullable(row.closedAt),
        possibleFor(caller, row));
  }
}
