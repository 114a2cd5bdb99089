package org.opennrm.shelter.placement.model;

import static org.opennrm.shelter.placement.model.PlacementSamples.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OfferRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.Ruling.Moved;
import org.opennrm.platform.policy.model.Ruling.Refused;
import org.opennrm.platform.testkit.Dice;
import org.opennrm.platform.testkit.SeededTrials;
import org.opennrm.shelter.placement.model.PaperBoard.Word;
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
 * Whatever is asked of a placement in whatever order: it goes where a desk with paper slips would
 * go, its events say what it did, and no house is left owing an answer that nobody waits for.
 */
class PlacementSequencesTest {

  private static final List<FacilityCode> HOUSES =
      List.of(
          new FacilityCode("house-north"),
          new FacilityCode("house-south"),
          new FacilityCode("house-east"));
  private static final OrganisationCode OPERATOR = new OrganisationCode("ba-invented-houses");
  private static final Duration ROUND = Duration.ofMinutes(60);
  private static final Duration HOLD = Duration.ofMinutes(90);

  private enum Kind {
    OFFER,
    DECLARE_UNMET,
    ACCEPT,
    DECLINE,
    EXPIRE,
    LOSE_HOLD,
    AGREE,
    PERSON_DECLINES,
    ARRIVE,
    NOT_ARRIVED,
    LEAVE,
    WITHDRAW
  }

  /**
   * @param houses one bit for each that is asked
   * @param back which of the offers made so far is answered, counted from the last
   * @param swapped the answer names a house that this offer was not made to
   * @param first what the command asks first: a free bed, the house rules
   * @param second what it asks then: housed elsewhere, the doors
   * @param minutes that go by before it
   */
  private record Step(
      Kind kind,
      int houses,
      int back,
      boolean swapped,
      DeclineReason reason,
      boolean first,
      boolean second,
      int minutes) {

    static Step drawn(Dice dice) {
      return new Step(
          dice.oneIn(40) ? Kind.WITHDRAW : dice.any(List.of(Kind.values()).subList(0, 11)),
          dice.below(8),
          dice.below(4),
          dice.oneIn(12),
          dice.any(List.of(DeclineReason.values())),
          !dice.oneIn(6),
          !dice.oneIn(6),
          dice.oneIn(5) ? dice.below(100) : dice.below(10));
    }
  }

  /** A placement under test, the same on paper, and what its events alone tell. */
  private static final class Search {
    private final Random references = new Random(7);
    private final PaperBoard paper = new PaperBoard();
    private final List<FacilityOffer> made = new ArrayList<>();
    private final Set<HandOverRef> owedByEvents = new HashSet<>();
    private Optional<FacilityCode> bedByEvents = Optional.empty();
    private Placement placement = Sought.from(NOON);
    private Instant now = NOON;

    void take(Step step) {
      now = now.plus(Duration.ofMinutes(step.minutes()));
      var command = command(step);
      var taken = paper.take(command, now);
      switch (PlacementRules.decide(placement, command, now)) {
        case Moved<Placement, PlacementEvent>(var next, var events) -> {
          must(taken, "on paper it is not taken: " + command);
          placement = next;
          events.forEach(this::hear);
          if (command instanceof Offer(var offers, _)) {
            made.addAll(offers);
          }
        }
        case Refused<Placement, PlacementEvent>(var rule) ->
            must(!taken, "on paper it is taken, not refused by " + rule.name() + ": " + command);
      }
      agree();
    }

    private void agree() {
      equal(wordOf(placement), paper.word(), "how it stands");
      equal(
          placement.heldPlace().map(HeldPlace::offer),
          paper.bed().map(FacilityOffer::ref),
          "the bed");
      equal(owedByEvents, handOvers(paper.owed()), "who owes an answer, going by the events");
      equal(bedByEvents, bedThatIsKept(), "the bed, going by the events");
      passedOver(placement).ifPresent(never -> equal(never, paper.never(), "who is not asked"));
    }

    private Optional<FacilityCode> bedThatIsKept() {
      return paper.word() == Word.GONE
          ? Optional.empty()
          : paper.bed().map(FacilityOffer::facility);
    }

    private void hear(PlacementEvent event) {
      switch (event) {
        case PlacementOffered(var offers, _) -> offers.forEach(o -> owedByEvents.add(o.handOver()));
        case OfferAccepted(var place) -> {
          answered(place.handOver());
          must(bedByEvents.isEmpty(), "two beds for one person");
          bedByEvents = Optional.of(place.facility());
        }
        case OfferDeclined(var offer, _) -> answered(offer.handOver());
        case OffersWithdrawn(var offers) -> offers.forEach(offer -> answered(offer.handOver()));
        case PlaceDeclined(var place, _) -> free(place);
        case HoldExpired(var place) -> free(place);
        case PersonLeft(var place, _) -> free(place);
        case PlacementWithdrawn(var released) -> released.ifPresent(this::free);
        case PersonArrived(var place) ->
            equal(bedByEvents, Optional.of(place.facility()), "arrived in the bed that was kept");
        case PlacementUnmet _, PlaceAgreed _, PersonNotArrived _ -> {
          // Neither a bed nor an answer comes or goes.
        }
      }
    }

    private void answered(HandOverRef handOver) {
      must(owedByEvents.remove(handOver), "answered, and nobody owed it");
    }

    private void free(HeldPlace place) {
      equal(bedByEvents, Optional.of(place.facility()), "the bed that is given back");
      bedByEvents = Optional.empty();
    }

    private PlacementCommand command(Step step) {
      return switch (step.kind()) {
        case OFFER -> new Offer(offers(step.houses()), now.plus(ROUND));
        case DECLARE_UNMET -> new DeclareUnmet(UnmetReason.NO_FACILITY_SUITS);
        case ACCEPT ->
            new Accept(houseNamedBy(step), offer(step).ref(), step.first(), false, now.plus(HOLD));
        case DECLINE -> new Decline(houseNamedBy(step), offer(step).ref(), step.reason());
        case EXPIRE -> new LetOffersExpire();
        case LOSE_HOLD -> new LoseHold();
        case AGREE -> new Agree(step.first(), step.second());
        case PERSON_DECLINES -> new DeclineByPerson(RefusalReason.FACILITY_RULES);
        case ARRIVE -> new Arrive(step.first(), !step.second());
        case NOT_ARRIVED -> new ReportNotArrived();
        case LEAVE -> new Leave(ExitReason.OWN_HOUSING);
        case WITHDRAW -> new Withdraw();
      };
    }

    private List<FacilityOffer> offers(int houses) {
      var offers = new ArrayList<FacilityOffer>();
      for (var house = 0; house < HOUSES.size(); house++) {
        if ((houses >> house & 1) == 1) {
          offers.add(offerTo(HOUSES.get(house)));
        }
      }
      return offers;
    }

    private FacilityOffer offerTo(FacilityCode house) {
      return FacilityOffer.to(
          house, OPERATOR, OfferRef.mint(references), HandOverRef.mint(references));
    }

    /** One of the last offers, old rounds among them; where none was made, one out of thin air. */
    private FacilityOffer offer(Step step) {
      return step.back() < made.size()
          ? made.get(made.size() - 1 - step.back())
          : offerTo(HOUSES.getFirst());
    }

    private FacilityCode houseNamedBy(Step step) {
      var house = HOUSES.indexOf(offer(step).facility());
      return HOUSES.get((house + (step.swapped() ? 1 : 0)) % HOUSES.size());
    }
  }

  @Test
  void aPlacementGoesWhereADeskWithPaperSlipsWouldGo() {
    SeededTrials.run(
        10_000,
        50,
        Step::drawn,
        steps -> {
          var search = new Search();
          steps.forEach(search::take);
        });
  }

  private static Set<HandOverRef> handOvers(Set<FacilityOffer> offers) {
    var all = new HashSet<HandOverRef>();
    offers.forEach(offer -> all.add(offer.handOver()));
    return all;
  }

  /** Which houses a later round leaves out; in a round that runs, as it was before. */
  private static Optional<Set<FacilityCode>> passedOver(Placement placement) {
    return switch (placement) {
      case Sought s -> Optional.of(s.passedOver());
      case Offered o -> Optional.of(o.passedOver());
      case Unmet u -> Optional.of(u.passedOver());
      case FacilityAccepted a -> Optional.of(a.passedOver());
      case PersonAgreed a -> Optional.of(a.passedOver());
      case Arrived _, NotArrived _, Left _, Withdrawn _ -> Optional.empty();
    };
  }

  private static Word wordOf(Placement placement) {
    return switch (placement) {
      case Sought _ -> Word.SEEKING;
      case Offered _ -> Word.ASKED;
      case FacilityAccepted _ -> Word.KEPT;
      case PersonAgreed _ -> Word.WANTED;
      case NotArrived _ -> Word.MISSED;
      case Arrived _ -> Word.HOUSED;
      case Unmet _ -> Word.NOWHERE;
      case Left _ -> Word.GONE;
      case Withdrawn _ -> Word.ENDED;
    };
  }

  private static void equal(Object actual, Object onPaper, String what) {
    must(Objects.equals(actual, onPaper), what + ": " + actual + ", on paper " + onPaper);
  }

  private static void must(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
