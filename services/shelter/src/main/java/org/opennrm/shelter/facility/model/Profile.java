package org.opennrm.shelter.facility.model;

import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.platform.policy.model.RiskLevel;

/**
 * What somebody needs of a place, never who they are. Where nobody has asked or the person did not
 * say, nothing is asked of the facility: missing knowledge rules no bed out.
 *
 * @param adults how many adults move together, the person included
 * @param children how many children move together, the person included
 */
public record Profile(
    String sex,
    String ageBand,
    int adults,
    int children,
    Set<String> languages,
    RiskLevel risk,
    Set<String> accessibility,
    Set<String> capabilities,
    Set<AreaCode> areasToAvoid,
    boolean tonight) {

  private static final Set<String> NO_ANSWER = Set.of("unknown", "not-asked", "refused", "none");

  public Profile {
    languages = told(languages);
    accessibility = told(accessibility);
    capabilities = told(capabilities);
    areasToAvoid = Set.copyOf(areasToAvoid);
  }

  boolean tellsSex() {
    return !NO_ANSWER.contains(sex);
  }

  boolean tellsAge() {
    return !NO_ANSWER.contains(ageBand);
  }

  boolean isChildAlone() {
    return adults == 0;
  }

  boolean isHousehold() {
    return adults + children > 1;
  }

  private static Set<String> told(Set<String> codes) {
    return codes.stream()
        .filter(Predicate.not(NO_ANSWER::contains))
        .collect(Collectors.toUnmodifiableSet());
  }
}
