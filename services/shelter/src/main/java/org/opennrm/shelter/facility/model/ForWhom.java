package org.opennrm.shelter.facility.model;

import java.util.Set;

/**
 * Whom a facility houses.
 *
 * @param sexes code list {@code sexes}
 * @param ageBands code list {@code age-bands}
 * @param families whether people who move together can stay together
 * @param childrenAlone whether a child without an adult stays apart from adults here
 */
public record ForWhom(
    Set<String> sexes, Set<String> ageBands, boolean families, boolean childrenAlone) {

  public ForWhom {
    sexes = Set.copyOf(sexes);
    ageBands = Set.copyOf(ageBands);
  }
}
