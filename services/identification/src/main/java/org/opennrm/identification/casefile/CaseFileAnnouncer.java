package org.opennrm.identification.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.opennrm.contracts.CaseClosedV1;
import org.opennrm.contracts.CaseReopenedV1;
import org.opennrm.contracts.FindingSetAsideV1;
import org.opennrm.contracts.HandOverAcceptedV1;
import org.opennrm.contracts.HandOverAcknowledgedV1;
import org.opennrm.contracts.HandOverCompletedV1;
import org.opennrm.contracts.HandOverOfferedV1;
import org.opennrm.contracts.HandOverReassignedV1;
import org.opennrm.contracts.HandOverWithdrawnV1;
import org.opennrm.contracts.PersonDiedV1;
import org.opennrm.contracts.PersonIdentifiedCountedV1;
import org.opennrm.contracts.PersonIdentifiedV1;
import org.opennrm.contracts.PersonNotIdentifiedCountedV1;
import org.opennrm.contracts.PersonNotIdentifiedV1;
import org.opennrm.contracts.PersonPresumedCountedV1;
import org.opennrm.contracts.PersonPresumedV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.alarm.Alarms;
import org.opennrm.identification.casefile.model.CaseFileEvent;
import org.opennrm.platform.access.HandOvers;
import org.opennrm.platform.access.Standings;

/** Tells the others what happened to a case file; a review is a hand-over like any other. */
@ApplicationScoped
class CaseFileAnnouncer {

  static final String REVIEW = "identification-review";

  private final HandOvers handOvers;
  private final Standings standings;
  private final Alarms alarms;

  @Inject
  CaseFileAnnouncer(HandOvers handOvers, Standings standings, Alarms alarms) {
    this.handOvers = handOvers;
    this.standings = standings;
    this.alarms = alarms;
  }

  void happened(CaseFileRow row, CaseFileEvent event, OrganisationCode by, Instant at) {
    handOvers.announce(published(row, event, by, at));
    if (event instanceof CaseFileEvent.ReviewEnded(var handOver)) {
      standings.leave(handOver, at);
    }
    if (event instanceof CaseFileEvent.Died) {
      alarms.raise(new CaseRef(row.caseRef), "died", by, at);
    }
  }

  private static List<PublishedEvent> published(
      CaseFileRow row, CaseFileEvent event, OrganisationCode by, Instant at) {
    var caseRef = new CaseRef(row.caseRef);
    var country = new CountryCode(row.country);
    return switch (event) {
      case CaseFileEvent.Presumed(var forms) ->
          List.of(
              new PersonPresumedV1(caseRef, by, at),
              new PersonPresumedCountedV1(caseRef, country, inOrder(forms), at));
      case CaseFileEvent.Identified(var forms) ->
          List.of(
              new PersonIdentifiedV1(caseRef, by, at),
              new PersonIdentifiedCountedV1(caseRef, country, inOrder(forms), at));
      case CaseFileEvent.NotIdentified(var reasons, var finalFrom) ->
          List.of(
              new PersonNotIdentifiedV1(caseRef, by, finalFrom, at),
              new PersonNotIdentifiedCountedV1(caseRef, country, inOrder(reasons), at));
      case CaseFileEvent.SetAside(var helpUntil) ->
          List.of(new FindingSetAsideV1(caseRef, by, helpUntil, at));
      case CaseFileEvent.ReviewAsked(var reviewer, var handOver, var due) ->
          List.of(
              new HandOverOfferedV1(
                  caseRef,
                  handOver,
                  REVIEW,
                  country,
                  by,
                  reviewer,
                  due.dueAt(),
                  due.graceUntil(),
                  at));
      case CaseFileEvent.ReviewAccepted(var handOver) ->
          List.of(
              new HandOverAcknowledgedV1(caseRef, handOver, REVIEW, by, at),
              new HandOverAcceptedV1(caseRef, handOver, REVIEW, by, at));
      case CaseFileEvent.ReviewPassedOn(var handOver, var to, var due) ->
          List.of(
              new HandOverReassignedV1(
                  caseRef, handOver, REVIEW, by, to, due.dueAt(), due.graceUntil(), at));
      case CaseFileEvent.ReviewEnded(var handOver) ->
          List.of(new HandOverCompletedV1(caseRef, handOver, REVIEW, by, at));
      case CaseFileEvent.ReviewDropped(var handOver) ->
          List.of(new HandOverWithdrawnV1(caseRef, handOver, REVIEW, by, at));
      case CaseFileEvent.Closed(var reason) -> List.of(new CaseClosedV1(caseRef, by, reason, at));
      case CaseFileEvent.Reopened _ -> List.of(new CaseReopenedV1(caseRef, by, at));
      case CaseFileEvent.Died _ -> List.of(new PersonDiedV1(caseRef, by, at));
      case CaseFileEvent.NextOfKinTold _ -> List.of();
    };
  }

  private static List<String> inOrder(Set<String> codes) {
    return codes.stream().sorted().toList();
  }
}
