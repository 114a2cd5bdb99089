package org.opennrm.identification.help;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.opennrm.contracts.HandOverAcceptedV1;
import org.opennrm.contracts.HandOverAcknowledgedV1;
import org.opennrm.contracts.HandOverCompletedV1;
import org.opennrm.contracts.HandOverDeclinedV1;
import org.opennrm.contracts.HandOverOfferedV1;
import org.opennrm.contracts.HandOverWithdrawnV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.help.model.HelpEvent;
import org.opennrm.platform.access.HandOvers;
import org.opennrm.platform.access.Standings;
import org.opennrm.platform.policy.model.DueTimes;

/** Tells the others of the hand-over; its step is the kind of help. */
@ApplicationScoped
class HelpAnnouncer {

  private final HandOvers handOvers;
  private final Standings standings;

  @Inject
  HelpAnnouncer(HandOvers handOvers, Standings standings) {
    this.handOvers = handOvers;
    this.standings = standings;
  }

  static HandOverOfferedV1 offered(HelpRow row, DueTimes due) {
    return new HandOverOfferedV1(
        new CaseRef(row.caseRef),
        new HandOverRef(row.handOver),
        row.kind,
        new CountryCode(row.country),
        new OrganisationCode(row.askedBy),
        new OrganisationCode(row.owner),
        due.dueAt(),
        due.graceUntil(),
        row.askedAt);
  }

  static PublishedEvent published(HelpRow row, HelpEvent event, OrganisationCode by, Instant at) {
    var caseRef = new CaseRef(row.caseRef);
    var handOver = new HandOverRef(row.handOver);
    return switch (event) {
      case HelpEvent.Acknowledged _ ->
          new HandOverAcknowledgedV1(caseRef, handOver, row.kind, by, at);
      case HelpEvent.Accepted _ -> new HandOverAcceptedV1(caseRef, handOver, row.kind, by, at);
      case HelpEvent.Declined(var reason) ->
          new HandOverDeclinedV1(caseRef, handOver, row.kind, by, reason, at);
      case HelpEvent.Completed _ -> new HandOverCompletedV1(caseRef, handOver, row.kind, by, at);
      case HelpEvent.Withdrawn _ -> new HandOverWithdrawnV1(caseRef, handOver, row.kind, by, at);
    };
  }

  /** Last in the transaction. */
  void announce(List<PublishedEvent> events) {
    for (var event : events) {
      if (event instanceof HandOverCompletedV1 completed) {
        standings.leave(completed.handOver(), completed.at());
      }
    }
    handOvers.announce(events);
  }
}
