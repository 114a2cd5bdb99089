package org.opennrm.identification.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Optional;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.identification.casefile.model.CaseFile;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.messaging.StateCodec;

/** Case files in the database: each change raises the version and leaves a line of history. */
@ApplicationScoped
class CaseFileStore {

  private static final StateCodec<CaseFile> STATES = StateCodec.of(CaseFile.class);

  private final EntityManager entities;

  @Inject
  CaseFileStore(EntityManager entities) {
    this.entities = entities;
  }

  CaseFile stateOf(CaseFileRow row) {
    return STATES.read(row.state);
  }

  void insert(CaseFileRow row, CaseFile state, Caller by, Instant at) {
    row.version = 1;
    put(row, state);
    row.persist();
    remember(row, "Open", by, at);
  }

  Optional<CaseFileRow> find(CaseRef caseRef) {
    return CaseFileRow.findByIdOptional(caseRef.value());
  }

  /** Locked, for a change. */
  Optional<CaseFileRow> take(CaseRef caseRef) {
    return CaseFileRow.findByIdOptional(caseRef.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  void save(CaseFileRow row, CaseFile next, String command, Caller by, Instant at) {
    row.version++;
    put(row, next);
    remember(row, command, by, at);
  }

  private static void put(CaseFileRow row, CaseFile state) {
    row.stateName = STATES.nameOf(state);
    row.state = STATES.write(state);
  }

  private void remember(CaseFileRow row, String command, Caller by, Instant at) {
    entities.flush();
    entities
        .createNativeQuery(
            """
            insert into case_file_history (case_ref, version, at, caller, organisation, command, state)
            values (?, ?, ?, ?, ?, ?, cast(? as jsonb))
            """)
        .setParameter(1, row.caseRef)
        .setParameter(2, row.version)
        .setParameter(3, at)
        .setParameter(4, by.subject())
        .setParameter(5, by.organisation().value())
        .setParameter(6, command)
        .setParameter(7, row.state)
        .executeUpdate();
  }
}
