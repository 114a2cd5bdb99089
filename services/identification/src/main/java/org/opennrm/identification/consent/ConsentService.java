package org.opennrm.identification.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ConsentGivenV1;
import org.opennrm.contracts.ConsentRefusedV1;
import org.opennrm.contracts.ConsentWithdrawnV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.HandOvers;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.web.Idempotency;

/**
 * Records what the person says, word after word; nothing is overwritten. A withdrawal holds from
 * its commit on and is answered with the organisations that have read already.
 */
@ApplicationScoped
class ConsentService {

  private final ConsentStore store;
  private final CaseFiles caseFiles;
  private final AccessLog accessLog;
  private final HandOvers handOvers;
  private final Idempotency idempotency;
  private final DomainClock clock;

  @Inject
  ConsentService(
      ConsentStore store,
      CaseFiles caseFiles,
      AccessLog accessLog,
      HandOvers handOvers,
      Idempotency idempotency,
      DomainClock clock) {
    this.store = store;
    this.caseFiles = caseFiles;
    this.accessLog = accessLog;
    this.handOvers = handOvers;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** One version, as recorded; {@code readBy} only after a withdrawal. */
  record View(
      int version,
      String purpose,
      String decision,
      Optional<OrganisationCode> receiver,
      String language,
      String interpreter,
      String formVersion,
      Optional<LocalDate> expiresOn,
      OrganisationCode recordedBy,
      Instant at,
      Optional<List<OrganisationCode>> readBy) {}

  @Transactional
  View record(Caller caller, CaseRef caseRef, String key, ConsentForm form) {
    caseFiles.heldBy(caller, caseRef);
    return idempotency
        .once(
            caller,
            "record-consent/" + caseRef,
            key,
            form,
            View.class,
            () -> recordNew(caller, caseRef, form))
        .answer();
  }

  @Transactional
  List<View> ofCase(Caller caller, CaseRef caseRef) {
    caseFiles.heldBy(caller, caseRef);
    accessLog.read(caller, caseRef.value(), "consents", "identification");
    return store.ofCase(caseRef).stream().map(row -> view(row, Optional.empty())).toList();
  }

  private View recordNew(Caller caller, CaseRef caseRef, ConsentForm form) {
    var now = clock.now();
    var row = new ConsentRow();
    row.caseRef = caseRef.value();
    // The case file is locked by heldBy, so that versions are dense.
    row.version = store.ofCase(caseRef).size() + 1;
    row.at = now;
    row.caller = caller.subject();
    row.organisation = caller.organisation().value();
    row.purpose = form.purpose();
    row.decision = form.decision();
    row.receiver = form.receiver() == null ? null : form.receiver().value();
    row.language = form.language();
    row.interpreter = form.interpreter();
    row.formVersion = form.formVersion();
    row.expiresOn = form.expiresOn();
    store.insert(row);
    handOvers.announce(List.of(published(caseRef, form, caller.organisation(), now)));
    var readers =
        form.decision().equals("withdrawn")
            ? Optional.of(store.readersOf(caseRef))
            : Optional.<List<OrganisationCode>>empty();
    return view(row, readers);
  }

  private static PublishedEvent published(
      CaseRef caseRef, ConsentForm form, OrganisationCode by, Instant at) {
    return switch (form.decision()) {
      case "given" -> new ConsentGivenV1(caseRef, form.purpose(), form.receiver(), by, at);
      case "refused" -> new ConsentRefusedV1(caseRef, form.purpose(), form.receiver(), by, at);
      default -> new ConsentWithdrawnV1(caseRef, form.purpose(), form.receiver(), by, at);
    };
  }

  private static View view(ConsentRow row, Optional<List<OrganisationCode>> readBy) {
    return new View(
        row.version,
        row.purpose,
        row.decision,
        Optional.ofNullable(row.receiver).map(OrganisationCode::new),
        row.language,
        row.interpreter,
        row.formVersion,
        Optional.ofNullable(row.expiresOn),
        new OrganisationCode(row.organisation),
        row.at,
        readBy);
  }
}
