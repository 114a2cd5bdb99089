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
import org.opennrm.platform.policy.model.DueTimes;
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
    var paused = store.withPauses(shown);
    return new HandOverView.Page(
        shown.stream()
            .map(row ->
                view(
                    caller,
                    row,
                    Optional.ofNullable(paused.get(row.reference)),
                    now,
                    Optional.empty()))
            .toList(),
        next);
  }

  @Transactional
  HandOverView see(Caller caller, HandOverRef reference) {
    var row = store.find(reference, countryOf(caller)).orElseThrow(Problems::notFound);
    var facts = store.factsOf(row).stream().map(HandOverService::fact).toList();
    var paused = Optional.ofNullable(store.withPauses(List.of(row)).get(row.reference));
    return view(caller, row, paused, clock.now(), Optional.of(facts));
  }

  private CountryCode countryOf(Caller caller) {
    return organisations.get(caller.organisation()).country();
  }

  private HandOverView view(
      Caller caller,
      HandOverRow row,
      Optional<DueTimes> paused,
      Instant now,
      Optional<List<HandOverView.Fact>> facts) {
    var open = HandOverState.of(row.state).open();
    // Where the answer is there, no clock waits for anybody any more.
    var dueAt =
        paused
            .map(DueTimes::dueAt)
            .filter(due -> open || comes(due))
            .or(() -> Optional.ofNullable(row.dueAt));
    var graceUntil =
        paused
            .map(DueTimes::graceUntil)
            .filter(grace -> open || comes(grace))
            .or(() -> Optional.ofNullable(row.graceUntil));
    return new HandOverView(
        new HandOverRef(row.reference),
        aliases.of(new CaseRef(row.caseRef), caller),
        row.step,
        new CountryCode(row.country),
        new OrganisationCode(row.sentBy),
        new OrganisationCode(row.heldBy),
        row.service,
        row.state,
        open && dueAt.filter(due -> !now.isBefore(due)).isPresent(),
        graceUntil.filter(grace -> !comes(grace)).isPresent(),
        row.offeredAt,
        Optional.ofNullable(row.acknowledgedAt),
        Optional.ofNullable(row.answeredAt),
        Optional.ofNullable(row.completedAt),
        Optional.ofNullable(row.withdrawnAt),
        Optional.ofNullable(row.reassignedAt),
        Optional.ofNullable(row.declineReason),
        dueAt.filter(HandOverService::comes),
        graceUntil.filter(HandOverService::comes),
        Optional.ofNullable(row.remindedAt),
        Optional.ofNullable(row.escalatedAt),
        facts);
  }

  private static boolean comes(Instant moment) {
    return !moment.equals(Instant.MAX);
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
