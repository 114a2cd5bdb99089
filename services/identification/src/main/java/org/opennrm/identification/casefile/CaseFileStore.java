package org.opennrm.identification.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.casefile.model.CaseFile;
import org.opennrm.identification.casefile.model.CaseFile.Review;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.messaging.StateCodec;
import org.opennrm.platform.messaging.StateHistory;

/** Case files in the database: each change raises the version and leaves a line of history. */
@ApplicationScoped
class CaseFileStore {

  private static final StateCodec<CaseFile> STATES = StateCodec.of(CaseFile.class);
  private static final StateHistory.Table HISTORY =
      new StateHistory.Table("case_file_history", "case_ref");

  private final EntityManager entities;
  private final StateHistory history;

  @Inject
  CaseFileStore(EntityManager entities, StateHistory history) {
    this.entities = entities;
    this.history = history;
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

  /** What waits for this organisation's second look, the oldest case first. */
  List<CaseFileRow> reviewedBy(OrganisationCode reviewer) {
    return CaseFileRow.list("reviewer = ?1 order by openedAt, caseRef", reviewer.value());
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
    row.reviewer = state instanceof Review review ? review.reviewer().value() : null;
  }

  private void remember(CaseFileRow row, String command, Caller by, Instant at) {
    entities.flush();
    history.write(
        HISTORY,
        row.caseRef,
        new StateHistory.Author(by.subject(), by.organisation().value()),
        at,
        List.of(new StateHistory.Line(row.version, command, row.state)));
  }
}
