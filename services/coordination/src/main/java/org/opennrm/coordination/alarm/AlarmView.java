package org.opennrm.coordination.alarm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * An alarm as the desk sees it. Nothing about the person: the case stands here under the reader's
 * alias, and what happened is told by who raised it.
 *
 * @param service which service raised it
 * @param raisedBy absent where no organisation did, as when a clock ran out
 * @param with who is asked to take it up; absent once somebody did or it is over
 * @param deputyFrom when the deputy is asked, as long as nobody has taken it up
 * @param overdue nobody has taken it up, and the time for it is over
 * @param settledBy absent where no organisation did
 */
record AlarmView(
    UUID id,
    String caseAlias,
    String kind,
    String service,
    String state,
    Optional<OrganisationCode> raisedBy,
    Instant raisedAt,
    Optional<OrganisationCode> with,
    Optional<Instant> deputyFrom,
    boolean overdue,
    Optional<OrganisationCode> takenBy,
    Optional<Instant> takenAt,
    Optional<OrganisationCode> settledBy,
    Optional<Instant> settledAt,
    List<String> possibleNow) {

  /** A page, newest first; {@code next} goes into {@code after} to read on. */
  record Page(List<AlarmView> items, Optional<String> next) {}
}
