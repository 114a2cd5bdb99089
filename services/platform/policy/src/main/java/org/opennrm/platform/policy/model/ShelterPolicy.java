package org.opennrm.platform.policy.model;

import java.util.List;

/**
 * What a country asks of placement: which types of facility come first, and which level of danger
 * each may take. A type that is not named takes nobody by offer.
 */
public record ShelterPolicy(List<FacilityUse> order) {

  /** Up to which risk a type of facility may be offered somebody. */
  public record FacilityUse(String facilityType, RiskLevel upTo) {}

  public ShelterPolicy {
    order = List.copyOf(order);
  }

  public boolean mayTake(String facilityType, RiskLevel risk) {
    return order.stream()
        .anyMatch(
            use -> use.facilityType().equals(facilityType) && risk.compareTo(use.upTo()) <= 0);
  }
}
