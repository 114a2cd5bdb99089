package org.opennrm.shelter.placement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.NeedRef;
import org.opennrm.contracts.ids.OfferRef;
import org.opennrm.contracts.ids.PlacementRef;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.policy.model.ClockName;
import org.opennrm.platform.web.Problems;
import org.opennrm.shelter.placement.model.Placement;
import org.opennrm.shelter.placement.model.Placement.Offered;
import org.opennrm.shelter.placement.model.PlacementCommand;
import org.opennrm.shelter.stay.PlaceId;
import org.opennrm.shelter.stay.Places;

/**
 * Where many race for one person: whoever answers locks the placement, the rules decide, the first
 * acceptance wins and every other one learns at once that it came too late.
 */
@ApplicationScoped
class OfferService {

  private final PlacementStore store;
  private final OfferStore offers;
  private final PlacementSteps steps;
  private final PlacementViews views;
  private final KeptApart keptApart;
  private final Places places;
  private final AccessLog accessLog;
  private final PolicyPacks packs;
  private final DomainClock clock;

  @Inject
  OfferService(
      PlacementStore store,
      OfferStore offers,
      PlacementSteps steps,
      PlacementViews views,
      KeptApart keptApart,
      Places places,
      AccessLog accessLog,
      PolicyPacks packs,
      DomainClock clock) {
    this.store = store;
    this.offers = offers;
    this.steps = steps;
    this.views = views;
    this.keptApart = keptApart;
    this.places = places;
    this.accessLog = accessLog;
    this.packs = packs;
    this.clock = clock;
  }

  @Transactional
  OfferView answer(Caller caller, OfferRef ref, AnswerForm form) {
    var placement = offers.placementOf(ref, caller.organisation()).orElseThrow(Problems::notFound);
    var row = store.take(placement).orElseThrow();
    var offer = offers.find(ref, caller.organisation()).orElseThrow();
    var state = store.stateOf(row);
    if (form.isAlreadyTheAnswerOf(offer)) {
      return view(offer, row, state);
    }
    var change =
        form.accepts()
            ? accept(caller, row, state, offer)
            : decline(caller, row, state, offer, form);
    steps.conclude(change);
    return view(offer, row, change.state());
  }

  @Transactional
  OfferView see(Caller caller, OfferRef ref) {
    var offer = offers.find(ref, caller.organisation()).orElseThrow(Problems::notFound);
    var row = store.find(new PlacementRef(offer.placement)).orElseThrow();
    accessLog.read(caller, row.caseRef, "offer/" + offer.ref, PlacementAnnouncer.STEP);
    return view(offer, row, store.stateOf(row));
  }

  @Transactional
  OfferView.Page list(Caller caller, @Nullable String state, Optional<Cursor> after, int limit) {
    var rows = offers.to(caller.organisation(), state, after, limit + 1);
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    var searches = store.find(shown.stream().map(o -> new PlacementRef(o.placement)).toList());
    var items =
        shown.stream()
            .map(offer -> {
              var row = searches.get(new PlacementRef(offer.placement));
              return view(offer, row, store.stateOf(row));
            })
            .toList();
    return new OfferView.Page(
        items,
        rows.size() > limit
            ? Optional.of(new Cursor(shown.getLast().offeredAt, shown.getLast().ref).written())
            : Optional.empty());
  }

  private PlacementChange accept(Caller caller, PlacementRow row, Placement state, OfferRow offer) {
    var facility = new FacilityCode(offer.facility);
    // Who came too late has waited for the placement; the house need not be waited for as well.
    var stillOpen = state instanceof Offered;
    if (stillOpen) {
      places.lock(facility);
    }
    var now = clock.now();
    var heldUntil =
        packs.of(new CountryCode(row.country)).dueTimes(ClockName.SHELTER_HOLD, now).dueAt();
    Optional<PlaceId> place = stillOpen ? places.free(facility, now, heldUntil) : Optional.empty();
    // Under the house's lock: whoever the person must not meet cannot be given a place meanwhile.
    var wouldMeet =
        stillOpen && keptApart.housesOfOthers(new CaseRef(row.caseRef)).contains(facility);
    var change = new PlacementChange(row, state, Author.of(caller), now);
    takeOrRefuse(
        change,
        offer,
        new PlacementCommand.Accept(
            facility, new OfferRef(offer.ref), place.isPresent(), wouldMeet, heldUntil));
    places.give(place.orElseThrow(), new PlacementRef(row.ref), now, heldUntil);
    return change;
  }

  private PlacementChange decline(
      Caller caller, PlacementRow row, Placement state, OfferRow offer, AnswerForm form) {
    var change = new PlacementChange(row, state, Author.of(caller), clock.now());
    takeOrRefuse(
        change,
        offer,
        new PlacementCommand.Decline(
            new FacilityCode(offer.facility), new OfferRef(offer.ref), form.declineReason()));
    return change;
  }

  private void takeOrRefuse(PlacementChange change, OfferRow offer, PlacementCommand command) {
    List<String> possibleNow = views.possibleFor(offer, change.state());
    steps
        .take(change, command)
        .ifPresent(rule -> {
          throw Problems.refused(rule.name(), possibleNow);
        });
  }

  private OfferView view(OfferRow offer, PlacementRow row, Placement state) {
    return views.offer(offer, state, row, store.profileOf(new NeedRef(row.need)));
  }
}
