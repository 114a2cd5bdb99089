package org.opennrm.identification.protection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.identification.protection.model.RemovalBar;

/** The bar on one case, from everything that may hold it up. */
@ApplicationScoped
class RemovalBars {

  private final CaseFiles caseFiles;
  private final ReflectionStore reflections;
  private final StayStore stays;

  @Inject
  RemovalBars(CaseFiles caseFiles, ReflectionStore reflections, StayStore stays) {
    this.caseFiles = caseFiles;
    this.reflections = reflections;
    this.stays = stays;
  }

  RemovalBar on(CaseRef caseRef, Instant now) {
    return RemovalBar.of(
        caseFiles.stateOf(caseRef), reflections.of(caseRef), stays.openClaimsOf(caseRef), now);
  }
}
