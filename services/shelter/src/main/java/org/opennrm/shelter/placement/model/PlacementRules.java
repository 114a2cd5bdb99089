package org.opennrm.shelter.placement.model;

import static org.opennrm.platform.policy.model.Ruling.moved;
import static org.opennrm.platform.policy.model.Ruling.refused;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.platform.policy.model.Ruling;
import org.opennrm.platform.policy.model.Ruling.Moved;
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
import org.opennrm.shelter.placement.model.PlacementEvent.HoldExpired;
import org.opennrm.shelter.placement.model.PlacementEvent.OfferAccepted;
import org.opennrm.shelter.placement.model.PlacementEvent.OfferDeclined;
import org.opennrm.shelter.placement.model.PlacementEvent.OffersWithdrawn;
import org.opennrm.shelter.placement.model.PlacementEvent.PersonArrived;
import org.opennrm.shelter.placement.model.PlacementEvent.PersonLeft;
import org.opennrm.shelter.placement.model.PlacementEvent.PersonNotArrived;
import org.opennrm.shelter.placement.model.PlacementEvent.PlaceAgreed;
import org.opennrm.shelter.placement.model.PlacementEvent.PlaceDeclined;
import org.opennrm.shelter.placement.model.PlacementEvent.PlacementOffered;
import org.opennrm.shelter.placement.model.PlacementEvent.PlacementUnmet;
import org.opennrm.shelter.placement.model.PlacementEvent.PlacementWithdrawn;

/**
 * What may happen to a placement, step by step; every pair that is not listed is refused. The page
 * {@code docs/lifecycles/placement.md} is drawn from here.
 */
public final class PlacementRules {

  private record Step(Placement from, PlacementCommand asked) {}

  private PlacementRules() {}

  public static Ruling<Placement, PlacementEvent> decide(
      Placement current, PlacementCommand asked, Instant now) {
    return switch (new Step(current, asked)) {
      case Step(Sought _, Offer(var offers, _)) when offers.isEmpty() ->
          refused(PlacementRule.NO_FACILITY_SUITS);
      case Step(Sought s, Offer(var offers, var until)) ->
          moved(
              new Offered(offers, s.passedOver(), until, now), new PlacementOffered(offers, until));
      case Step(Sought s, DeclareUnmet(var reason)) ->
          moved(new Unmet(reason, List.of(), s.passedOver(), now), new PlacementUnmet(reason));

      case Step(Offered o, Accept answer) -> accepted(o, answer, now);
      case Step(Offered o, Decline answer) -> declined(o, answer, now);
      case Step(Offered o, LetOffersExpire _) when now.isBefore(o.until()) ->
          refused(PlacementRule.OFFERS_STILL_RUN);
      case Step(Offered o, LetOffersExpire _) ->
          moved(unmet(o, UnmetReason.NO_ANSWER, now), new PlacementUnmet(UnmetReason.NO_ANSWER));

      case Step(FacilityAccepted a, Agree _) when a.place().hasExpiredAt(now) ->
          refused(PlacementRule.HOLD_HAS_EXPIRED);
      case Step(FacilityAccepted _, Agree(var rulesTold, _)) when !rulesTold ->
          refused(PlacementRule.HOUSE_RULES_NOT_TOLD);
      case Step(FacilityAccepted _, Agree(_, var regimeTold)) when !regimeTold ->
          refused(PlacementRule.REGIME_NOT_TOLD);
      case Step(FacilityAccepted a, Agree _) ->
          moved(new PersonAgreed(a.place(), a.passedOver(), now), new PlaceAgreed());
      case Step(FacilityAccepted a, DeclineByPerson(var reason)) ->
          soughtWithout(a.place(), a.passedOver(), reason, now);
      case Step(FacilityAccepted a, LoseHold _) -> lost(a.place(), a.passedOver(), now);

      case Step(PersonAgreed a, Arrive _) when a.place().hasExpiredAt(now) ->
          refused(PlacementRule.HOLD_HAS_EXPIRED);
      case Step(PersonAgreed a, Arrive arrival) -> arrived(a.place(), arrival, now);
      case Step(PersonAgreed a, ReportNotArrived _) ->
          moved(new NotArrived(a.place(), now), new PersonNotArrived());
      // A yes can be taken back until the person is there (DOMAIN 2.13).
      case Step(PersonAgreed a, DeclineByPerson(var reason)) ->
          soughtWithout(a.place(), a.passedOver(), reason, now);
      case Step(PersonAgreed a, LoseHold _) -> lost(a.place(), a.passedOver(), now);

      case Step(NotArrived n, Arrive arrival) -> arrived(n.place(), arrival, now);

      case Step(Arrived a, Leave(var reason)) ->
          moved(new Left(reason, a.place(), now), new PersonLeft(a.place(), reason));

      case Step(Unmet _, Offer(var offers, _)) when offers.isEmpty() ->
          refused(PlacementRule.NO_FACILITY_SUITS);
      case Step(Unmet u, Offer(var offers, var until)) ->
          movedAfterWithdrawing(
              u.unanswered(),
              new Offered(offers, u.passedOver(), until, now),
              new PlacementOffered(offers, until));
      case Step(Unmet u, Accept answer)
          when u.unanswered(answer.facility(), answer.offer()).isPresent() ->
          refused(PlacementRule.OFFER_HAS_EXPIRED);
      // A late no houses nobody, but it is an answer: the hand-over need not be chased any more.
      case Step(Unmet u, Decline answer)
          when u.unanswered(answer.facility(), answer.offer()).isPresent() -> {
        var offer = u.unanswered(answer.facility(), answer.offer()).get();
        yield moved(
            u.declinedBy(offer, answer.reason()), new OfferDeclined(offer, answer.reason()));
      }

      case Step(Sought _, Withdraw _) -> moved(new Withdrawn(now), withdrawn());
      case Step(Offered o, Withdraw _) ->
          movedAfterWithdrawing(o.unanswered(), new Withdrawn(now), withdrawn());
      case Step(Unmet u, Withdraw _) ->
          movedAfterWithdrawing(u.unanswered(), new Withdrawn(now), withdrawn());
      case Step(FacilityAccepted a, Withdraw _) ->
          moved(new Withdrawn(now), new PlacementWithdrawn(Optional.of(a.place())));
      case Step(PersonAgreed a, Withdraw _) ->
          moved(new Withdrawn(now), new PlacementWithdrawn(Optional.of(a.place())));

      case Step(var state, Accept answer) when isTakenByAnother(state, answer.facility()) ->
          refused(PlacementRule.TAKEN_BY_ANOTHER);
      case Step(var state, Decline answer) when isTakenByAnother(state, answer.facility()) ->
          refused(PlacementRule.TAKEN_BY_ANOTHER);
      case Step(_, _) -> refused(PlacementRule.NOT_OPEN_TO_THIS_STEP);
    };
  }

  /** Which steps some content of the command could take out of this state. */
  public static Set<Class<? extends PlacementCommand>> possibleIn(Placement state) {
    return switch (state) {
      case Sought _ -> Set.of(Offer.class, DeclareUnmet.class, Withdraw.class);
      case Offered _ -> Set.of(Accept.class, Decline.class, LetOffersExpire.class, Withdraw.class);
      case FacilityAccepted _ ->
          Set.of(Agree.class, DeclineByPerson.class, LoseHold.class, Withdraw.class);
      case PersonAgreed _ ->
          Set.of(
              Arrive.class,
              ReportNotArrived.class,
              DeclineByPerson.class,
              LoseHold.class,
              Withdraw.class);
      case NotArrived _ -> Set.of(Arrive.class);
      case Arrived _ -> Set.of(Leave.class);
      case Unmet _ -> Set.of(Offer.class, Decline.class, Withdraw.class);
      case Left _, Withdrawn _ -> Set.of();
    };
  }

  private static Ruling<Placement, PlacementEvent> accepted(
      Offered round, Accept answer, Instant now) {
    var asked = round.offerTo(answer.facility());
    if (asked.isEmpty()) {
      return refused(PlacementRule.NOT_OFFERED_TO_THIS_FACILITY);
    }
    var offer = asked.get();
    // The facility was asked again since: the older offer is no longer the one to answer.
    if (!offer.ref().equals(answer.offer()) || !now.isBefore(round.until())) {
      return refused(PlacementRule.OFFER_HAS_EXPIRED);
    }
    if (offer.declined() != null) {
      return refused(PlacementRule.ALREADY_ANSWERED);
    }
    if (answer.wouldMeet()) {
      return refused(PlacementRule.NOT_TO_BE_HOUSED_THERE);
    }
    if (!answer.placeIsFree()) {
      return refused(PlacementRule.NO_FREE_PLACE);
    }
    var place = HeldPlace.of(offer, answer.heldUntil());
    var others = round.unanswered().stream().filter(o -> !o.equals(offer)).toList();
    var next = new FacilityAccepted(place, round.passedOverAfterwards(), now);
    return others.isEmpty()
        ? moved(next, new OfferAccepted(place))
        : new Moved<>(next, List.of(new OfferAccepted(place), new OffersWithdrawn(others)));
  }

  private static Ruling<Placement, PlacementEvent> declined(
      Offered round, Decline answer, Instant now) {
    var asked = round.offerTo(answer.facility());
    if (asked.isEmpty()) {
      return refused(PlacementRule.NOT_OFFERED_TO_THIS_FACILITY);
    }
    var offer = asked.get();
    if (!offer.ref().equals(answer.offer())) {
      return refused(PlacementRule.OFFER_HAS_EXPIRED);
    }
    if (offer.declined() != null) {
      return refused(PlacementRule.ALREADY_ANSWERED);
    }
    var heard = new OfferDeclined(offer, answer.reason());
    var after = round.declinedBy(offer, answer.reason());
    if (!after.everyoneDeclined()) {
      return moved(after, heard);
    }
    var reason = after.everyoneIsFull() ? UnmetReason.ALL_FULL : UnmetReason.ALL_DECLINED;
    return new Moved<>(unmet(after, reason, now), List.of(heard, new PlacementUnmet(reason)));
  }

  private static Ruling<Placement, PlacementEvent> arrived(
      HeldPlace place, Arrive arrival, Instant now) {
    if (arrival.housedElsewhere()) {
      return refused(PlacementRule.STILL_HOUSED_ELSEWHERE);
    }
    if (!arrival.placeIsFree()) {
      return refused(PlacementRule.NO_FREE_PLACE);
    }
    return moved(new Arrived(place, now), new PersonArrived(place));
  }

  private static Ruling<Placement, PlacementEvent> soughtWithout(
      HeldPlace unwanted, Set<FacilityCode> passedOver, RefusalReason reason, Instant now) {
    var all = new HashSet<>(passedOver);
    all.add(unwanted.facility());
    return moved(new Sought(all, now), new PlaceDeclined(unwanted, reason));
  }

  private static Ruling<Placement, PlacementEvent> lost(
      HeldPlace place, Set<FacilityCode> passedOver, Instant now) {
    return place.hasExpiredAt(now)
        ? moved(new Sought(passedOver, now), new HoldExpired(place))
        : refused(PlacementRule.HOLD_STILL_RUNS);
  }

  private static Unmet unmet(Offered round, UnmetReason reason, Instant now) {
    return new Unmet(reason, round.unanswered(), round.passedOverAfterwards(), now);
  }

  private static PlacementEvent withdrawn() {
    return new PlacementWithdrawn(Optional.empty());
  }

  private static Ruling<Placement, PlacementEvent> movedAfterWithdrawing(
      List<FacilityOffer> unanswered, Placement next, PlacementEvent event) {
    return unanswered.isEmpty()
        ? moved(next, event)
        : new Moved<>(next, List.of(new OffersWithdrawn(unanswered), event));
  }

  private static boolean isTakenByAnother(Placement state, FacilityCode facility) {
    return state.heldPlace().filter(place -> !place.facility().equals(facility)).isPresent();
  }
}
