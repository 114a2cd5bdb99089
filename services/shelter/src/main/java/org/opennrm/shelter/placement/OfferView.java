package org.opennrm.shelter.placement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OfferRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.PlacementRef;

/**
 * An offer as the operator that was asked sees it. What is needed is shown while it is asked, and
 * longer only to the one that accepted.
 *
 * @param handOver the reference that both sides use on the telephone
 * @param state open, accepted, declined or withdrawn
 * @param possibleNow the steps that can be taken now
 */
record OfferView(
    OfferRef offer,
    HandOverRef handOver,
    FacilityCode facility,
    OrganisationCode neededBy,
    String state,
    Optional<String> reason,
    Instant offeredAt,
    Instant answerBy,
    Instant graceUntil,
    List<String> possibleNow,
    Optional<NeedView> need,
    Optional<PlacementRef> placement,
    Optional<Instant> heldUntil) {

  /** A page of offers; {@code next} goes into {@code after} to read on. */
  record Page(List<OfferView> items, Optional<String> next) {}
}
