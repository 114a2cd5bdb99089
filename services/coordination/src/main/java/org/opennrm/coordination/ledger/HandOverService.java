package org.opennrm.coordination.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.coordination.QueryValues.Cursor;
import org.opennrm.coordination.ledger.HandOverStore.Filter;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.Organisations;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Problems;

/** The ledger as a coordinator reads it: always that of their own country. */
@ApplicationScoped
class HandOverService {

  private final HandOverStore store;
  private final Organisations organisations;
  private final Aliases aliases;
  private final DomainClock clock;

  @Inject
  HandOverService(
      HandOverStore store, Organisations organisations, Aliases aliases, DomainClock clock) {
    this.store = store;
    this.organisations = organisations;
    this.aliases = aliases;
    this.clock = clock;
  }

  @Transactional
  HandOverView.Page list(Caller caller, Filter filter, Optional<Cursor> after, int limit) {
    var now = clock.now();
    var found = store.list(countryOf(caller), filter, after, now, limit);
    var shown = found.subList(0, Math.min(limit, found.size()));
    var next =
        found.size() > limit
            ? Optional.of(new Cursor(shown.getLast().offeredAt, shown.getLast().reference).text())
            : Optional.<String>empty();
    return new HandOverView.Page(
        shown.stream().map(row -> view(caller, row, now, Optional.empty())).toList(), next);
  }

  @Transactional
  HandOverView see(Caller caller, HandOverRef reference) {
    var row = store.find(reference, countryOf(caller)).orElseThrow(Problems::notFound);
    var facts = store.factsOf(row).stream().map(HandOverService::fact).toList();
    return view(caller, row, clock.now(), Optional.of(facts));
  }

  private CountryCode countryOf(Caller caller) {
    return organisations.get(caller.organisation()).country();
  }

  private HandOverView view(
      Caller caller, HandOverRow row, Instant now, Optional<List<HandOverView.Fact>> facts) {
    return new HandOverView(
        new HandOverRef(row.reference),
        aliases.of(new CaseRef(row.caseRef), caller),
        row.step,
        new CountryCode(row.country),
        new OrganisationCode(row.sentBy),
        new OrganisationCode(row.heldBy),
        row.service,
        row.state,
        overdue(row, now),
        row.offeredAt,
        Optional.ofNullable(row.acknowledgedAt),
        Optional.ofNullable(row.answeredAt),
        Optional.ofNullable(row.completedAt),
        Optional.ofNullable(row.withdrawnAt),
        Optional.ofNullable(row.reassignedAt),
        Optional.ofNullable(row.declineReason),
        Optional.ofNullable(row.dueAt),
        Optional.ofNullable(row.graceUntil),
        Optional.ofNullable(row.remindedAt),
        Optional.ofNullable(row.escalatedAt),
        facts);
  }

  private static boolean overdue(HandOverRow row, Instant now) {
    return HandOverState.of(row.state).open() && row.dueAt != null && !now.isBefore(row.dueAt);
  }

  private static HandOverView.Fact fact(HandOverFactRow row) {
    return new HandOverView.Fact(
        row.what,
        new OrganisationCode(row.byOffice),
        Optional.ofNullable(row.toOffice).map(OrganisationCode::new),
        Optional.ofNullable(row.reason),
        row.at,
        Optional.ofNullable(row.dueAt),
        Optional.ofNullable(row.graceUntil));
  }
}
