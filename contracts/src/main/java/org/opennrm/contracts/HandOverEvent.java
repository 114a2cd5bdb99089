package org.opennrm.contracts;

import java.util.Set;
import org.opennrm.contracts.ids.HandOverRef;

/**
 * What happened to a hand-over: one shape for every step of every service. The ledger, standings
 * and partners' subscriptions read these and nothing else.
 */
public sealed interface HandOverEvent extends CaseEvent
    permits HandOverOfferedV1,
        HandOverAcknowledgedV1,
        HandOverAcceptedV1,
        HandOverDeclinedV1,
        HandOverCompletedV1,
        HandOverWithdrawnV1,
        HandOverReassignedV1,
        HandOverRecordedV1,
        HandOverEscalatedV1 {

  /** Steps whose very being asked for tells of somebody's health. */
  Set<String> OF_HEALTH = Set.of("medical", "psychosocial");

  HandOverRef handOver();

  /** Which step of the case is handed over (code list {@code hand-over-steps}). */
  String step();

  /**
   * Whoever investigates does not learn that somebody sees a doctor: hand-overs of health go on the
   * feed that prosecution never reads, all of one hand-over together and so in order.
   */
  @Override
  default Feed feed() {
    return OF_HEALTH.contains(step()) ? Feed.NEEDS : Feed.DOMAIN;
  }
}
