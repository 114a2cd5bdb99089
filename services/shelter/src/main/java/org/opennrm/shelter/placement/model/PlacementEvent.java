package org.opennrm.shelter.placement.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What happened to a placement, for the service to record, keep places by, and announce. */
public sealed interface PlacementEvent {

  record PlacementOffered(List<FacilityOffer> offers, Instant until) implements PlacementEvent {}

  record OfferAccepted(HeldPlace place) implements PlacementEvent {}

  record OfferDeclined(FacilityOffer offer, DeclineReason reason) implements PlacementEvent {}

  /** These need not be answered any more. */
  record OffersWithdrawn(List<FacilityOffer> offers) implements PlacementEvent {}

  record PlacementUnmet(UnmetReason reason) implements PlacementEvent {}

  record PlaceAgreed() implements PlacementEvent {}

  record PlaceDeclined(HeldPlace place, RefusalReason reason) implements PlacementEvent {}

  record HoldExpired(HeldPlace place) implements PlacementEvent {}

  record PersonArrived(HeldPlace place) implements PlacementEvent {}

  record PersonNotArrived() implements PlacementEvent {}

  record PersonLeft(HeldPlace place, ExitReason reason) implements PlacementEvent {}

  /**
   * @param released the place that was kept, where there was one
   */
  record PlacementWithdrawn(Optional<HeldPlace> released) implements PlacementEvent {}
}
