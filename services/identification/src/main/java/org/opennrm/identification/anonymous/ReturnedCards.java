package org.opennrm.identification.anonymous;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.ReturnCode;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.web.Problems;

/**
 * Joins what was noted without a name to the case of whoever comes back with the card: one case,
 * the history kept. A code that belongs to another case is answered like one that there is not.
 */
@ApplicationScoped
class ReturnedCards {

  private static final int FAILURES_AT_MOST = 10;
  private static final Duration WITHIN = Duration.ofHours(1);

  private final AnonymousService notifications;
  private final CardStore cards;
  private final CaseFiles caseFiles;
  private final AccessLog accessLog;
  private final DomainClock clock;

  @Inject
  ReturnedCards(
      AnonymousService notifications,
      CardStore cards,
      CaseFiles caseFiles,
      AccessLog accessLog,
      DomainClock clock) {
    this.notifications = notifications;
    this.cards = cards;
    this.caseFiles = caseFiles;
    this.accessLog = accessLog;
    this.clock = clock;
  }

  /** What came of naming a code; all of it is kept, a failure too. */
  sealed interface Outcome {
    record Joined(NotificationView notification) implements Outcome {}

    /** No such card, or it belongs to somebody else's case. */
    record NoSuchCard() implements Outcome {}

    record TooOften(long secondsToWait) implements Outcome {}
  }

  @Transactional
  Outcome join(Caller caller, CaseRef caseRef, String written) {
    caseFiles.heldBy(caller, caseRef).mustBeOpen();
    // A slip of the pen is no guess: the check symbol is known to everybody.
    var code =
        ReturnCode.read(written)
            .orElseThrow(() ->
                Problems.invalid(
                    "returnCode", "the code of a card; a symbol is wrong or missing in this one"));
    var now = clock.now();
    var failures = cards.takeFailures(caller.organisation(), now, WITHIN);
    if (failures.count() >= FAILURES_AT_MOST) {
      var wait = Duration.between(now, failures.since().plus(WITHIN)).toSeconds();
      return new Outcome.TooOften(Math.max(1, wait));
    }
    var joined =
        cards
            .byHash(notifications.hashesOf(code))
            .map(row -> new Joined(row, cards.join(row, caseRef, caller, now)))
            .filter(each -> each.returned().caseRef().equals(caseRef));
    if (joined.isEmpty()) {
      cards.failed(caller.organisation());
      return new Outcome.NoSuchCard();
    }
    accessLog.read(
        caller,
        caseRef.value(),
        "anonymous-notification/" + joined.get().row().reference,
        "identification");
    return new Outcome.Joined(NotificationView.of(joined.get().row(), joined.get().returned()));
  }

  @Transactional
  List<NotificationView> ofCase(Caller caller, CaseRef caseRef) {
    caseFiles.heldBy(caller, caseRef);
    accessLog.read(caller, caseRef.value(), "anonymous-notifications", "identification");
    return cards.ofCase(caseRef).stream()
        .map(returned -> NotificationView.of(AnonymousRow.findById(returned.reference()), returned))
        .toList();
  }

  private record Joined(AnonymousRow row, CardStore.Returned returned) {}
}
