package org.opennrm.shelter.placement.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OfferRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.shelter.placement.model.Placement.Arrived;
import org.opennrm.shelter.placement.model.Placement.FacilityAccepted;
import org.opennrm.shelter.placement.model.Placement.Left;
import org.opennrm.shelter.placement.model.Placement.NotArrived;
import org.opennrm.shelter.placement.model.Placement.Offered;
import org.opennrm.shelter.placement.model.Placement.PersonAgreed;
import org.opennrm.shelter.placement.model.Placement.Sought;
import org.opennrm.shelter.placement.model.Placement.Unmet;
import org.opennrm.shelter.placement.model.Placement.Withdrawn;
import org.opennrm.shelter.placement.model.PlacementCommand.Accept;
import org.opennrm.shelter.placement.model.PlacementCommand.Agree;
import org.opennrm.shelter.placement.model.PlacementCommand.Arrive;
import org.opennrm.shelter.placement.model.PlacementCommand.DeclareUnmet;
import org.opennrm.shelter.placement.model.PlacementCommand.Decline;
import org.opennrm.shelter.placement.model.PlacementCommand.DeclineByPerson;
import org.opennrm.shelter.placement.model.PlacementCommand.Leave;
import org.opennrm.shelter.placement.model.PlacementCommand.LetOffersExpire;
import org.opennrm.shelter.placement.model.PlacementCommand.LoseHold;
import org.opennrm.shelter.placement.model.PlacementCommand.Offer;
import org.opennrm.shelter.placement.model.PlacementCommand.ReportNotArrived;
import org.opennrm.shelter.placement.model.PlacementCommand.Withdraw;

/** Named placements, offers and moments; the houses are invented. */
final class PlacementSamples {

  private static final Random RANDOM = new Random(42);

  static final Instant NOON = Instant.parse("2026-03-09T12:00:00Z");
  static final Instant OFFERS_END = NOON.plus(Duration.ofHours(2));
  static final Instant HOLD_ENDS = NOON.plus(Duration.ofHours(24));

  static final FacilityOffer NORTH = offerTo("house-north", "ba-lara");
  static final FacilityOffer SOUTH = offerTo("house-south", "ba-la-strada");
  static final FacilityOffer EAST = offerTo("house-east", "ba-iom");
  static final HeldPlace IN_NORTH = HeldPlace.of(NORTH, HOLD_ENDS);

  private PlacementSamples() {}

  static FacilityOffer offerTo(String facility, String operator) {
    return FacilityOffer.to(
        new FacilityCode(facility),
        new OrganisationCode(operator),
        OfferRef.mint(RANDOM),
        HandOverRef.mint(RANDOM));
  }

  static Sought sought() {
    return Sought.from(NOON);
  }

  static Offered offeredTo(FacilityOffer... offers) {
    return new Offered(List.of(offers), Set.of(), OFFERS_END, NOON);
  }

  static FacilityAccepted acceptedByNorth() {
    return new FacilityAccepted(IN_NORTH, Set.of(), NOON);
  }

  static PersonAgreed agreedToNorth() {
    return new PersonAgreed(IN_NORTH, Set.of(), NOON);
  }

  static Arrived arrivedInNorth() {
    return new Arrived(IN_NORTH, NOON);
  }

  static NotArrived notArrivedInNorth() {
    return new NotArrived(IN_NORTH, NOON);
  }

  static Unmet unmet(FacilityOffer... unanswered) {
    return new Unmet(UnmetReason.NO_ANSWER, List.of(unanswered), Set.of(), NOON);
  }

  static Accept acceptedBy(FacilityOffer offer) {
    return new Accept(offer.facility(), offer.ref(), true, false, HOLD_ENDS);
  }

  static Decline declinedBy(FacilityOffer offer, DeclineReason reason) {
    return new Decline(offer.facility(), offer.ref(), reason);
  }

  static List<Placement> everyState() {
    return List.of(
        sought(),
        offeredTo(NORTH, SOUTH),
        offeredTo(NORTH),
        acceptedByNorth(),
        agreedToNorth(),
        arrivedInNorth(),
        notArrivedInNorth(),
        new Left(ExitReason.OWN_HOUSING, IN_NORTH, NOON),
        unmet(NORTH),
        unmet(),
        new Withdrawn(NOON));
  }

  static List<PlacementCommand> everyCommand() {
    return List.of(
        new Offer(List.of(NORTH, SOUTH), OFFERS_END),
        new Offer(List.of(), OFFERS_END),
        new DeclareUnmet(UnmetReason.NO_FACILITY_SUITS),
        acceptedBy(NORTH),
        acceptedBy(SOUTH),
        acceptedBy(EAST),
        declinedBy(NORTH, DeclineReason.FULL),
        declinedBy(SOUTH, DeclineReason.UNSAFE_MATCH),
        new LetOffersExpire(),
        new LoseHold(),
        new Agree(true, true),
        new Agree(false, true),
        new Agree(true, false),
        new DeclineByPerson(RefusalReason.FACILITY_RULES),
        new Arrive(true, false),
        new Arrive(false, false),
        new Arrive(true, true),
        new ReportNotArrived(),
        new Leave(ExitReason.OWN_HOUSING),
        new Withdraw());
  }
}
