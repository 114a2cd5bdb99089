package org.opennrm.identification.consent.model;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * One version of what the person said to one purpose. The latest version for a purpose and receiver
 * is what holds; an older one never comes back by itself.
 *
 * @param receiver empty when the consent is for whoever serves the purpose
 * @param expiresOn the first day on which it no longer holds
 */
public record Consent(
    int version,
    String purpose,
    Decision decision,
    Optional<OrganisationCode> receiver,
    Optional<LocalDate> expiresOn) {

  /** What the person said. */
  public enum Decision {
    GIVEN,
    REFUSED,
    WITHDRAWN
  }

  /** True when, of all the versions, the person's last word on this purpose is yes that day. */
  public static boolean holdsFor(String purpose, List<Consent> versions, LocalDate day) {
    return versions.stream()
        .filter(c -> c.purpose.equals(purpose) && c.receiver.isEmpty())
        .max(Comparator.comparingInt(Consent::version))
        .filter(c -> c.decision == Decision.GIVEN)
        .filter(c -> c.expiresOn.map(day::isBefore).orElse(true))
        .isPresent();
  }
}
