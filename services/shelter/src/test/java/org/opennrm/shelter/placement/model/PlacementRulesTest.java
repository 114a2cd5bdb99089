package org.opennrm.shelter.placement.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opennrm.shelter.placement.model.PlacementSamples.EAST;
import static org.opennrm.shelter.placement.model.PlacementSamples.HOLD_ENDS;
import static org.opennrm.shelter.placement.model.PlacementSamples.IN_NORTH;
import static org.opennrm.shelter.placement.model.PlacementSamples.NOON;
import static org.opennrm.shelter.placement.model.PlacementSamples.NORTH;
import static org.opennrm.shelter.placement.model.PlacementSamples.OFFERS_END;
import static org.opennrm.shelter.placement.model.PlacementSamples.SOUTH;
import static org.opennrm.shelter.placement.model.PlacementSamples.acceptedBy;
import static org.opennrm.shelter.placement.model.PlacementSamples.acceptedByNorth;
import static org.opennrm.shelter.placement.model.PlacementSamples.agreedToNorth;
import static org.opennrm.shelter.placement.model.PlacementSamples.arrivedInNorth;
import static org.opennrm.shelter.placement.model.PlacementSamples.declinedBy;
import static org.opennrm.shelter.placement.model.PlacementSamples.notArrivedInNorth;
import static org.opennrm.shelter.placement.model.PlacementSamples.offerTo;
import static org.opennrm.shelter.placement.model.PlacementSamples.offeredTo;
import static org.opennrm.shelter.placement.model.PlacementSamples.sought;
import static org.opennrm.shelter.placement.model.PlacementSamples.unmet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opennrm.platform.policy.model.Ruling;
import org.opennrm.platform.policy.model.Ruling.Moved;
import org.opennrm.platform.policy.model.Ruling.Refused;
import org.opennrm.platform.testkit.LifecyclePage;
import org.opennrm.shelter.placement.model.Placement.Arrived;
import org.opennrm.shelter.placement.model.Placement.FacilityAccepted;
import org.opennrm.shelter.placement.model.Placement.Left;
import org.opennrm.shelter.placement.model.Placement.NotArrived;
import org.opennrm.shelter.placement.model.Placement.Offered;
import org.opennrm.shelter.placement.model.Placement.Sought;
import org.opennrm.shelter.placement.model.Placement.Unmet;
import org.opennrm.shelter.placement.model.Placement.Withdrawn;
import org.opennrm.shelter.placement.model.PlacementCommand.Accept;
import org.opennrm.shelter.placement.model.PlacementCommand.Agree;
import org.opennrm.shelter.placement.model.PlacementCommand.Arrive;
import org.opennrm.shelter.placement.model.PlacementCommand.DeclareUnmet;
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

class PlacementRulesTest {

  private static final Instant A_MOMENT_BEFORE_OFFERS_END = OFFERS_END.minusNanos(1);
  private static final Instant A_MOMENT_BEFORE_HOLD_ENDS = HOLD_ENDS.minusNanos(1);
  private static final Agree INFORMED_YES = new Agree(true, true);
  private static final Arrive ARRIVE = new Arrive(true, false);

  @Test
  void theLifecycleIsCompleteAndDrawn() {
    LifecyclePage.<Placement, PlacementCommand>of(
            "Placement",
            PlacementSamples.everyState(),
            PlacementSamples.everyCommand(),
            PlacementRulesTest::decideAtTheRightMoment)
        .coversAll(Placement.class, PlacementCommand.class)
        .permitsExactly(PlacementRules::possibleIn)
        .isDrawnIn("placement.md");
  }

  /** Clocks strike when their time has come, everybody else acts before. */
  private static Ruling<Placement, PlacementEvent> decideAtTheRightMoment(
      Placement state, PlacementCommand command) {
    var clock = command instanceof LetOffersExpire || command instanceof LoseHold;
    return PlacementRules.decide(state, command, clock ? HOLD_ENDS : NOON);
  }

  @Test
  void everyFacilityThatSuitsIsAskedAtOnce() {
    var offers = List.of(NORTH, SOUTH);
    assertThat(PlacementRules.decide(sought(), new Offer(offers, OFFERS_END), NOON))
        .isEqualTo(
            moved(
                new Offered(offers, Set.of(), OFFERS_END, NOON),
                new PlacementOffered(offers, OFFERS_END)));
  }

  @Test
  void nobodyIsAskedWhereNoFacilitySuitsAndTheNeedIsCounted() {
    var nobody = new Offer(List.of(), OFFERS_END);
    assertThat(PlacementRules.decide(sought(), nobody, NOON))
        .isEqualTo(refused(PlacementRule.NO_FACILITY_SUITS));
    assertThat(PlacementRules.decide(unmet(), nobody, NOON))
        .isEqualTo(refused(PlacementRule.NO_FACILITY_SUITS));

    var counted = new DeclareUnmet(UnmetReason.NO_FACILITY_SUITS);
    assertThat(PlacementRules.decide(sought(), counted, NOON))
        .isEqualTo(
            moved(
                new Unmet(UnmetReason.NO_FACILITY_SUITS, List.of(), Set.of(), NOON),
                new PlacementUnmet(UnmetReason.NO_FACILITY_SUITS)));
  }

  @Test
  void theFirstAcceptanceWinsAndTheOthersNeedNotAnswer() {
    assertThat(PlacementRules.decide(offeredTo(NORTH, SOUTH, EAST), acceptedBy(NORTH), NOON))
        .isEqualTo(
            moved(
                new FacilityAccepted(IN_NORTH, Set.of(), NOON),
                new OfferAccepted(IN_NORTH),
                new OffersWithdrawn(List.of(SOUTH, EAST))));
  }

  @Test
  void theSecondAcceptanceLearnsThatAnotherWasFirst() {
    for (var taken :
        List.of(acceptedByNorth(), agreedToNorth(), arrivedInNorth(), notArrivedInNorth())) {
      assertThat(PlacementRules.decide(taken, acceptedBy(SOUTH), NOON))
          .isEqualTo(refused(PlacementRule.TAKEN_BY_ANOTHER));
      assertThat(PlacementRules.decide(taken, declinedBy(SOUTH, DeclineReason.FULL), NOON))
          .isEqualTo(refused(PlacementRule.TAKEN_BY_ANOTHER));
    }
    assertThat(PlacementRules.decide(acceptedByNorth(), acceptedBy(NORTH), NOON))
        .as("the winner is not told that it lost")
        .isEqualTo(refused(PlacementRule.NOT_OPEN_TO_THIS_STEP));
  }

  @Test
  void onlyAFacilityThatWasAskedMayAnswer() {
    assertThat(PlacementRules.decide(offeredTo(NORTH), acceptedBy(EAST), NOON))
        .isEqualTo(refused(PlacementRule.NOT_OFFERED_TO_THIS_FACILITY));
    assertThat(PlacementRules.decide(offeredTo(NORTH), declinedBy(EAST, DeclineReason.FULL), NOON))
        .isEqualTo(refused(PlacementRule.NOT_OFFERED_TO_THIS_FACILITY));
  }

  @Test
  void anAcceptanceCountsUntilTheOffersEndAndNotAMomentLonger() {
    var round = offeredTo(NORTH);
    assertThat(PlacementRules.decide(round, acceptedBy(NORTH), A_MOMENT_BEFORE_OFFERS_END))
        .isInstanceOf(Moved.class);
    assertThat(PlacementRules.decide(round, acceptedBy(NORTH), OFFERS_END))
        .isEqualTo(refused(PlacementRule.OFFER_HAS_EXPIRED));
    assertThat(PlacementRules.decide(unmet(NORTH), acceptedBy(NORTH), OFFERS_END))
        .isEqualTo(refused(PlacementRule.OFFER_HAS_EXPIRED));
  }

  @Test
  void anOfferOfAnEarlierRoundIsNoLongerTheOneToAnswer() {
    var again = offerTo("house-north", "ba-lara");
    assertThat(PlacementRules.decide(offeredTo(again), acceptedBy(NORTH), NOON))
        .isEqualTo(refused(PlacementRule.OFFER_HAS_EXPIRED));
    assertThat(PlacementRules.decide(offeredTo(again), declinedBy(NORTH, DeclineReason.FULL), NOON))
        .isEqualTo(refused(PlacementRule.OFFER_HAS_EXPIRED));
  }

  @Test
  void anAnswerIsGivenOnce() {
    var round = after(offeredTo(NORTH, SOUTH), declinedBy(NORTH, DeclineReason.FULL));
    assertThat(PlacementRules.decide(round, acceptedBy(NORTH), NOON))
        .isEqualTo(refused(PlacementRule.ALREADY_ANSWERED));
    assertThat(PlacementRules.decide(round, declinedBy(NORTH, DeclineReason.OTHER), NOON))
        .isEqualTo(refused(PlacementRule.ALREADY_ANSWERED));
  }

  @Test
  void twoWhoMustNotMeetDoNotComeIntoOneHouse() {
    var meeting = new Accept(NORTH.facility(), NORTH.ref(), true, true, HOLD_ENDS);
    assertThat(PlacementRules.decide(offeredTo(NORTH), meeting, NOON))
        .isEqualTo(refused(PlacementRule.NOT_TO_BE_HOUSED_THERE));
  }

  @Test
  void aFacilityWithoutAFreePlaceCannotPromiseOne() {
    var noPlace = new Accept(NORTH.facility(), NORTH.ref(), false, false, HOLD_ENDS);
    assertThat(PlacementRules.decide(offeredTo(NORTH), noPlace, NOON))
        .isEqualTo(refused(PlacementRule.NO_FREE_PLACE));
  }

  @Test
  void aDeclinedOfferLeavesTheOthersOpen() {
    assertThat(
            PlacementRules.decide(
                offeredTo(NORTH, SOUTH), declinedBy(NORTH, DeclineReason.FULL), NOON))
        .isEqualTo(
            moved(
                new Offered(
                    List.of(NORTH.declinedFor(DeclineReason.FULL), SOUTH),
                    Set.of(),
                    OFFERS_END,
                    NOON),
                new OfferDeclined(NORTH, DeclineReason.FULL)));
  }

  @Test
  void whenEveryoneDeclinedTheNeedIsUnmetAndStaysOpen() {
    var round = after(offeredTo(NORTH, SOUTH), declinedBy(NORTH, DeclineReason.FULL));
    assertThat(PlacementRules.decide(round, declinedBy(SOUTH, DeclineReason.OTHER), NOON))
        .isEqualTo(
            moved(
                new Unmet(UnmetReason.ALL_DECLINED, List.of(), Set.of(), NOON),
                new OfferDeclined(SOUTH, DeclineReason.OTHER),
                new PlacementUnmet(UnmetReason.ALL_DECLINED)));
    assertThat(PlacementRules.decide(round, declinedBy(SOUTH, DeclineReason.FULL), NOON))
        .isEqualTo(
            moved(
                new Unmet(UnmetReason.ALL_FULL, List.of(), Set.of(), NOON),
                new OfferDeclined(SOUTH, DeclineReason.FULL),
                new PlacementUnmet(UnmetReason.ALL_FULL)));
  }

  @Test
  void whoCannotMeetTheNeedIsNotAskedASecondTimeAndWhoIsFullIs() {
    var declined =
        after(
            after(offeredTo(NORTH, SOUTH), declinedBy(NORTH, DeclineReason.CANNOT_MEET_NEED)),
            declinedBy(SOUTH, DeclineReason.FULL));
    assertThat(declined)
        .isInstanceOfSatisfying(
            Unmet.class, unmet -> assertThat(unmet.passedOver()).containsExactly(NORTH.facility()));
  }

  @Test
  void offersRunUntilTheirEndAndThenTheNeedIsUnmetWithTheAnswersStillOwed() {
    var round = offeredTo(NORTH, SOUTH);
    assertThat(PlacementRules.decide(round, new LetOffersExpire(), A_MOMENT_BEFORE_OFFERS_END))
        .isEqualTo(refused(PlacementRule.OFFERS_STILL_RUN));
    assertThat(PlacementRules.decide(round, new LetOffersExpire(), OFFERS_END))
        .isEqualTo(
            moved(
                new Unmet(UnmetReason.NO_ANSWER, List.of(NORTH, SOUTH), Set.of(), OFFERS_END),
                new PlacementUnmet(UnmetReason.NO_ANSWER)));
  }

  @Test
  void aLateNoIsHeardAndChangesNothingElse() {
    assertThat(
            PlacementRules.decide(
                unmet(NORTH, SOUTH), declinedBy(NORTH, DeclineReason.FULL), OFFERS_END))
        .isEqualTo(moved(unmet(SOUTH), new OfferDeclined(NORTH, DeclineReason.FULL)));
    assertThat(PlacementRules.decide(unmet(), declinedBy(NORTH, DeclineReason.FULL), OFFERS_END))
        .isEqualTo(refused(PlacementRule.NOT_OPEN_TO_THIS_STEP));
  }

  @Test
  void anUnmetNeedIsOfferedAgainAndTheOldOffersAreWithdrawn() {
    var offers = List.of(EAST);
    assertThat(PlacementRules.decide(unmet(NORTH), new Offer(offers, OFFERS_END), NOON))
        .isEqualTo(
            moved(
                new Offered(offers, Set.of(), OFFERS_END, NOON),
                new OffersWithdrawn(List.of(NORTH)),
                new PlacementOffered(offers, OFFERS_END)));
  }

  @Test
  void thePersonAgreesOnlyWhenTheyKnowTheRulesAndWhetherDoorsAreLocked() {
    assertThat(PlacementRules.decide(acceptedByNorth(), new Agree(false, true), NOON))
        .isEqualTo(refused(PlacementRule.HOUSE_RULES_NOT_TOLD));
    assertThat(PlacementRules.decide(acceptedByNorth(), new Agree(true, false), NOON))
        .isEqualTo(refused(PlacementRule.REGIME_NOT_TOLD));
    assertThat(PlacementRules.decide(acceptedByNorth(), INFORMED_YES, NOON))
        .isEqualTo(moved(agreedToNorth(), new PlaceAgreed()));
  }

  @Test
  void aHeldPlaceIsTheirsUntilTheHoldEndsAndNotAMomentLonger() {
    assertThat(PlacementRules.decide(acceptedByNorth(), INFORMED_YES, A_MOMENT_BEFORE_HOLD_ENDS))
        .isInstanceOf(Moved.class);
    assertThat(PlacementRules.decide(acceptedByNorth(), INFORMED_YES, HOLD_ENDS))
        .isEqualTo(refused(PlacementRule.HOLD_HAS_EXPIRED));
    assertThat(PlacementRules.decide(agreedToNorth(), ARRIVE, A_MOMENT_BEFORE_HOLD_ENDS))
        .isInstanceOf(Moved.class);
    assertThat(PlacementRules.decide(agreedToNorth(), ARRIVE, HOLD_ENDS))
        .isEqualTo(refused(PlacementRule.HOLD_HAS_EXPIRED));
  }

  @Test
  void aHoldIsNotTakenAwayBeforeItsEnd() {
    for (var held : List.of(acceptedByNorth(), agreedToNorth())) {
      assertThat(PlacementRules.decide(held, new LoseHold(), A_MOMENT_BEFORE_HOLD_ENDS))
          .isEqualTo(refused(PlacementRule.HOLD_STILL_RUNS));
      assertThat(PlacementRules.decide(held, new LoseHold(), HOLD_ENDS))
          .isEqualTo(moved(new Sought(Set.of(), HOLD_ENDS), new HoldExpired(IN_NORTH)));
    }
  }

  @Test
  void aPlaceThePersonDoesNotWantIsNotOfferedToThemAgain() {
    var no = new DeclineByPerson(RefusalReason.FACILITY_RULES);
    for (var held : List.of(acceptedByNorth(), agreedToNorth())) {
      assertThat(PlacementRules.decide(held, no, NOON))
          .isEqualTo(
              moved(
                  new Sought(Set.of(NORTH.facility()), NOON),
                  new PlaceDeclined(IN_NORTH, RefusalReason.FACILITY_RULES)));
    }
  }

  @Test
  void whoArrivesStaysWithoutAClock() {
    assertThat(PlacementRules.decide(agreedToNorth(), ARRIVE, NOON))
        .isEqualTo(moved(new Arrived(IN_NORTH, NOON), new PersonArrived(IN_NORTH)));
    assertThat(PlacementRules.decide(arrivedInNorth(), new LoseHold(), HOLD_ENDS))
        .isEqualTo(refused(PlacementRule.NOT_OPEN_TO_THIS_STEP));
  }

  @Test
  void nobodyLivesInTwoPlacesOrInABedThatDoesNotExist() {
    assertThat(PlacementRules.decide(agreedToNorth(), new Arrive(true, true), NOON))
        .isEqualTo(refused(PlacementRule.STILL_HOUSED_ELSEWHERE));
    assertThat(PlacementRules.decide(notArrivedInNorth(), new Arrive(false, false), HOLD_ENDS))
        .isEqualTo(refused(PlacementRule.NO_FREE_PLACE));
  }

  @Test
  void whoDidNotArriveMayStillComeAfterTheHoldEnded() {
    assertThat(PlacementRules.decide(agreedToNorth(), new ReportNotArrived(), NOON))
        .isEqualTo(moved(new NotArrived(IN_NORTH, NOON), new PersonNotArrived()));
    assertThat(PlacementRules.decide(notArrivedInNorth(), ARRIVE, HOLD_ENDS))
        .isEqualTo(moved(new Arrived(IN_NORTH, HOLD_ENDS), new PersonArrived(IN_NORTH)));
  }

  @Test
  void leavingEndsTheStayWithAReason() {
    assertThat(PlacementRules.decide(arrivedInNorth(), new Leave(ExitReason.LEFT), NOON))
        .isEqualTo(
            moved(
                new Left(ExitReason.LEFT, IN_NORTH, NOON),
                new PersonLeft(IN_NORTH, ExitReason.LEFT)));
  }

  @Test
  void aWithdrawnNeedReleasesOffersAndPlaces() {
    var withdrawn = new Withdrawn(NOON);
    var nothingHeld = new PlacementWithdrawn(Optional.empty());
    assertThat(PlacementRules.decide(sought(), new Withdraw(), NOON))
        .isEqualTo(moved(withdrawn, nothingHeld));
    assertThat(PlacementRules.decide(offeredTo(NORTH, SOUTH), new Withdraw(), NOON))
        .isEqualTo(moved(withdrawn, new OffersWithdrawn(List.of(NORTH, SOUTH)), nothingHeld));
    assertThat(PlacementRules.decide(unmet(NORTH), new Withdraw(), NOON))
        .isEqualTo(moved(withdrawn, new OffersWithdrawn(List.of(NORTH)), nothingHeld));
    for (var held : List.of(acceptedByNorth(), agreedToNorth())) {
      assertThat(PlacementRules.decide(held, new Withdraw(), NOON))
          .isEqualTo(moved(withdrawn, new PlacementWithdrawn(Optional.of(IN_NORTH))));
    }
  }

  @Test
  void aStayThatBeganIsNotEndedByAWithdrawal() {
    for (var begun : List.of(arrivedInNorth(), notArrivedInNorth())) {
      assertThat(PlacementRules.decide(begun, new Withdraw(), NOON))
          .isEqualTo(refused(PlacementRule.NOT_OPEN_TO_THIS_STEP));
    }
  }

  private static Placement after(Placement state, PlacementCommand command) {
    return switch (PlacementRules.decide(state, command, NOON)) {
      case Moved<Placement, PlacementEvent> moved -> moved.next();
      case Refused<Placement, PlacementEvent> refused ->
          throw new AssertionError(refused.rule().name());
    };
  }

  private static Ruling<Placement, PlacementEvent> moved(Placement next, PlacementEvent... events) {
    return new Moved<>(next, List.of(events));
  }

  private static Ruling<Placement, PlacementEvent> refused(PlacementRule rule) {
    return new Refused<>(rule);
  }
}
