package org.opennrm.coordination.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.opennrm.contracts.HandOverEscalatedV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.access.HandOvers;

/** Tells everybody concerned that a hand-over went past its holder. */
@ApplicationScoped
class EscalationAnnouncer {

  private final HandOvers handOvers;

  @Inject
  EscalationAnnouncer(HandOvers handOvers) {
    this.handOvers = handOvers;
  }

  /** Once and last in the transaction. */
  void announce(List<PublishedEvent> events) {
    handOvers.announce(events);
  }

  /** What is said of an escalation that has just reached its level. */
  static HandOverEscalatedV1 escalated(EscalationRow row, Instant at) {
    return new HandOverEscalatedV1(
        new CaseRef(row.caseRef),
        new HandOverRef(row.handOver),
        row.step,
        new CountryCode(row.country),
        new OrganisationCode(row.sentBy),
        new OrganisationCode(row.heldBy),
        new OrganisationCode(row.escalatedTo),
        row.level,
        row.takeBy,
        at);
  }
}
