package org.opennrm.shelter.placement.model;

import java.time.Instant;
import java.util.List;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.OfferRef;

/** What may be asked of a placement, by an operator, by those with the person, or by a clock. */
public sealed interface PlacementCommand {

  /** Ask every facility that suits, at once. */
  record Offer(List<FacilityOffer> offers, Instant until) implements PlacementCommand {
    public Offer {
      offers = List.copyOf(offers);
    }
  }

  /** Say that nobody can be asked. */
  record DeclareUnmet(UnmetReason reason) implements PlacementCommand {}

  /**
   * The operator takes the person.
   *
   * @param placeIsFree whether a place of that facility can be kept for them until {@code
   *     heldUntil}
   * @param wouldMeet whether somebody whom the person must not meet has a place there
   */
  record Accept(
      FacilityCode facility,
      OfferRef offer,
      boolean placeIsFree,
      boolean wouldMeet,
      Instant heldUntil)
      implements PlacementCommand {}

  /** The operator says no. */
  record Decline(FacilityCode facility, OfferRef offer, DeclineReason reason)
      implements PlacementCommand {}

  /** The time to answer is over. */
  record LetOffersExpire() implements PlacementCommand {}

  /** The time for which the place was kept is over. */
  record LoseHold() implements PlacementCommand {}

  /** The person wants the place, knowing its rules and whether its doors are locked. */
  record Agree(boolean houseRulesTold, boolean regimeTold) implements PlacementCommand {}

  /** The person does not want this place; a normal answer that ends nothing. */
  record DeclineByPerson(RefusalReason reason) implements PlacementCommand {}

  /**
   * The person is there.
   *
   * @param placeIsFree whether the place is still theirs or another of the house is free
   * @param housedElsewhere whether the same case still lives in another place
   */
  record Arrive(boolean placeIsFree, boolean housedElsewhere) implements PlacementCommand {}

  /** The person was expected and has not come. */
  record ReportNotArrived() implements PlacementCommand {}

  /** The person moves out. */
  record Leave(ExitReason reason) implements PlacementCommand {}

  /** The need, the consent or the case ended. */
  record Withdraw() implements PlacementCommand {}
}
