package org.opennrm.platform.policy.model;

import java.time.LocalDate;
import java.util.Optional;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * Who owns a step in an area, from a day on and until another day (excluded): ownership is dated.
 */
public record StepOwner(
    String step,
    AreaCode area,
    OrganisationCode organisation,
    LocalDate from,
    Optional<LocalDate> until) {

  boolean holdsOn(LocalDate day) {
    return !day.isBefore(from) && until.map(day::isBefore).orElse(true);
  }
}
