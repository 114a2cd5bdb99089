package org.opennrm.identification.protection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.identification.alarm.Alarms;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.policy.DomainClock;

/** Removals that happened, told by whoever identifies, leads or advises. */
@ApplicationScoped
class RemovalReports {

  private static final List<String> WHO_MAY_TELL =
      List.of("identification", "lead-support", "legal-aid");

  private final CaseFiles caseFiles;
  private final RemovalBars bars;
  private final Alarms alarms;
  private final DomainClock clock;

  @Inject
  RemovalReports(CaseFiles caseFiles, RemovalBars bars, Alarms alarms, DomainClock clock) {
    this.caseFiles = caseFiles;
    this.bars = bars;
    this.alarms = alarms;
    this.clock = clock;
  }

  /**
   * @param despiteBar whether a bar held, so that the coordinator was alarmed
   */
  record Report(boolean despiteBar) {}

  @Transactional
  Report report(Caller caller, CaseRef caseRef) {
    caseFiles.heldBy(caller, caseRef, WHO_MAY_TELL);
    var now = clock.now();
    var barred = bars.on(caseRef, now).holds();
    if (barred) {
      alarms.raise(caseRef, "removed-despite-bar", caller.organisation(), now);
    }
    return new Report(barred);
  }
}
