package org.opennrm.platform.policy.model;

import java.time.Period;
import java.util.Set;

/**
 * How a country protects somebody while it finds out, and who may decide.
 *
 * @param deciders kinds of organisations that decide on a finding
 * @param hostMayDecide whether the organisation that houses a person may decide about them
 * @param reflection how long the time to recover and reflect lasts
 * @param reflectionIsAutomatic whether it begins with the presumption, without being asked for
 */
public record ProtectionPolicy(
    Set<String> deciders, boolean hostMayDecide, Period reflection, boolean reflectionIsAutomatic) {

  /** The least that the convention knows, CETS 197, article 13 (1); shorter ones are warned of. */
  public static final Period SHORTEST_REFLECTION = Period.ofDays(30);

  public ProtectionPolicy {
    deciders = Set.copyOf(deciders);
    if (deciders.isEmpty()) {
      throw new IllegalArgumentException("nobody may decide");
    }
    if (reflection.isZero() || reflection.isNegative()) {
      throw new IllegalArgumentException("a time to reflect lasts at least a day");
    }
  }
}
