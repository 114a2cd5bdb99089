package org.opennrm.coordination.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.function.Consumer;
import org.opennrm.contracts.HandOverAcceptedV1;
import org.opennrm.contracts.HandOverAcknowledgedV1;
import org.opennrm.contracts.HandOverCompletedV1;
import org.opennrm.contracts.HandOverDeclinedV1;
import org.opennrm.contracts.HandOverEscalatedV1;
import org.opennrm.contracts.HandOverEvent;
import org.opennrm.contracts.HandOverOfferedV1;
import org.opennrm.contracts.HandOverReassignedV1;
import org.opennrm.contracts.HandOverRecordedV1;
import org.opennrm.contracts.HandOverWithdrawnV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.messaging.Handling;

/**
 * Writes down what the owning service told, and judges nothing: whether a step was allowed was
 * decided there. The inbox hands each hand-over's events over in the order of their source, once.
 */
@ApplicationScoped
public class HandOverProjection {

  private final HandOverStore store;

  @Inject
  HandOverProjection(HandOverStore store) {
    this.store = store;
  }

  public Handling take(String service, PublishedEvent event) {
    return switch (event) {
      case HandOverOfferedV1 offered -> open(offered(service, offered), offered(offered));
      case HandOverRecordedV1 recorded -> open(recorded(service, recorded), recorded(recorded));
      case HandOverAcknowledgedV1 e ->
          change(
              e,
              by("acknowledged", e.by(), e.at()),
              row -> {
                row.state = HandOverState.ACKNOWLEDGED.code();
                row.acknowledgedAt = e.at();
              });
      case HandOverAcceptedV1 e ->
          change(
              e,
              by("accepted", e.by(), e.at()),
              row -> {
                row.state = HandOverState.ACCEPTED.code();
                row.answeredAt = e.at();
              });
      case HandOverDeclinedV1 e ->
          change(
              e,
              declined(e),
              row -> {
                row.state = HandOverState.DECLINED.code();
                row.answeredAt = e.at();
                row.declineReason = e.reason();
              });
      case HandOverCompletedV1 e ->
          change(
              e,
              by("completed", e.by(), e.at()),
              row -> {
                row.state = HandOverState.COMPLETED.code();
                row.completedAt = e.at();
              });
      case HandOverWithdrawnV1 e ->
          change(
              e,
              by("withdrawn", e.by(), e.at()),
              row -> {
                row.state = HandOverState.WITHDRAWN.code();
                row.withdrawnAt = e.at();
              });
      case HandOverReassignedV1 e -> change(e, reassigned(e), row -> reassign(row, e));
      // Our own word about a hand-over is no news of it.
      case HandOverEscalatedV1 _ -> Handling.notForUs();
      case PublishedEvent _ -> Handling.notForUs();
    };
  }

  private Handling open(HandOverRow row, HandOverFactRow fact) {
    return store.open(row, fact) ? Handling.done() : Handling.rejected("hand-over-opened-twice");
  }

  private Handling change(HandOverEvent event, HandOverFactRow fact, Consumer<HandOverRow> change) {
    var row = store.take(event.handOver());
    if (row.isEmpty()) {
      return Handling.rejected("unknown-hand-over");
    }
    change.accept(row.get());
    store.add(row.get(), fact);
    return Handling.done();
  }

  /** A new holder, a new clock: nobody has been reminded of it, and nothing is escalated. */
  private static void reassign(HandOverRow row, HandOverReassignedV1 event) {
    row.state = HandOverState.OFFERED.code();
    row.heldBy = event.to().value();
    row.assignment++;
    row.reassignedAt = event.at();
    row.dueAt = event.dueAt();
    row.graceUntil = event.graceUntil();
    row.acknowledgedAt = null;
    row.answeredAt = null;
    row.declineReason = null;
    row.remindedAt = null;
    row.escalatedAt = null;
  }

  private static HandOverRow offered(String service, HandOverOfferedV1 event) {
    var row = row(service, event, event.country().value(), event.from(), event.to());
    row.state = HandOverState.OFFERED.code();
    row.offeredAt = event.offeredAt();
    row.dueAt = event.dueAt();
    row.graceUntil = event.graceUntil();
    return row;
  }

  private static HandOverRow recorded(String service, HandOverRecordedV1 event) {
    var row = row(service, event, event.country().value(), event.from(), event.to());
    row.state = HandOverState.RECORDED.code();
    row.offeredAt = event.at();
    row.answeredAt = event.at();
    return row;
  }

  private static HandOverRow row(
      String service,
      HandOverEvent event,
      String country,
      OrganisationCode from,
      OrganisationCode to) {
    var row = new HandOverRow();
    row.reference = event.handOver().value();
    row.caseRef = event.caseRef().value();
    row.step = event.step();
    row.country = country;
    row.sentBy = from.value();
    row.heldBy = to.value();
    row.service = service;
    row.assignment = 1;
    return row;
  }

  private static HandOverFactRow offered(HandOverOfferedV1 e) {
    var fact = by("offered", e.from(), e.offeredAt());
    fact.toOffice = e.to().value();
    fact.dueAt = e.dueAt();
    fact.graceUntil = e.graceUntil();
    return fact;
  }

  private static HandOverFactRow recorded(HandOverRecordedV1 e) {
    var fact = by("recorded", e.from(), e.at());
    fact.toOffice = e.to().value();
    return fact;
  }

  private static HandOverFactRow declined(HandOverDeclinedV1 e) {
    var fact = by("declined", e.by(), e.at());
    fact.reason = e.reason();
    return fact;
  }

  private static HandOverFactRow reassigned(HandOverReassignedV1 e) {
    var fact = by("reassigned", e.by(), e.at());
    fact.toOffice = e.to().value();
    fact.dueAt = e.dueAt();
    fact.graceUntil = e.graceUntil();
    return fact;
  }

  private static HandOverFactRow by(String what, OrganisationCode by, Instant at) {
    var fact = new HandOverFactRow();
    fact.what = what;
    fact.byOffice = by.value();
    fact.at = at;
    return fact;
  }
}
