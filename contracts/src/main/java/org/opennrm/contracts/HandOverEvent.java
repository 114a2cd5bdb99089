package org.opennrm.contracts;

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

  HandOverRef handOver();

  /** Which step of the case is handed over (code list {@code hand-over-steps}). */
  String step();
}
