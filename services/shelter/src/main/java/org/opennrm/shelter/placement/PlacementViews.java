package org.opennrm.shelter.placement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ShelterProfile;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OfferRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.PlacementRef;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.web.Aliases;
import org.opennrm.shelter.placement.model.HeldPlace;
import org.opennrm.shelter.placement.model.Placement;
import org.opennrm.shelter.placement.model.Placement.Arrived;
import org.opennrm.shelter.placement.model.Placement.FacilityAccepted;
import org.opennrm.shelter.placement.model.Placement.Left;
import org.opennrm.shelter.placement.model.Placement.Offered;
import org.opennrm.shelter.placement.model.Placement.PersonAgreed;
import org.opennrm.shelter.placement.model.Placement.Unmet;
import org.opennrm.shelter.placement.model.PlacementAccess;
import org.opennrm.shelter.placement.model.PlacementCommand;
import org.opennrm.shelter.placement.model.PlacementRules;

/** Draws what each reader may see of offers and placements. */
@ApplicationScoped
class PlacementViews {

  private static final String ANSWER = "answer";

  /** The steps of callers by the last part of their path; clocks and events have none. */
  private static final Map<Class<? extends PlacementCommand>, String> STEPS =
      Map.of(
          PlacementCommand.Agree.class, "person-answer",
          PlacementCommand.DeclineByPerson.class, "person-answer",
          PlacementCommand.Arrive.class, "arrival",
          PlacementCommand.ReportNotArrived.class, "non-arrival",
          PlacementCommand.Leave.class, "departure");

  private static final Set<String> SENDERS_STEPS = Set.of("person-answer");

  private final Aliases aliases;

  @Inject
  PlacementViews(Aliases aliases) {
    this.aliases = aliases;
  }

  /** The steps that a reader with this access can take now. */
  List<String> possibleFor(PlacementAccess access, Placement state) {
    return PlacementRules.possibleIn(state).stream()
        .map(STEPS::get)
        .filter(step -> step != null && isOf(access, step))
        .distinct()
        .sorted()
        .toList();
  }

  /** What the operator can still do about its offer; nothing tells how the search went on. */
  List<String> possibleFor(OfferRow offer, Placement state) {
    return offer.state.equals(OfferStore.OPEN)
            && (state instanceof Offered || state instanceof Unmet)
        ? List.of(ANSWER)
        : List.of();
  }

  OfferView offer(OfferRow offer, Placement state, PlacementRow row, ShelterProfile profile) {
    var kept = keptUnder(offer, state);
    var asked = offer.state.equals(OfferStore.OPEN);
    return new OfferView(
        new OfferRef(offer.ref),
        new HandOverRef(offer.handOver),
        new FacilityCode(offer.facility),
        new OrganisationCode(row.neededBy),
        offer.state,
        Optional.ofNullable(offer.reason),
        offer.offeredAt,
        offer.dueAt,
        offer.graceUntil,
        possibleFor(offer, state),
        asked || kept.isPresent() ? Optional.of(NeedView.of(profile)) : Optional.empty(),
        kept.map(_ -> new PlacementRef(row.ref)),
        kept.filter(_ -> waitsForThePerson(state)).map(HeldPlace::heldUntil));
  }

  PlacementSummary summary(Caller caller, PlacementRow row, Placement state) {
    return new PlacementSummary(
        new PlacementRef(row.ref),
        alias(caller, row),
        row.stateName,
        row.soughtAt,
        state.since(),
        state instanceof Arrived,
        state.heldPlace().map(HeldPlace::operator));
  }

  PlacementView forOperator(
      Caller caller, PlacementRow row, Placement state, ShelterProfile profile) {
    return view(
        PlacementAccess.OPERATORS_VIEW,
        "operator",
        alias(caller, row),
        row,
        state,
        state instanceof Left ? null : profile,
        null,
        null);
  }

  PlacementView forSender(
      Caller caller, PlacementRow row, Placement state, ShelterProfile profile) {
    return view(
        PlacementAccess.SENDERS_VIEW,
        "sender",
        alias(caller, row),
        row,
        state,
        profile,
        null,
        null);
  }

  PlacementView forCoordinator(
      Caller caller,
      PlacementRow row,
      Placement state,
      ShelterProfile profile,
      List<OfferRow> offers,
      List<PlacementView.Suitability> suitability) {
    return view(
        PlacementAccess.COORDINATORS_VIEW,
        "coordinator",
        alias(caller, row),
        row,
        state,
        profile,
        offers.stream().map(PlacementView.Offered::of).toList(),
        suitability);
  }

  /** For the operator whose place the person has just declined: that it is free, and no more. */
  PlacementView released(PlacementRow row) {
    return new PlacementView(
        "released",
        new PlacementRef(row.ref),
        "released",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private PlacementView view(
      PlacementAccess access,
      String name,
      String alias,
      PlacementRow row,
      Placement state,
      @Nullable ShelterProfile profile,
      @Nullable List<PlacementView.Offered> offers,
      @Nullable List<PlacementView.Suitability> suitability) {
    var place = state.heldPlace();
    return new PlacementView(
        name,
        new PlacementRef(row.ref),
        row.stateName,
        Optional.of(alias),
        Optional.of(row.soughtAt),
        Optional.of(state.since()),
        state instanceof Arrived,
        possibleFor(access, state),
        reason(state),
        Optional.of(new OrganisationCode(row.neededBy)),
        place.map(HeldPlace::operator),
        place.map(HeldPlace::handOver),
        state instanceof Offered offered ? Optional.of(offered.until()) : Optional.empty(),
        state instanceof Offered offered ? Optional.of(offered.offers().size()) : Optional.empty(),
        place.filter(_ -> waitsForThePerson(state)).map(HeldPlace::heldUntil),
        access == PlacementAccess.SENDERS_VIEW ? Optional.empty() : place.map(HeldPlace::facility),
        Optional.ofNullable(profile).map(NeedView::of),
        Optional.ofNullable(offers),
        Optional.ofNullable(suitability));
  }

  private static Optional<String> reason(Placement state) {
    return switch (state) {
      case Unmet unmet -> Optional.of(unmet.reason().code());
      case Left left -> Optional.of(left.reason().code());
      default -> Optional.empty();
    };
  }

  /** The place that is kept, or lived in, because this offer was accepted. */
  private static Optional<HeldPlace> keptUnder(OfferRow offer, Placement state) {
    return state instanceof Left
        ? Optional.empty()
        : state.heldPlace().filter(place -> place.offer().value().equals(offer.ref));
  }

  private static boolean waitsForThePerson(Placement state) {
    return state instanceof FacilityAccepted || state instanceof PersonAgreed;
  }

  private static boolean isOf(PlacementAccess access, String step) {
    return switch (access) {
      case OPERATORS_VIEW -> true;
      case SENDERS_VIEW -> SENDERS_STEPS.contains(step);
      case COORDINATORS_VIEW, NONE -> false;
    };
  }

  private String alias(Caller caller, PlacementRow row) {
    return aliases.of(new CaseRef(row.caseRef), caller);
  }
}
