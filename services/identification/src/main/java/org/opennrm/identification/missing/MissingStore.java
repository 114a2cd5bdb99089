package org.opennrm.identification.missing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.identification.missing.model.Missing;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.messaging.StateCodec;
import org.opennrm.platform.messaging.StateHistory;

/** Absences in the database: each change raises the version and leaves a line of history. */
@ApplicationScoped
class MissingStore {

  private static final StateCodec<Missing> STATES = StateCodec.of(Missing.class);
  private static final StateHistory.Table HISTORY = new StateHistory.Table("missing_history", "id");

  private final EntityManager entities;
  private final StateHistory history;

  @Inject
  MissingStore(EntityManager entities, StateHistory history) {
    this.entities = entities;
    this.history = history;
  }

  Missing stateOf(MissingRow row) {
    return STATES.read(row.state);
  }

  MissingRow get(UUID id) {
    return MissingRow.findById(id);
  }

  /** The last time, whether it is over or not. */
  Optional<MissingRow> latest(CaseRef caseRef) {
    return MissingRow.find("caseRef = ?1 order by episode desc", caseRef.value())
        .firstResultOptional();
  }

  /** The same, locked for a change. */
  Optional<MissingRow> takeLatest(CaseRef caseRef) {
    return MissingRow.<MissingRow>find("caseRef = ?1 order by episode desc", caseRef.value())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** Two who report at once come one after the other, so that the second sees the first. */
  void oneReporterAtATime(CaseRef caseRef) {
    entities
        .createNativeQuery("select 1 from case_file where case_ref = ? for update")
        .setParameter(1, caseRef.value())
        .getResultList();
  }

  MissingRow insert(CaseRef caseRef, int episode, Missing.Reported state, Caller by) {
    var row = new MissingRow();
    row.id = UUID.randomUUID();
    row.caseRef = caseRef.value();
    row.episode = episode;
    row.reportedBy = state.by().value();
    row.reportedAt = state.at();
    row.version = 1;
    put(row, state);
    row.persist();
    remember(row, "Report", by, state.at());
    return row;
  }

  void save(MissingRow row, Missing next, String command, Caller by, Instant at) {
    row.version++;
    put(row, next);
    remember(row, command, by, at);
  }

  private static void put(MissingRow row, Missing state) {
    row.stateName = STATES.nameOf(state);
    row.state = STATES.write(state);
  }

  private void remember(MissingRow row, String command, Caller by, Instant at) {
    entities.flush();
    history.write(
        HISTORY,
        row.id,
        new StateHistory.Author(by.subject(), by.organisation().value()),
        at,
        List.of(new StateHistory.Line(row.version, command, row.state)));
  }
}
