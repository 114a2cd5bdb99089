package org.opennrm.coordination.escalation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.coordination.QueryValues.Cursor;
import org.opennrm.coordination.escalation.model.Escalation;
import org.opennrm.coordination.escalation.model.Escalation.Closed;
import org.opennrm.coordination.escalation.model.Escalation.Ending;
import org.opennrm.coordination.escalation.model.Escalation.Taken;
import org.opennrm.coordination.escalation.model.Escalation.WithCoordinator;
import org.opennrm.coordination.escalation.model.Escalation.WithDeputy;
import org.opennrm.coordination.escalation.model.Level;
import org.opennrm.platform.messaging.StateCodec;
import org.opennrm.platform.messaging.StateHistory;

/** Escalations in the database: each change raises the version and leaves a line of history. */
@ApplicationScoped
class EscalationStore {

  private static final StateCodec<Escalation> STATES = StateCodec.of(Escalation.class);
  private static final StateHistory.Table HISTORY =
      new StateHistory.Table("escalation_history", "id");

  /**
   * Both rows are locked, and skipped where somebody works on either: an answer that is being
   * written down at this moment comes first.
   */
  private static final String WITH_HAND_OVER =
      "from escalation e join hand_over h on h.reference = e.hand_over where e.closed_at is null ";

  private static final String TO_PASS_ON =
      WITH_HAND_OVER
          + """
          and e.state_name = 'with-coordinator' and e.pass_on_at <= :now
          and due_with_pauses(e.case_ref, e.escalated_at, e.pass_on_at) <= :now
          and h.assignment = e.assignment and h.state in ('offered', 'acknowledged')
          """;

  private static final String TO_CLOSE =
      WITH_HAND_OVER
          + "and (h.assignment <> e.assignment or h.state not in ('offered', 'acknowledged')) ";

  private final EntityManager entities;
  private final StateHistory history;

  @Inject
  EscalationStore(EntityManager entities, StateHistory history) {
    this.entities = entities;
    this.history = history;
  }

  /** Who asked for a change: the clock, or somebody for an office. */
  record By(String caller, String office) {

    /** Time itself. */
    static final By CLOCK = new By("clock", "coordination");
  }

  Escalation stateOf(EscalationRow row) {
    return STATES.read(row.state);
  }

  /** The states by the name under which they are kept. */
  static java.util.Set<String> stateNames() {
    return STATES.names();
  }

  boolean isThere(HandOverRef handOver, int assignment) {
    return EscalationRow.count("handOver = ?1 and assignment = ?2", handOver.value(), assignment)
        > 0;
  }

  void insert(EscalationRow row, Escalation state, By by, Instant at) {
    row.version = 1;
    put(row, state);
    row.persist();
    remember(row, "Escalate", by, at);
  }

  void save(EscalationRow row, Escalation next, String command, By by, Instant at) {
    row.version++;
    put(row, next);
    remember(row, command, by, at);
  }

  /** Locked, for a change; only where it belongs to the country. */
  Optional<EscalationRow> take(UUID id, CountryCode country) {
    return EscalationRow.<EscalationRow>findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
        .filter(row -> row.country.equals(country.value()));
  }

  @SuppressWarnings("unchecked")
  List<EscalationRow> takeToPassOn(Instant now, int limit) {
    return entities
        .createNativeQuery(
            "select e.* "
                + TO_PASS_ON
                + "order by e.pass_on_at, e.id limit :limit for update skip locked",
            EscalationRow.class)
        .setParameter("now", now)
        .setParameter("limit", limit)
        .getResultList();
  }

  int countToPassOn(Instant now) {
    return ((Number)
            entities
                .createNativeQuery("select count(*) " + TO_PASS_ON)
                .setParameter("now", now)
                .getSingleResult())
        .intValue();
  }

  /** Open escalations of hand-overs that wait for nobody any more, or for another holder. */
  @SuppressWarnings("unchecked")
  List<EscalationRow> takeToClose(int limit) {
    return entities
        .createNativeQuery(
            "select e.* " + TO_CLOSE + "order by e.id limit :limit for update skip locked",
            EscalationRow.class)
        .setParameter("limit", limit)
        .getResultList();
  }

  int countToClose() {
    return ((Number) entities.createNativeQuery("select count(*) " + TO_CLOSE).getSingleResult())
        .intValue();
  }

  /** Why the silence is over, as the ledger tells it. */
  Ending endingOf(EscalationRow row) {
    var found =
        (Object[])
            entities
                .createNativeQuery("select state, assignment from hand_over where reference = ?")
                .setParameter(1, row.handOver)
                .getSingleResult();
    if (((Number) found[1]).intValue() != row.assignment) {
      return Ending.REASSIGNED;
    }
    return found[0].equals("withdrawn") ? Ending.WITHDRAWN : Ending.ANSWERED_LATE;
  }

  /** Newest first, one more than asked for, so that the reader knows whether there is more. */
  List<EscalationRow> list(
      CountryCode country, Optional<Boolean> open, Optional<Cursor> after, int limit) {
    var query = new StringBuilder("country = :country");
    Map<String, Object> parameters = new HashMap<>(Map.of("country", country.value()));
    open.ifPresent(
        wanted -> query.append(wanted ? " and closedAt is null" : " and closedAt is not null"));
    after.ifPresent(last -> {
      query.append(" and (escalatedAt < :at or (escalatedAt = :at and id > :id))");
      parameters.put("at", last.at());
      parameters.put("id", UUID.fromString(last.key()));
    });
    return EscalationRow.<EscalationRow>find(
            query.append(" order by escalatedAt desc, id").toString(), parameters)
        .page(0, limit + 1)
        .list();
  }

  private static void put(EscalationRow row, Escalation state) {
    row.stateName = STATES.nameOf(state);
    row.state = STATES.write(state);
    row.passOnAt = null;
    switch (state) {
      case WithCoordinator(var coordinator, var since, var due) -> {
        row.level = Level.COORDINATOR.number();
        row.escalatedTo = coordinator.value();
        row.escalatedAt = since;
        row.takeBy = due.dueAt();
        row.passOnAt = due.graceUntil();
      }
      case WithDeputy(var deputy, _, var since, var due) -> {
        row.level = Level.DEPUTY.number();
        row.escalatedTo = deputy.value();
        row.escalatedAt = since;
        row.takeBy = due.dueAt();
      }
      case Taken(var by, var at) -> {
        row.takenBy = by.value();
        row.takenAt = at;
      }
      case Closed(var because, var at) -> {
        row.closedBecause = because.code();
        row.closedAt = at;
      }
    }
  }

  private void remember(EscalationRow row, String command, By by, Instant at) {
    entities.flush();
    history.write(
        HISTORY,
        row.id,
        new StateHistory.Author(by.caller(), by.office()),
        at,
        List.of(new StateHistory.Line(row.version, command, row.state)));
  }
}
