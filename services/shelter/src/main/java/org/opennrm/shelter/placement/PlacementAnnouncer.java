package org.opennrm.shelter.placement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opennrm.contracts.HandOverAcceptedV1;
import org.opennrm.contracts.HandOverCompletedV1;
import org.opennrm.contracts.HandOverDeclinedV1;
import org.opennrm.contracts.HandOverOfferedV1;
import org.opennrm.contracts.HandOverWithdrawnV1;
import org.opennrm.contracts.NeedUnmetCountedV1;
import org.opennrm.contracts.PersonArrivedV1;
import org.opennrm.contracts.PersonNotArrivedV1;
import org.opennrm.contracts.PersonPlacedCountedV1;
import org.opennrm.contracts.PlacementAcceptedV1;
import org.opennrm.contracts.PlacementAgreedV1;
import org.opennrm.contracts.PlacementDeclinedByPersonV1;
import org.opennrm.contracts.PlacementLostV1;
import org.opennrm.contracts.PlacementOfferedV1;
import org.opennrm.contracts.PlacementSoughtV1;
import org.opennrm.contracts.PlacementUnmetV1;
import org.opennrm.contracts.PlacementWithdrawnV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.StayEndedV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.NeedRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.PlacementRef;
import org.opennrm.platform.access.HandOvers;
import org.opennrm.platform.policy.model.DueTimes;
import org.opennrm.shelter.facility.Facilities;
import org.opennrm.shelter.placement.model.FacilityOffer;
import org.opennrm.shelter.placement.model.HeldPlace;
import org.opennrm.shelter.placement.model.PlacementEvent;
import org.opennrm.shelter.placement.model.UnmetReason;

/**
 * Tells the others: how the search stands, and each hand-over of it. A facility and where it stands
 * are never told; an operator is named only as a side of a hand-over.
 */
@ApplicationScoped
class PlacementAnnouncer {

  static final String STEP = "shelter-placement";

  static final String HOLD_EXPIRED = "hold-expired";

  private final HandOvers handOvers;
  private final PlacementStore store;
  private final Facilities facilities;

  @Inject
  PlacementAnnouncer(HandOvers handOvers, PlacementStore store, Facilities facilities) {
    this.handOvers = handOvers;
    this.store = store;
    this.facilities = facilities;
  }

  /** A new need is being answered, by a new search or by one that had found nobody yet. */
  void sought(PlacementRow row, List<PlacementEvent> events, DueTimes offersDue, Instant at) {
    var told = new ArrayList<PublishedEvent>();
    told.add(
        new PlacementSoughtV1(
            new CaseRef(row.caseRef), new PlacementRef(row.ref), new NeedRef(row.need), at));
    events.forEach(event -> told.addAll(published(row, event, offersDue, at)));
    handOvers.announce(told);
  }

  /**
   * @param alarms that follow from what happened, about the person and about others
   */
  void happened(
      PlacementRow row,
      List<PlacementEvent> events,
      DueTimes offersDue,
      List<PublishedEvent> alarms,
      Instant at) {
    handOvers.announce(
        Stream.concat(
                events.stream().flatMap(event -> published(row, event, offersDue, at).stream()),
                alarms.stream())
            .toList());
  }

  private List<PublishedEvent> published(
      PlacementRow row, PlacementEvent event, DueTimes offersDue, Instant at) {
    var caseRef = new CaseRef(row.caseRef);
    var placement = new PlacementRef(row.ref);
    return switch (event) {
      case PlacementEvent.PlacementOffered(var offers, var until) -> {
        var told = new ArrayList<PublishedEvent>();
        told.add(new PlacementOfferedV1(caseRef, placement, offers.size(), until, at));
        offers.forEach(offer -> told.add(offered(row, offer, offersDue, at)));
        yield told;
      }
      case PlacementEvent.OfferAccepted(var place) ->
          List.of(
              new PlacementAcceptedV1(caseRef, placement, place.heldUntil(), at),
              new HandOverAcceptedV1(caseRef, place.handOver(), STEP, place.operator(), at));
      case PlacementEvent.OfferDeclined(var offer, var reason) ->
          List.of(
              new HandOverDeclinedV1(
                  caseRef, offer.handOver(), STEP, offer.operator(), reason.code(), at));
      case PlacementEvent.OffersWithdrawn(var offers) ->
          offers.stream()
              .map(FacilityOffer::handOver)
              .<PublishedEvent>map(handOver -> withdrawn(row, handOver, at))
              .toList();
      case PlacementEvent.PlacementUnmet(var reason) -> unmet(row, reason, at);
      case PlacementEvent.PlaceAgreed _ -> List.of(new PlacementAgreedV1(caseRef, placement, at));
      case PlacementEvent.PlaceDeclined(var place, var reason) ->
          List.of(
              new PlacementDeclinedByPersonV1(caseRef, placement, reason.code(), at),
              withdrawn(row, place.handOver(), at));
      case PlacementEvent.HoldExpired(var place) ->
          List.of(
              new PlacementLostV1(caseRef, placement, HOLD_EXPIRED, at),
              withdrawn(row, place.handOver(), at));
      case PlacementEvent.PersonArrived(var place) -> arrived(row, place, at);
      case PlacementEvent.PersonNotArrived _ ->
          List.of(new PersonNotArrivedV1(caseRef, placement, at));
      case PlacementEvent.PersonLeft(_, var reason) ->
          List.of(new StayEndedV1(caseRef, placement, reason.code(), at));
      case PlacementEvent.PlacementWithdrawn(var released) -> {
        var told = new ArrayList<PublishedEvent>();
        released.map(HeldPlace::handOver).ifPresent(h -> told.add(withdrawn(row, h, at)));
        told.add(new PlacementWithdrawnV1(caseRef, placement, at));
        yield told;
      }
    };
  }

  private static PublishedEvent offered(
      PlacementRow row, FacilityOffer offer, DueTimes due, Instant at) {
    return new HandOverOfferedV1(
        new CaseRef(row.caseRef),
        offer.handOver(),
        STEP,
        new CountryCode(row.country),
        new OrganisationCode(row.neededBy),
        offer.operator(),
        due.dueAt(),
        due.graceUntil(),
        at);
  }

  private static PublishedEvent withdrawn(PlacementRow row, HandOverRef handOver, Instant at) {
    return new HandOverWithdrawnV1(
        new CaseRef(row.caseRef), handOver, STEP, new OrganisationCode(row.neededBy), at);
  }

  private List<PublishedEvent> unmet(PlacementRow row, UnmetReason reason, Instant at) {
    var caseRef = new CaseRef(row.caseRef);
    var profile = store.profileOf(new NeedRef(row.need));
    return List.of(
        new PlacementUnmetV1(caseRef, new PlacementRef(row.ref), reason.code(), at),
        new NeedUnmetCountedV1(
            caseRef,
            new CountryCode(row.country),
            profile.sex(),
            profile.ageBand(),
            reason.code(),
            at));
  }

  private List<PublishedEvent> arrived(PlacementRow row, HeldPlace place, Instant at) {
    var caseRef = new CaseRef(row.caseRef);
    var facility = facilities.get(place.facility());
    return List.of(
        new PersonArrivedV1(caseRef, new PlacementRef(row.ref), at),
        new HandOverCompletedV1(caseRef, place.handOver(), STEP, place.operator(), at),
        new PersonPlacedCountedV1(
            caseRef,
            new CountryCode(row.country),
            facility.type(),
            facilities.sharedRegionOf(facility).orElse(null),
            at));
  }
}
