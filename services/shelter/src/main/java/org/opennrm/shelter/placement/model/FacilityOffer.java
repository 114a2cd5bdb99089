package org.opennrm.shelter.placement.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OfferRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * The need as one facility was asked to meet it; its operator owes an answer under the hand-over.
 *
 * @param declined why the operator said no; absent while there is no answer
 */
public record FacilityOffer(
    OfferRef ref,
    HandOverRef handOver,
    FacilityCode facility,
    OrganisationCode operator,
    @Nullable DeclineReason declined) {

  /** An offer that nobody has answered yet. */
  public static FacilityOffer to(
      FacilityCode facility, OrganisationCode operator, OfferRef ref, HandOverRef handOver) {
    return new FacilityOffer(ref, handOver, facility, operator, null);
  }

  FacilityOffer declinedFor(DeclineReason reason) {
    return new FacilityOffer(ref, handOver, facility, operator, reason);
  }

  static List<FacilityOffer> unansweredOf(List<FacilityOffer> offers) {
    return offers.stream().filter(offer -> offer.declined() == null).toList();
  }
}
