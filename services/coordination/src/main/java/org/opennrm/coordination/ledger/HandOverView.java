package org.opennrm.coordination.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * One hand-over as the coordinator sees it: between whom, about which step, when. Nothing about the
 * person; the case stands here under the reader's alias.
 *
 * @param handOver what both sides call it on the telephone
 * @param service which service owns the step
 * @param overdue no answer, and the time for it is over
 * @param paused the person is missing: no clock runs until they are found, then by what was left
 * @param dueAt without the time in which the person was missing; absent while it cannot be told
 * @param remindedAt when the holder's time for an answer was found to be over
 * @param escalatedAt when the silence went past the holder
 * @param facts everything that was told about it, in order; in lists left out
 */
record HandOverView(
    HandOverRef handOver,
    String caseAlias,
    String step,
    CountryCode country,
    OrganisationCode from,
    OrganisationCode to,
    String service,
    String state,
    boolean overdue,
    boolean paused,
    Instant offeredAt,
    Optional<Instant> acknowledgedAt,
    Optional<Instant> answeredAt,
    Optional<Instant> completedAt,
    Optional<Instant> withdrawnAt,
    Optional<Instant> reassignedAt,
    Optional<String> declineReason,
    Optional<Instant> dueAt,
    Optional<Instant> graceUntil,
    Optional<Instant> remindedAt,
    Optional<Instant> escalatedAt,
    Optional<List<Fact>> facts) {

  /** One thing that was told. */
  record Fact(
      String what,
      OrganisationCode by,
      Optional<OrganisationCode> to,
      Optional<String> reason,
      Instant at,
      Optional<Instant> dueAt,
      Optional<Instant> graceUntil) {}

  /** A page of the ledger, newest first; {@code next} goes into {@code after} to read on. */
  record Page(List<HandOverView> items, Optional<String> next) {}
}
