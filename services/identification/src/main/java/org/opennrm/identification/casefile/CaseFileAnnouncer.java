package org.opennrm.identification.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.opennrm.contracts.CaseClosedV1;
import org.opennrm.contracts.CaseReopenedV1;
import org.opennrm.contracts.PersonPresumedCountedV1;
import org.opennrm.contracts.PersonPresumedV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.casefile.model.CaseFileEvent;
import org.opennrm.platform.access.HandOvers;

/** Tells the others what happened to a case file. */
@ApplicationScoped
class CaseFileAnnouncer {

  private final HandOvers handOvers;

  @Inject
  CaseFileAnnouncer(HandOvers handOvers) {
    this.handOvers = handOvers;
  }

  void happened(CaseFileRow row, CaseFileEvent event, OrganisationCode by, Instant at) {
    handOvers.announce(published(row, event, by, at));
  }

  private static List<PublishedEvent> published(
      CaseFileRow row, CaseFileEvent event, OrganisationCode by, Instant at) {
    var caseRef = new CaseRef(row.caseRef);
    return switch (event) {
      case CaseFileEvent.Presumed(var forms) ->
          List.of(
              new PersonPresumedV1(caseRef, by, at),
              new PersonPresumedCountedV1(
                  caseRef, new CountryCode(row.country), forms.stream().sorted().toList(), at));
      case CaseFileEvent.Closed(var reason) -> List.of(new CaseClosedV1(caseRef, by, reason, at));
      case CaseFileEvent.Reopened _ -> List.of(new CaseReopenedV1(caseRef, by, at));
    };
  }
}
