package org.opennrm.shelter.placement.model;

import java.time.Instant;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OfferRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * A place that an operator keeps for the person, under the offer it accepted. Unless they arrive it
 * is kept until {@code heldUntil} and not a moment longer.
 */
public record HeldPlace(
    OfferRef offer,
    HandOverRef handOver,
    FacilityCode facility,
    OrganisationCode operator,
    Instant heldUntil) {

  static HeldPlace of(FacilityOffer accepted, Instant heldUntil) {
    return new HeldPlace(
        accepted.ref(), accepted.handOver(), accepted.facility(), accepted.operator(), heldUntil);
  }

  boolean hasExpiredAt(Instant now) {
    return !now.isBefore(heldUntil);
  }
}
