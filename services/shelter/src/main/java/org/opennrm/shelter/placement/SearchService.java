package org.opennrm.shelter.placement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.opennrm.contracts.NeedWithdrawnV1;
import org.opennrm.contracts.ShelterNeededV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.NeedRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.PlacementRef;
import org.opennrm.platform.messaging.Handling;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.shelter.placement.model.Placement.Offered;
import org.opennrm.shelter.placement.model.Placement.Sought;
import org.opennrm.shelter.placement.model.Placement.Unmet;
import org.opennrm.shelter.placement.model.PlacementCommand;

/** What needs and clocks do to a search; nobody waits for an answer here. */
@ApplicationScoped
class SearchService {

  private final PlacementStore store;
  private final PlacementSteps steps;
  private final DomainClock clock;
  private final SecureRandom random = new SecureRandom();

  @Inject
  SearchService(PlacementStore store, PlacementSteps steps, DomainClock clock) {
    this.store = store;
    this.steps = steps;
    this.clock = clock;
  }

  /** A need is stated: it is sought once, and one place at a time is sought for a case. */
  @Transactional(TxType.MANDATORY)
  Handling seek(ShelterNeededV1 needed) {
    store.lockCase(needed.caseRef());
    return switch (store.hear(needed)) {
      case SETTLED -> Handling.done();
      case NEW -> {
        seekAnew(needed);
        yield Handling.done();
      }
      case CASE_IS_SEARCHED_FOR -> {
        var row = store.takeSearchOf(needed.caseRef()).orElseThrow();
        if (!(store.stateOf(row) instanceof Unmet unmet)) {
          yield Handling.rejected("already-sought");
        }
        seekAgain(row, unmet, needed);
        yield Handling.done();
      }
    };
  }

  /**
   * The need ended. Where its news is faster than the need itself, the need is not sought later.
   */
  @Transactional(TxType.MANDATORY)
  Handling end(NeedWithdrawnV1 withdrawn) {
    store.lockCase(withdrawn.caseRef());
    store.end(withdrawn.need().value(), withdrawn.at());
    store
        .takeSearchOf(withdrawn.caseRef())
        .filter(row -> row.need.equals(withdrawn.need().value()))
        .ifPresent(row -> withdraw(row, withdrawn.by()));
    return Handling.done();
  }

  /** The case or the consent ended: nothing that was stated before is sought any more. */
  @Transactional(TxType.MANDATORY)
  Handling end(CaseRef caseRef, OrganisationCode by, Instant at) {
    store.lockCase(caseRef);
    store.end(caseRef.value(), at);
    store.takeSearchOf(caseRef).ifPresent(row -> withdraw(row, by));
    return Handling.done();
  }

  /**
   * The placements whose clock has struck and that have not been dealt with, the earliest first.
   */
  @Transactional
  List<PlacementRef> due(int limit) {
    return store.due(clock.now(), limit);
  }

  /** A clock struck: an unanswered round ends, or a place that was kept is free again. */
  @Transactional
  void strike(PlacementRef ref) {
    var row = store.take(ref).orElseThrow();
    var change = new PlacementChange(row, store.stateOf(row), Author.CLOCK, clock.now());
    var command =
        change.state() instanceof Offered
            ? new PlacementCommand.LetOffersExpire()
            : new PlacementCommand.LoseHold();
    // Somebody may have been faster than the clock; then there is nothing left to end.
    if (steps.take(change, command).isPresent()) {
      return;
    }
    if (change.state() instanceof Sought) {
      steps.offerAround(change, store.profileOf(new NeedRef(row.need)));
    }
    steps.conclude(change);
  }

  private void seekAnew(ShelterNeededV1 needed) {
    store.add(needed);
    var now = clock.now();
    var row = new PlacementRow();
    row.ref = PlacementRef.mint(random).value();
    row.caseRef = needed.caseRef().value();
    row.need = needed.need().value();
    row.country = needed.country().value();
    row.neededBy = needed.neededBy().value();
    row.soughtAt = now;
    var change = new PlacementChange(row, Sought.from(now), Author.of(needed.neededBy()), now);
    change.begun();
    steps.offerAround(change, needed.profile());
    steps.concludeSeeking(change);
  }

  /** The need is stated anew where the search had found nobody: the same search, other needs. */
  private void seekAgain(PlacementRow row, Unmet unmet, ShelterNeededV1 needed) {
    store.add(needed);
    row.need = needed.need().value();
    row.neededBy = needed.neededBy().value();
    var change = new PlacementChange(row, unmet, Author.of(needed.neededBy()), clock.now());
    steps.offerAround(change, needed.profile());
    steps.concludeSeeking(change);
  }

  private void withdraw(PlacementRow row, OrganisationCode by) {
    var change = new PlacementChange(row, store.stateOf(row), Author.of(by), clock.now());
    if (steps.take(change, new PlacementCommand.Withdraw()).isEmpty()) {
      steps.conclude(change);
    }
  }
}
