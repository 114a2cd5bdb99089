package org.opennrm.identification.protection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.protection.model.Reflection;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.messaging.StateCodec;
import org.opennrm.platform.messaging.StateHistory;

/** Times to reflect in the database, with their history. */
@ApplicationScoped
class ReflectionStore {

  private static final StateCodec<Reflection> STATES = StateCodec.of(Reflection.class);
  private static final StateHistory.Table HISTORY =
      new StateHistory.Table("reflection_history", "case_ref");

  private final Session session;
  private final StateHistory history;

  @Inject
  ReflectionStore(Session session, StateHistory history) {
    this.session = session;
    this.history = history;
  }

  Reflection stateOf(ReflectionRow row) {
    return STATES.read(row.state);
  }

  /** What holds for the case; nobody has asked when there is no row. */
  Reflection of(CaseRef caseRef) {
    return ReflectionRow.<ReflectionRow>findByIdOptional(caseRef.value())
        .map(this::stateOf)
        .orElseGet(Reflection.NotAskedFor::new);
  }

  Optional<ReflectionRow> find(CaseRef caseRef) {
    return ReflectionRow.findByIdOptional(caseRef.value());
  }

  /** Locked, for a change; a new one, of version 0, when nobody has asked before. */
  ReflectionRow take(CaseRef caseRef) {
    return ReflectionRow.<ReflectionRow>findByIdOptional(
            caseRef.value(), LockModeType.PESSIMISTIC_WRITE)
        .orElseGet(() -> {
          var row = new ReflectionRow();
          row.caseRef = caseRef.value();
          row.state = STATES.write(new Reflection.NotAskedFor());
          return row;
        });
  }

  void save(ReflectionRow row, Reflection next, String command, Caller by, Instant at) {
    row.version++;
    row.stateName = STATES.nameOf(next);
    row.state = STATES.write(next);
    row.runsUntil = next instanceof Reflection.Granted granted ? granted.until() : null;
    row.persist();
    session.flush();
    history.write(
        HISTORY,
        row.caseRef,
        new StateHistory.Author(by.subject(), by.organisation().value()),
        at,
        List.of(new StateHistory.Line(row.version, command, row.state)));
  }

  /** Those of the holder's cases that run out until then or have run out, the earliest first. */
  List<ReflectionRow> endingUntil(OrganisationCode holder, Instant until, int limit) {
    return session
        .createNativeQuery(
            """
            select r.* from reflection r
              join standing s on s.case_ref = r.case_ref and s.step = 'identification'
                and s.standing = 'holds' and s.until is null and s.organisation = :holder
             where r.runs_until <= :until order by r.runs_until, r.case_ref limit :limit
            """,
            ReflectionRow.class)
        .setParameter("holder", holder.value())
        .setParameter("until", until)
        .setParameter("limit", limit)
        .getResultList();
  }
}
