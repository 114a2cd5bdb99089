package org.opennrm.shelter.placement;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.PlacementRef;
import org.opennrm.shelter.facility.model.Facility;
import org.opennrm.shelter.facility.model.Mismatch;

/**
 * A placement as one reader may see it. {@code view} names which: operator, sender, coordinator, or
 * released for an operator whose place the person has just declined. What a view does not show is
 * left out, not emptied.
 *
 * @param reason why the need is unmet, or how the stay ended
 * @param handOver the reference that operator and sender use on the telephone
 * @param offersUntil until when the facilities may answer
 * @param asked how many facilities were asked in this round
 * @param facility never for the sender
 * @param offers who was asked and what they said; for the coordinator alone
 * @param suitability for every facility of the country why it was not asked; for the coordinator
 *     alone
 */
record PlacementView(
    String view,
    PlacementRef placement,
    String state,
    Optional<String> caseAlias,
    Optional<Instant> soughtAt,
    Optional<Instant> since,
    boolean housed,
    List<String> possibleNow,
    Optional<String> reason,
    Optional<OrganisationCode> neededBy,
    Optional<OrganisationCode> operator,
    Optional<HandOverRef> handOver,
    Optional<Instant> offersUntil,
    Optional<Integer> asked,
    Optional<Instant> heldUntil,
    Optional<FacilityCode> facility,
    Optional<NeedView> need,
    Optional<List<Offered>> offers,
    Optional<List<Suitability>> suitability) {

  /** What one facility was asked and said. */
  record Offered(
      FacilityCode facility,
      OrganisationCode operator,
      HandOverRef handOver,
      String state,
      Optional<String> reason,
      Instant offeredAt,
      Instant answerBy) {

    static Offered of(OfferRow row) {
      return new Offered(
          new FacilityCode(row.facility),
          new OrganisationCode(row.operator),
          new HandOverRef(row.handOver),
          row.state,
          Optional.ofNullable(row.reason),
          row.offeredAt,
          row.dueAt);
    }
  }

  /**
   * Whether a facility suits, as things stand now.
   *
   * @param because everything that rules it out; empty when it suits
   */
  record Suitability(FacilityCode facility, boolean suits, List<String> because) {

    static Suitability of(Facility facility, Set<Mismatch> mismatches) {
      return new Suitability(
          facility.code(),
          mismatches.isEmpty(),
          mismatches.stream()
              .map(mismatch -> mismatch.name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .toList());
    }
  }
}
