package org.opennrm.identification.missing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.opennrm.contracts.PersonFoundV1;
import org.opennrm.contracts.PersonMissingV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.alarm.Alarms;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.identification.missing.model.MissingEvent;
import org.opennrm.identification.referral.Referrals;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.HandOvers;

/**
 * Tells the others, whose clocks rest meanwhile, and the desk. In which condition somebody was
 * found is not told to everybody who follows the case.
 */
@ApplicationScoped
class MissingAnnouncer {

  private static final String MISSING = "missing";
  private static final String MISSING_CHILD = "missing-child";
  private static final String DANGER = "danger";

  private final HandOvers handOvers;
  private final Alarms alarms;
  private final Referrals referrals;
  private final CaseFiles caseFiles;

  @Inject
  MissingAnnouncer(HandOvers handOvers, Alarms alarms, Referrals referrals, CaseFiles caseFiles) {
    this.handOvers = handOvers;
    this.alarms = alarms;
    this.referrals = referrals;
    this.caseFiles = caseFiles;
  }

  void happened(CaseRef caseRef, MissingEvent event, Caller caller, Instant at) {
    var by = caller.organisation();
    switch (event) {
      case MissingEvent.Reported _ -> {
        handOvers.announce(List.of(new PersonMissingV1(caseRef, by, at)));
        alarms.raise(
            caseRef, referrals.isChildOrInDoubt(caseRef) ? MISSING_CHILD : MISSING, by, at);
      }
      case MissingEvent.Found(var inDanger) -> {
        handOvers.announce(List.of(new PersonFoundV1(caseRef, by, at)));
        notMissingAnyMore(caseRef, by, at);
        if (inDanger) {
          alarms.raise(caseRef, DANGER, by, at);
        }
      }
      case MissingEvent.OutOfDanger _ -> alarms.settle(caseRef, DANGER, by, at);
      case MissingEvent.Died _ -> {
        notMissingAnyMore(caseRef, by, at);
        alarms.settle(caseRef, DANGER, by, at);
        caseFiles.died(caseRef, caller, at);
      }
      // Who searches is between the searchers; that somebody is missed the desk knows still.
      case MissingEvent.SearchTaken _, MissingEvent.SearchEnded _ -> {}
    }
  }

  /** Whether they counted as a child may have been cleared up since. */
  private void notMissingAnyMore(CaseRef caseRef, OrganisationCode by, Instant at) {
    alarms.settle(caseRef, MISSING, by, at);
    alarms.settle(caseRef, MISSING_CHILD, by, at);
  }
}
