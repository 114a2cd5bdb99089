package org.opennrm.identification.screening;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opennrm.contracts.ScreeningRecordedV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.identification.screening.model.InterviewWarnings;
import org.opennrm.identification.screening.model.InterviewWarnings.Circumstances;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.HandOvers;
import org.opennrm.platform.access.Vault;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.web.Idempotency;

/**
 * Records what was asked and answered, once; what was said is sealed, what it warns of is returned.
 */
@ApplicationScoped
class ScreeningService {

  private final ScreeningStore store;
  private final CaseFiles caseFiles;
  private final Vault vault;
  private final AccessLog accessLog;
  private final HandOvers handOvers;
  private final Idempotency idempotency;
  private final DomainClock clock;
  private final ObjectMapper json;

  @Inject
  ScreeningService(
      ScreeningStore store,
      CaseFiles caseFiles,
      Vault vault,
      AccessLog accessLog,
      HandOvers handOvers,
      Idempotency idempotency,
      DomainClock clock,
      ObjectMapper json) {
    this.store = store;
    this.caseFiles = caseFiles;
    this.vault = vault;
    this.accessLog = accessLog;
    this.handOvers = handOvers;
    this.idempotency = idempotency;
    this.clock = clock;
    this.json = json;
  }

  /** What was recorded, and what its circumstances warn of. */
  record Recorded(UUID id, Instant recordedAt, List<String> warnings) {}

  /** A screening as it was recorded. */
  record Kept(
      UUID id,
      OrganisationCode by,
      Instant startedAt,
      Instant endedAt,
      List<String> warnings,
      JsonNode content) {}

  @Transactional
  Recorded record(Caller caller, CaseRef caseRef, String key, ScreeningForm form) {
    caseFiles.heldBy(caller, caseRef).mustBeOpen();
    return idempotency
        .once(
            caller,
            "record-screening/" + caseRef,
            key,
            form,
            Recorded.class,
            () -> recordNew(caller, caseRef, form))
        .answer();
  }

  @Transactional
  List<Kept> ofCase(Caller caller, CaseRef caseRef) {
    caseFiles.heldBy(caller, caseRef);
    accessLog.read(caller, caseRef.value(), "screenings", "identification");
    return store.ofCase(caseRef).stream().map(row -> kept(caseRef, row)).toList();
  }

  private Recorded recordNew(Caller caller, CaseRef caseRef, ScreeningForm form) {
    var now = clock.now();
    var warnings =
        InterviewWarnings.of(
            new Circumstances(
                form.place(),
                form.uniformWorn(),
                form.interviewers(),
                Optional.ofNullable(form.interpreterConflict()),
                form.startedAt(),
                store.lastEnded(caseRef)));
    var row = new ScreeningRow();
    row.id = UUID.randomUUID();
    row.caseRef = caseRef.value();
    row.at = now;
    row.caller = caller.subject();
    row.organisation = caller.organisation().value();
    row.startedAt = form.startedAt();
    row.endedAt = form.endedAt();
    row.warnings = warnings.toArray(String[]::new);
    row.content = vault.seal(caseRef, field(row.id), written(form));
    store.insert(row);
    handOvers.announce(List.of(new ScreeningRecordedV1(caseRef, caller.organisation(), now)));
    return new Recorded(row.id, now, warnings);
  }

  private Kept kept(CaseRef caseRef, ScreeningRow row) {
    try {
      return new Kept(
          row.id,
          new OrganisationCode(row.organisation),
          row.startedAt,
          row.endedAt,
          List.of(row.warnings),
          json.readTree(vault.open(caseRef, field(row.id), row.content)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private String written(ScreeningForm form) {
    try {
      return json.writeValueAsString(form);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String field(UUID id) {
    return "screening/" + id;
  }
}
