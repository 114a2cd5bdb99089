package org.opennrm.platform.access;

import java.time.LocalDate;
import java.util.Optional;
import org.opennrm.contracts.ids.AreaCode;

/** The right to act in a step within an area, from a day on and until another day (excluded). */
public record Mandate(String step, AreaCode area, LocalDate from, Optional<LocalDate> until) {

  public boolean coversOn(String asked, LocalDate day) {
    return step.equals(asked) && !day.isBefore(from) && until.map(day::isBefore).orElse(true);
  }
}
