package org.opennrm.shelter.placement;

import java.util.List;
import org.opennrm.contracts.ShelterProfile;

/**
 * What somebody needs of a place, in codes and without identity. Areas to avoid are not among it:
 * they bind silently, and no facility learns why it was asked or not.
 */
record NeedView(
    String sex,
    String ageBand,
    int adults,
    int children,
    List<String> languages,
    String riskLevel,
    List<String> accessibility,
    List<String> capabilities,
    boolean tonight) {

  static NeedView of(ShelterProfile profile) {
    return new NeedView(
        profile.sex(),
        profile.ageBand(),
        profile.adults(),
        profile.children(),
        profile.languages(),
        profile.riskLevel(),
        profile.accessibility(),
        profile.capabilities(),
        profile.tonight());
  }
}
