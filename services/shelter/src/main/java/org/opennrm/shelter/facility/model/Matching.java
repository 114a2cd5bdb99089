package org.opennrm.shelter.facility.model;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.opennrm.platform.policy.model.PolicyPack;
import org.opennrm.platform.policy.model.ShelterPolicy.FacilityUse;

/**
 * Which facilities could house somebody. Everything that rules one out is named, so that a
 * coordinator can see why a need stays unmet; a facility's security is judged by danger alone.
 */
public final class Matching {

  /** Where somebody in the house interprets, people need no language in common. */
  private static final String INTERPRETER = "interpreter";

  private Matching() {}

  /** The facilities that suit, in the order in which the country wants types to be used. */
  public static List<Facility> suitable(
      Collection<Facility> facilities, Profile profile, PolicyPack pack) {
    var types = pack.shelter().order().stream().map(FacilityUse::facilityType).toList();
    return facilities.stream()
        .filter(facility -> mismatches(facility, profile, pack).isEmpty())
        .sorted(
            Comparator.comparingInt((Facility f) -> types.indexOf(f.type()))
                .thenComparing(f -> f.code().value()))
        .toList();
  }

  /** Everything that rules the facility out; empty when it suits. */
  public static Set<Mismatch> mismatches(Facility facility, Profile profile, PolicyPack pack) {
    var found = EnumSet.noneOf(Mismatch.class);
    if (!pack.shelter().mayTake(facility.type(), profile.risk())) {
      found.add(Mismatch.TYPE_NOT_FOR_THIS_RISK);
    }
    if (profile.areasToAvoid().stream()
        .anyMatch(avoided -> pack.areas().within(facility.area(), avoided))) {
      found.add(Mismatch.AREA_TO_AVOID);
    }
    if (facility.regime() == Regime.LOCKED) {
      found.add(Mismatch.LOCKED);
    }
    if (facility.availability() != Availability.OPEN) {
      found.add(Mismatch.NOT_OPEN);
    }
    forWhom(facility.forWhom(), profile, found);
    if (facility.capacity() instanceof Capacity.Beds(var count)
        && count < profile.adults() + profile.children()) {
      found.add(Mismatch.TOO_SMALL);
    }
    if (!facility.accessibility().containsAll(profile.accessibility())) {
      found.add(Mismatch.LACKS_ACCESSIBILITY);
    }
    if (!facility.capabilities().containsAll(profile.capabilities())) {
      found.add(Mismatch.LACKS_CAPABILITY);
    }
    // A bed tonight among strangers' words is better than none.
    if (!profile.tonight() && !canTalkWith(facility, profile)) {
      found.add(Mismatch.NO_COMMON_LANGUAGE);
    }
    return found;
  }

  private static void forWhom(ForWhom housed, Profile profile, Set<Mismatch> found) {
    if (profile.tellsSex() && !housed.sexes().contains(profile.sex())) {
      found.add(Mismatch.NOT_FOR_THIS_SEX);
    }
    if (profile.tellsAge() && !housed.ageBands().contains(profile.ageBand())) {
      found.add(Mismatch.NOT_FOR_THIS_AGE);
    }
    if (profile.isChildAlone() && !housed.childrenAlone()) {
      found.add(Mismatch.NOT_FOR_CHILDREN_ALONE);
    }
    if (profile.isHousehold() && !housed.families()) {
      found.add(Mismatch.NOT_FOR_FAMILIES);
    }
  }

  private static boolean canTalkWith(Facility facility, Profile profile) {
    return profile.languages().isEmpty()
        || facility.capabilities().contains(INTERPRETER)
        || !Collections.disjoint(facility.languages(), profile.languages());
  }
}
