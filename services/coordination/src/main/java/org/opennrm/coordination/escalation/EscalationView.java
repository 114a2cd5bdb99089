package org.opennrm.coordination.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * One escalation, as the coordinator's and the deputy's office see it.
 *
 * @param silent the office that did not answer
 * @param level 1: the coordinator is asked; 2: the deputy
 * @param takeBy when somebody should have taken it up
 * @param possibleNow the steps this reader can take now
 */
record EscalationView(
    UUID id,
    HandOverRef handOver,
    String caseAlias,
    String step,
    OrganisationCode from,
    OrganisationCode silent,
    String state,
    int level,
    OrganisationCode escalatedTo,
    Instant escalatedAt,
    Instant takeBy,
    Optional<OrganisationCode> takenBy,
    Optional<Instant> takenAt,
    Optional<String> closedBecause,
    Optional<Instant> closedAt,
    List<String> possibleNow) {

  /** A page, newest first; {@code next} goes into {@code after} to read on. */
  record Page(List<EscalationView> items, Optional<String> next) {}
}
