package org.opennrm.identification.help;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.help.model.AskedHelp;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.messaging.Columns;
import org.opennrm.platform.messaging.StateCodec;
import org.opennrm.platform.messaging.StateHistory;

/** Asked help in the database: each change raises the version and leaves a line of history. */
@ApplicationScoped
class HelpStore {

  static final StateCodec<AskedHelp> STATES = StateCodec.of(AskedHelp.class);

  private static final StateHistory.Table HISTORY =
      new StateHistory.Table("help_history", "hand_over");
  private static final String WAITING = "stateName in ('offered', 'unowned', 'acknowledged')";
  private static final String OPEN =
      "stateName in ('offered', 'unowned', 'acknowledged', 'accepted')";

  private static final String ASKING =
      """
      with asked as (
        insert into help (hand_over, case_ref, country, kind, urgent, basis, area, person, asked_by,
          owner, version, state_name, state, asked_at, due_at)
        select hand_over, case_ref, country, kind, urgent, basis, area, person::jsonb, asked_by,
          owner, 1, state_name, state::jsonb, asked_at, due_at
        from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bool[], ?::text[], ?::text[],
          ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[])
          as asked (hand_over, case_ref, country, kind, urgent, basis, area, person, asked_by,
            owner, state_name, state, asked_at, due_at)
        returning hand_over, asked_at, state)
      insert into help_history (hand_over, version, at, caller, organisation, command, state)
      select hand_over, 1, asked_at, ?, ?, 'Ask', state from asked
      """;

  private final EntityManager entities;
  private final AgroalDataSource database;
  private final StateHistory history;

  @Inject
  HelpStore(EntityManager entities, AgroalDataSource database, StateHistory history) {
    this.entities = entities;
    this.database = database;
    this.history = history;
  }

  AskedHelp stateOf(HelpRow row) {
    return STATES.read(row.state);
  }

  /** Writes what is asked for now, with its history, in one round trip; the case stands already. */
  void insert(List<HelpRow> rows, Caller by) {
    try (var connection = database.getConnection();
        var insert = connection.prepareStatement(ASKING)) {
      Columns.bind(insert, 1, "text", rows, row -> row.handOver);
      Columns.bind(insert, 2, "text", rows, row -> row.caseRef);
      Columns.bind(insert, 3, "text", rows, row -> row.country);
      Columns.bind(insert, 4, "text", rows, row -> row.kind);
      Columns.bind(insert, 5, "bool", rows, row -> row.urgent);
      Columns.bind(insert, 6, "text", rows, row -> row.basis);
      Columns.bind(insert, 7, "text", rows, row -> row.area);
      Columns.bind(insert, 8, "text", rows, row -> row.person);
      Columns.bind(insert, 9, "text", rows, row -> row.askedBy);
      Columns.bind(insert, 10, "text", rows, row -> row.owner);
      Columns.bind(insert, 11, "text", rows, row -> row.stateName);
      Columns.bind(insert, 12, "text", rows, row -> row.state);
      Columns.bind(insert, 13, "timestamptz", rows, row -> row.askedAt);
      Columns.bind(insert, 14, "timestamptz", rows, row -> row.dueAt);
      insert.setString(15, by.subject());
      insert.setString(16, by.organisation().value());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("help that was asked for cannot be stored", e);
    }
  }

  Optional<HelpRow> find(HandOverRef handOver) {
    return HelpRow.findByIdOptional(handOver.value());
  }

  /** Locked, for a change. */
  Optional<HelpRow> take(HandOverRef handOver) {
    return HelpRow.findByIdOptional(handOver.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  void save(HelpRow row, AskedHelp next, String command, Caller by, Instant at) {
    row.version++;
    put(row, next);
    entities.flush();
    history.write(
        HISTORY,
        row.handOver,
        new StateHistory.Author(by.subject(), by.organisation().value()),
        at,
        List.of(new StateHistory.Line(row.version, command, row.state)));
  }

  /** Everything that was asked for in a case, in the order of asking. */
  List<HelpRow> ofCase(CaseRef caseRef) {
    return HelpRow.list("caseRef = ?1 order by askedAt, handOver", caseRef.value());
  }

  /** The first that was asked for in a case; it holds what was known of the person by then. */
  Optional<HelpRow> firstOf(CaseRef caseRef) {
    return HelpRow.<HelpRow>find("caseRef = ?1 order by askedAt, handOver", caseRef.value())
        .page(0, 1)
        .list()
        .stream()
        .findFirst();
  }

  /** Locked, for a change. */
  List<HelpRow> takeOpen(CaseRef caseRef) {
    return HelpRow.<HelpRow>find("caseRef = ?1 and " + OPEN + " order by handOver", caseRef.value())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .list();
  }

  Optional<HelpRow> takeOpen(CaseRef caseRef, String kind) {
    return HelpRow.<HelpRow>find("caseRef = ?1 and kind = ?2 and " + OPEN, caseRef.value(), kind)
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  /** Who has said no to this kind of help in this case. */
  Set<OrganisationCode> whoDeclined(CaseRef caseRef, String kind) {
    return HelpRow.<HelpRow>list(
            "caseRef = ?1 and kind = ?2 and stateName = 'declined'", caseRef.value(), kind)
        .stream()
        .map(row -> new OrganisationCode(row.owner))
        .collect(Collectors.toSet());
  }

  /** What waits for this office, most urgent first; or what it has in one state. */
  List<HelpRow> inbox(
      OrganisationCode owner, @Nullable String state, Optional<Cursor> after, int limit) {
    var query =
        new StringBuilder("owner = :owner and ")
            .append(state == null ? WAITING : "stateName = :state");
    Map<String, Object> parameters = new HashMap<>(Map.of("owner", owner.value()));
    if (state != null) {
      parameters.put("state", state);
    }
    after.ifPresent(last -> {
      query.append(" and (dueAt > :at or (dueAt = :at and handOver > :handOver))");
      parameters.put("at", last.at());
      parameters.put("handOver", last.handOver());
    });
    return HelpRow.<HelpRow>find(query.append(" order by dueAt, handOver").toString(), parameters)
        .page(0, limit)
        .list();
  }

  /** Where a page of a list ended. */
  record Cursor(Instant at, String handOver) {}

  static void put(HelpRow row, AskedHelp state) {
    row.stateName = STATES.nameOf(state);
    row.state = STATES.write(state);
    row.owner = state.owner().value();
  }
}
