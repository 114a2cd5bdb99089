package org.opennrm.simulation.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.opennrm.contracts.CaseClosedV1;
import org.opennrm.contracts.HandOverAcceptedV1;
import org.opennrm.contracts.HandOverCompletedV1;
import org.opennrm.contracts.HandOverDeclinedV1;
import org.opennrm.contracts.HandOverOfferedV1;
import org.opennrm.contracts.HandOverWithdrawnV1;
import org.opennrm.contracts.NeedWithdrawnV1;
import org.opennrm.contracts.PersonArrivedV1;
import org.opennrm.contracts.ShelterNeededV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.NeedRef;
import org.opennrm.contracts.ids.OfferRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.PlacementRef;
import org.opennrm.platform.policy.model.Ruling.Moved;
import org.opennrm.platform.testkit.Dice;
import org.opennrm.shelter.placement.model.DeclineReason;
import org.opennrm.shelter.placement.model.ExitReason;
import org.opennrm.shelter.placement.model.FacilityOffer;
import org.opennrm.shelter.placement.model.HeldPlace;
import org.opennrm.shelter.placement.model.Placement;
import org.opennrm.shelter.placement.model.Placement.Arrived;
import org.opennrm.shelter.placement.model.Placement.FacilityAccepted;
import org.opennrm.shelter.placement.model.Placement.Left;
import org.opennrm.shelter.placement.model.Placement.NotArrived;
import org.opennrm.shelter.placement.model.Placement.Offered;
import org.opennrm.shelter.placement.model.Placement.PersonAgreed;
import org.opennrm.shelter.placement.model.Placement.Sought;
import org.opennrm.shelter.placement.model.Placement.Unmet;
import org.opennrm.shelter.placement.model.PlacementCommand;
import org.opennrm.shelter.placement.model.PlacementEvent;
import org.opennrm.shelter.placement.model.PlacementRules;
import org.opennrm.shelter.placement.model.RefusalReason;
import org.opennrm.shelter.placement.model.UnmetReason;

/** Shelter: searches by {@link PlacementRules}, offers, beds and the clocks that strike. */
final class ShelterDesk {
  static final String TOPIC = "nrm.shelter";
  static final String STEP = "shelter-placement";
  private static final Duration HOLD = Duration.ofHours(8);
  private static final List<FacilityCode> HOUSES =
      List.of(new FacilityCode("invented-one"), new FacilityCode("invented-two"));
  private static final OrganisationCode OPERATOR = new OrganisationCode("ba-invented-operator");

  private final Wall wall;
  private final Telling telling;
  private final Beds beds = new Beds();
  private final SplittableRandom names = new SplittableRandom(2);
  private final Map<PlacementRef, Search> searches = new LinkedHashMap<>();
  private final Set<NeedRef> heard = new HashSet<>();
  private final Set<NeedRef> endedNeeds = new HashSet<>();
  private final Map<CaseRef, Instant> endedCases = new LinkedHashMap<>();

  private static final class Search {
    private final PlacementRef ref;
    private final CaseRef caseRef;
    private final OrganisationCode neededBy;
    private NeedRef need;
    private Placement state;

    Search(PlacementRef ref, ShelterNeededV1 needed, Placement state) {
      this.ref = ref;
      this.caseRef = needed.caseRef();
      this.neededBy = needed.neededBy();
      this.need = needed.need();
      this.state = state;
    }

    boolean isOn() {
      return state instanceof Sought
          || state instanceof Offered
          || state instanceof FacilityAccepted
          || state instanceof PersonAgreed;
    }
  }

  ShelterDesk(Wall wall, Telling telling) {
    this.wall = wall;
    this.telling = telling;
    beds.make(HOUSES.get(0), 1);
    beds.make(HOUSES.get(1), 2);
  }

  // --- what the topics say

  /** Whether it is rejected. */
  boolean seek(ShelterNeededV1 needed) {
    if (!heard.add(needed.need())
        || endedNeeds.contains(needed.need())
        || wasEnded(needed.caseRef(), needed.statedAt())) {
      return false;
    }
    var found = searchOf(needed.caseRef());
    if (found.isEmpty()) {
      var search = new Search(PlacementRef.mint(names), needed, Sought.from(wall.now()));
      searches.put(search.ref, search);
      offerAround(search);
      return false;
    }
    if (!(found.get().state instanceof Unmet)) {
      return true;
    }
    found.get().need = needed.need();
    offerAround(found.get());
    return false;
  }

  void end(NeedWithdrawnV1 withdrawn) {
    endedNeeds.add(withdrawn.need());
    searchOf(withdrawn.caseRef())
        .filter(search -> search.need.equals(withdrawn.need()))
        .ifPresent(search -> take(search, new PlacementCommand.Withdraw()));
  }

  void end(CaseClosedV1 closed) {
    endedCases.put(closed.caseRef(), closed.at());
    searchOf(closed.caseRef()).ifPresent(search -> take(search, new PlacementCommand.Withdraw()));
  }

  // --- what people do

  void answer(Dice dice) {
    any(dice, PlacementCommand.Decline.class)
        .ifPresent(search -> {
          var offers = offersOf(search.state);
          if (!offers.isEmpty()) {
            answer(search, dice.any(offers), dice);
          }
        });
  }

  void personAnswers(Dice dice) {
    any(dice, PlacementCommand.DeclineByPerson.class)
        .ifPresent(search -> {
          take(
              search,
              dice.oneIn(3)
                  ? new PlacementCommand.DeclineByPerson(dice.any(REFUSALS))
                  : new PlacementCommand.Agree(!dice.oneIn(6), !dice.oneIn(6)));
          offerAroundIfSought(search);
        });
  }

  void arrive(Dice dice) {
    any(dice, PlacementCommand.Arrive.class).ifPresent(this::arrive);
  }

  void notArrived(Dice dice) {
    any(dice, PlacementCommand.ReportNotArrived.class)
        .ifPresent(search -> take(search, new PlacementCommand.ReportNotArrived()));
  }

  void leave(Dice dice) {
    any(dice, PlacementCommand.Leave.class)
        .ifPresent(search -> take(search, new PlacementCommand.Leave(dice.any(EXITS))));
  }

  /** Strikes at everything whose time is over. */
  void strike() {
    for (var search : List.copyOf(searches.values())) {
      var keptOn = holdOf(search.state).filter(until -> wall.now().isBefore(until)).isPresent();
      var moved =
          take(
              search,
              search.state instanceof Offered
                  ? new PlacementCommand.LetOffersExpire()
                  : new PlacementCommand.LoseHold());
      if (keptOn && moved) {
        throw new AssertionError("Taken away before its time: " + search.ref);
      }
      offerAroundIfSought(search);
    }
  }

  // --- what must hold

  void mustHold() {
    beds.mustHouseOneEach();
    var seeking = new HashSet<CaseRef>();
    var housed = new HashSet<CaseRef>();
    for (var search : searches.values()) {
      if (search.isOn() && !seeking.add(search.caseRef)) {
        throw new AssertionError("Two searches for " + search.caseRef);
      }
      if (search.state instanceof Arrived && !housed.add(search.caseRef)) {
        throw new AssertionError("Two homes for " + search.caseRef);
      }
      if (search.state instanceof Arrived && !beds.has(search.ref, wall.now())) {
        throw new AssertionError("Arrived without a bed: " + search.ref);
      }
      var over = search.state.heldPlace().isEmpty() || search.state instanceof Left;
      if (over && beds.has(search.ref, wall.now())) {
        throw new AssertionError("Kept for nobody: " + search.ref);
      }
      if (holdOf(search.state).filter(until -> wall.now().isBefore(until)).isPresent()
          && !beds.has(search.ref, wall.now())) {
        throw new AssertionError("Promised and not kept: " + search.ref);
      }
    }
  }

  /** The offers to which an answer is owed, by what shelter itself knows. */
  Set<HandOverRef> owed() {
    var owed = new HashSet<HandOverRef>();
    for (var search : searches.values()) {
      for (var offer : offersOf(search.state)) {
        if (offer.declined() == null) {
          owed.add(offer.handOver());
        }
      }
    }
    return owed;
  }

  // --- inside

  private void answer(Search search, FacilityOffer offer, Dice dice) {
    if (dice.oneIn(3)) {
      take(search, new PlacementCommand.Decline(offer.facility(), offer.ref(), dice.any(DECLINES)));
      return;
    }
    var now = wall.now();
    var until = now.plus(HOLD);
    var free = beds.isFree(offer.facility(), now, until);
    if (take(
        search, new PlacementCommand.Accept(offer.facility(), offer.ref(), free, false, until))) {
      beds.give(offer.facility(), search.ref, now, until);
    }
  }

  private void arrive(Search search) {
    var place = search.state.heldPlace();
    if (place.isEmpty()) {
      return;
    }
    var now = wall.now();
    var facility = place.get().facility();
    var kept = beds.has(search.ref, now);
    var another =
        search.state instanceof NotArrived && !kept && beds.isFree(facility, now, Instant.MAX);
    var elsewhere =
        searches.values().stream()
            .anyMatch(other ->
                other != search
                    && other.caseRef.equals(search.caseRef)
                    && other.state instanceof Arrived);
    if (take(search, new PlacementCommand.Arrive(kept || another, elsewhere))) {
      if (kept) {
        beds.keepWithoutEnd(search.ref, now);
      } else {
        beds.give(facility, search.ref, now, Instant.MAX);
      }
    }
  }

  private void offerAroundIfSought(Search search) {
    if (search.state instanceof Sought) {
      offerAround(search);
    }
  }

  private void offerAround(Search search) {
    var passedOver =
        switch (search.state) {
          case Sought sought -> sought.passedOver();
          case Unmet unmet -> unmet.passedOver();
          case Placement _ -> Set.<FacilityCode>of();
        };
    var offers = new ArrayList<FacilityOffer>();
    for (var house : HOUSES) {
      if (!passedOver.contains(house)) {
        offers.add(
            FacilityOffer.to(house, OPERATOR, OfferRef.mint(names), HandOverRef.mint(names)));
      }
    }
    var offered = take(search, new PlacementCommand.Offer(offers, wall.dueTimes().dueAt()));
    if (!offered && search.state instanceof Sought) {
      take(search, new PlacementCommand.DeclareUnmet(UnmetReason.NO_FACILITY_SUITS));
    }
  }

  /** Whether the rules let it happen. */
  private boolean take(Search search, PlacementCommand command) {
    if (PlacementRules.decide(search.state, command, wall.now())
        instanceof Moved<Placement, PlacementEvent>(var next, var happened)) {
      search.state = next;
      happened.forEach(event -> follow(search, event));
      return true;
    }
    return false;
  }

  private void follow(Search search, PlacementEvent event) {
    switch (event) {
      case PlacementEvent.PlacementOffered(var offers, _) ->
          offers.forEach(offer -> offered(search, offer));
      case PlacementEvent.OfferAccepted(var place) -> {
        telling.tell(
            TOPIC,
            new HandOverAcceptedV1(
                search.caseRef, place.handOver(), STEP, place.operator(), wall.now()));
      }
      case PlacementEvent.OfferDeclined(var offer, var reason) -> {
        telling.tell(
            TOPIC,
            new HandOverDeclinedV1(
                search.caseRef,
                offer.handOver(),
                STEP,
                offer.operator(),
                reason.code(),
                wall.now()));
      }
      case PlacementEvent.OffersWithdrawn(var offers) ->
          offers.forEach(offer -> withdrawn(search, offer.handOver()));
      case PlacementEvent.PlaceDeclined(var place, _) -> released(search, place);
      case PlacementEvent.HoldExpired(var place) -> released(search, place);
      case PlacementEvent.PlacementWithdrawn(var place) ->
          place.ifPresent(kept -> released(search, kept));
      case PlacementEvent.PersonLeft _ -> beds.release(search.ref, wall.now());
      case PlacementEvent.PersonArrived(var place) -> {
        telling.tell(TOPIC, new PersonArrivedV1(search.caseRef, search.ref, wall.now()));
        telling.tell(
            TOPIC,
            new HandOverCompletedV1(
                search.caseRef, place.handOver(), STEP, place.operator(), wall.now()));
      }
      case PlacementEvent.PlacementUnmet _,
          PlacementEvent.PlaceAgreed _,
          PlacementEvent.PersonNotArrived _ -> {}
    }
  }

  private void offered(Search search, FacilityOffer offer) {
    var due = wall.dueTimes();
    telling.tell(
        TOPIC,
        new HandOverOfferedV1(
            search.caseRef,
            offer.handOver(),
            STEP,
            IdentificationDesk.COUNTRY,
            search.neededBy,
            offer.operator(),
            due.dueAt(),
            due.graceUntil(),
            wall.now()));
  }

  private void released(Search search, HeldPlace place) {
    beds.release(search.ref, wall.now());
    withdrawn(search, place.handOver());
  }

  private void withdrawn(Search search, HandOverRef handOver) {
    telling.tell(
        TOPIC,
        new HandOverWithdrawnV1(search.caseRef, handOver, STEP, search.neededBy, wall.now()));
  }

  private boolean wasEnded(CaseRef caseRef, Instant statedAt) {
    var at = endedCases.get(caseRef);
    return at != null && !at.isBefore(statedAt);
  }

  private Optional<Search> searchOf(CaseRef caseRef) {
    return searches.values().stream()
        .filter(search -> search.caseRef.equals(caseRef))
        .filter(search -> search.isOn() || search.state instanceof Unmet)
        .findFirst();
  }

  /** One of which this may be asked, or now and then any: people also ask what cannot be. */
  private Optional<Search> any(Dice dice, Class<? extends PlacementCommand> asked) {
    var sensible = !dice.oneIn(8);
    var open =
        searches.values().stream()
            .filter(search -> !sensible || PlacementRules.possibleIn(search.state).contains(asked))
            .toList();
    return open.isEmpty() ? Optional.empty() : Optional.of(dice.any(open));
  }

  private static List<FacilityOffer> offersOf(Placement state) {
    return switch (state) {
      case Offered offered -> offered.offers();
      case Unmet unmet -> unmet.unanswered();
      case Placement _ -> List.of();
    };
  }

  private static Optional<Instant> holdOf(Placement state) {
    return switch (state) {
      case FacilityAccepted accepted -> Optional.of(accepted.place().heldUntil());
      case PersonAgreed agreed -> Optional.of(agreed.place().heldUntil());
      case Placement _ -> Optional.empty();
    };
  }

  private static final List<DeclineReason> DECLINES = List.of(DeclineReason.values());
  private static final List<RefusalReason> REFUSALS = List.of(RefusalReason.values());
  private static final List<ExitReason> EXITS = List.of(ExitReason.values());
}
