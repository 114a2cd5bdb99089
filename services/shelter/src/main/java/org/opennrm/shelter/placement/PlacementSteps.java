package org.opennrm.shelter.placement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ShelterProfile;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OfferRef;
import org.opennrm.contracts.ids.PlacementRef;
import org.opennrm.platform.access.Standings;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.policy.model.ClockName;
import org.opennrm.platform.policy.model.DueTimes;
import org.opennrm.platform.policy.model.Ruling;
import org.opennrm.platform.policy.model.Ruling.Moved;
import org.opennrm.platform.policy.model.Ruling.Refused;
import org.opennrm.shelter.facility.Facilities;
import org.opennrm.shelter.facility.model.Facility;
import org.opennrm.shelter.facility.model.Matching;
import org.opennrm.shelter.placement.model.FacilityOffer;
import org.opennrm.shelter.placement.model.Placement;
import org.opennrm.shelter.placement.model.Placement.Sought;
import org.opennrm.shelter.placement.model.Placement.Unmet;
import org.opennrm.shelter.placement.model.PlacementCommand;
import org.opennrm.shelter.placement.model.PlacementEvent;
import org.opennrm.shelter.placement.model.PlacementRules;
import org.opennrm.shelter.placement.model.UnmetReason;
import org.opennrm.shelter.stay.Places;

/**
 * What every transaction on a placement does alike: take steps, ask the facilities that suit, and
 * at the end write it all down and let offers, places, standings and the other services follow.
 */
@ApplicationScoped
class PlacementSteps {

  private final PlacementStore store;
  private final OfferStore offers;
  private final PlacementAnnouncer announcer;
  private final PlacementFigures figures;
  private final Facilities facilities;
  private final KeptApart keptApart;
  private final LivingTogether livingTogether;
  private final Places places;
  private final Standings standings;
  private final PolicyPacks packs;
  private final SecureRandom random = new SecureRandom();

  @Inject
  PlacementSteps(
      PlacementStore store,
      OfferStore offers,
      PlacementAnnouncer announcer,
      PlacementFigures figures,
      Facilities facilities,
      KeptApart keptApart,
      LivingTogether livingTogether,
      Places places,
      Standings standings,
      PolicyPacks packs) {
    this.store = store;
    this.offers = offers;
    this.announcer = announcer;
    this.figures = figures;
    this.facilities = facilities;
    this.keptApart = keptApart;
    this.livingTogether = livingTogether;
    this.places = places;
    this.standings = standings;
    this.packs = packs;
  }

  /** Takes the step, or answers the rule that refuses it. */
  Optional<Ruling.Rule> take(PlacementChange change, PlacementCommand command) {
    return switch (PlacementRules.decide(change.state(), command, change.now())) {
      case Refused<Placement, PlacementEvent>(var rule) -> Optional.of(rule);
      case Moved<Placement, PlacementEvent>(var next, var happened) -> {
        change.moved(command.getClass().getSimpleName(), next, happened);
        figures.moved(next);
        yield Optional.empty();
      }
    };
  }

  /** Asks every facility that suits, or says that none does. */
  void offerAround(PlacementChange change, ShelterProfile profile) {
    var passedOver =
        switch (change.state()) {
          case Sought sought -> sought.passedOver();
          case Unmet unmet -> unmet.passedOver();
          case Placement _ -> Set.<FacilityCode>of();
        };
    var pack = packs.of(new CountryCode(change.row().country));
    var ofOthers = keptApart.housesOfOthers(new CaseRef(change.row().caseRef));
    var asked =
        Matching.suitable(
                facilities.inCountry(new CountryCode(change.row().country)),
                Profiles.of(profile),
                pack)
            .stream()
            .filter(facility -> !passedOver.contains(facility.code()))
            .filter(facility -> !ofOthers.contains(facility.code()))
            .map(this::offerTo)
            .toList();
    var refused = take(change, new PlacementCommand.Offer(asked, offersDue(change).dueAt()));
    if (refused.isPresent() && change.state() instanceof Sought) {
      take(change, new PlacementCommand.DeclareUnmet(UnmetReason.NO_FACILITY_SUITS));
    }
  }

  /** Ends the transaction of a search that a new need began, or began again. */
  void concludeSeeking(PlacementChange change) {
    keep(change);
    announcer.sought(change.row(), change.events(), offersDue(change), change.now());
  }

  /** Ends the transaction of any other change. */
  void conclude(PlacementChange change) {
    keep(change);
    announcer.happened(
        change.row(), change.events(), offersDue(change), alarms(change), change.now());
  }

  /** Whoever moved in or out may live, or have lived, with somebody whom they must not meet. */
  private List<PublishedEvent> alarms(PlacementChange change) {
    var moved =
        change.events().stream()
            .flatMap(event ->
                switch (event) {
                  case PlacementEvent.PersonArrived(var place) -> Stream.of(place.facility());
                  case PlacementEvent.PersonLeft(var place, _) -> Stream.of(place.facility());
                  case PlacementEvent _ -> Stream.<FacilityCode>empty();
                })
            .findFirst();
    return moved.isEmpty()
        ? List.of()
        : livingTogether.lookAgainAt(
            new CaseRef(change.row().caseRef), List.of(), moved, change.now());
  }

  private void keep(PlacementChange change) {
    store.keep(change);
    for (var event : change.events()) {
      switch (event) {
        case PlacementEvent.PlacementOffered(var asked, _) ->
            offers.insert(change.row(), asked, offersDue(change), change.now());
        case PlacementEvent.OfferAccepted(var place) -> offers.accept(place.offer(), change.now());
        case PlacementEvent.OfferDeclined(var offer, var reason) ->
            offers.decline(offer.ref(), reason, change.now());
        case PlacementEvent.OffersWithdrawn(var unanswered) ->
            offers.withdraw(unanswered.stream().map(FacilityOffer::ref).toList(), change.now());
        case PlacementEvent.PlaceDeclined(var place, _) -> release(change, place.offer());
        case PlacementEvent.HoldExpired(var place) -> release(change, place.offer());
        case PlacementEvent.PlacementWithdrawn(var released) ->
            released.ifPresent(place -> release(change, place.offer()));
        case PlacementEvent.PersonLeft(var place, _) -> {
          places.release(new PlacementRef(change.row().ref), change.now());
          standings.leave(place.handOver(), change.now());
        }
        case PlacementEvent.PlacementUnmet _,
            PlacementEvent.PlaceAgreed _,
            PlacementEvent.PersonArrived _,
            PlacementEvent.PersonNotArrived _ -> {}
      }
    }
    // Announcing comes last, so everything else is written by then.
    store.flush();
  }

  private void release(PlacementChange change, OfferRef accepted) {
    offers.withdraw(List.of(accepted), change.now());
    places.release(new PlacementRef(change.row().ref), change.now());
  }

  private FacilityOffer offerTo(Facility facility) {
    return FacilityOffer.to(
        facility.code(), facility.operator(), OfferRef.mint(random), HandOverRef.mint(random));
  }

  private DueTimes offersDue(PlacementChange change) {
    return packs
        .of(new CountryCode(change.row().country))
        .dueTimes(ClockName.SHELTER_OFFER, change.now());
  }
}
