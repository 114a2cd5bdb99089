package org.opennrm.shelter.placement;

import java.util.Set;
import org.opennrm.contracts.ShelterProfile;
import org.opennrm.platform.policy.model.RiskLevel;
import org.opennrm.shelter.facility.model.Profile;

/** From the published profile to the one that matching knows. */
final class Profiles {

  private Profiles() {}

  static Profile of(ShelterProfile published) {
    return new Profile(
        published.sex(),
        published.ageBand(),
        published.adults(),
        published.children(),
        Set.copyOf(published.languages()),
        risk(published.riskLevel()),
        Set.copyOf(published.accessibility()),
        Set.copyOf(published.capabilities()),
        Set.copyOf(published.areasToAvoid()),
        published.tonight());
  }

  /** A level from a newer list than ours is taken for the highest we know. */
  private static RiskLevel risk(String code) {
    try {
      return RiskLevel.of(code);
    } catch (IllegalArgumentException e) {
      return RiskLevel.HIGH;
    }
  }
}
