package org.opennrm.identification.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.identification.casefile.model.CaseFile;
import org.opennrm.identification.casefile.model.CaseFile.Closed;
import org.opennrm.identification.casefile.model.CaseFile.InNeed;
import org.opennrm.identification.casefile.model.CaseFile.Presumed;
import org.opennrm.identification.casefile.model.CaseFileCommand;
import org.opennrm.identification.household.Households;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.EntityVersion;
import org.opennrm.platform.web.Problems;

/** One transaction for each thing that happens to a case file. */
@ApplicationScoped
class CaseFileService {

  private final CaseFileStore store;
  private final CaseFileChanges changes;
  private final CaseFiles caseFiles;
  private final Households households;
  private final AccessLog accessLog;
  private final Aliases aliases;
  private final DomainClock clock;

  @Inject
  CaseFileService(
      CaseFileStore store,
      CaseFileChanges changes,
      CaseFiles caseFiles,
      Households households,
      AccessLog accessLog,
      Aliases aliases,
      DomainClock clock) {
    this.store = store;
    this.changes = changes;
    this.caseFiles = caseFiles;
    this.households = households;
    this.accessLog = accessLog;
    this.aliases = aliases;
    this.clock = clock;
  }

  /** A view with the version it shows. */
  record Seen(CaseFileView view, EntityVersion version) {}

  @Transactional
  Seen see(Caller caller, CaseRef caseRef) {
    caseFiles.heldBy(caller, caseRef);
    accessLog.read(caller, caseRef.value(), "case-file", "identification");
    var row = store.find(caseRef).orElseThrow(Problems::notFound);
    return seen(caller, row, store.stateOf(row));
  }

  @Transactional
  Seen handle(Caller caller, CaseRef caseRef, EntityVersion seen, CaseFileCommand command) {
    caseFiles.heldBy(caller, caseRef);
    var row = store.take(caseRef).orElseThrow(Problems::notFound);
    seen.mustBe(new EntityVersion(row.version));
    return seen(caller, row, changes.decide(row, command, caller, clock.now()));
  }

  private Seen seen(Caller caller, CaseFileRow row, CaseFile state) {
    var alias = aliases.of(new CaseRef(row.caseRef), caller);
    var possible = CaseFileChanges.possibleIn(state);
    var view =
        switch (state) {
          case InNeed s -> CaseFileView.inNeed(alias, row, s, possible);
          case Presumed s -> CaseFileView.presumed(alias, row, s, possible);
          case Closed s -> CaseFileView.closed(alias, row, s, possible);
        };
    var links = households.of(new CaseRef(row.caseRef));
    return new Seen(
        view.bound(aliasesOf(links.household(), caller), aliasesOf(links.keepApart(), caller)),
        new EntityVersion(row.version));
  }

  private List<String> aliasesOf(List<CaseRef> cases, Caller reader) {
    return cases.stream().map(each -> aliases.of(each, reader)).toList();
  }
}
