package org.opennrm.coordination.ledger;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.coordination.QueryValues.Cursor;
import org.opennrm.platform.policy.model.DueTimes;

/** Hand-overs in the database. */
@ApplicationScoped
class HandOverStore {

  private static final String OPEN = "state in ('offered', 'acknowledged')";

  /** The time in which somebody was missing does not count; in the words of the entity. */
  private static final String DUE_NOW =
      "cast(function('due_with_pauses', caseRef, coalesce(reassignedAt, offeredAt), dueAt)"
          + " as Instant) <= :now";

  /**
   * Silence that has not been reminded of, and silence that has and goes past the holder now.
   * Apart, so that each is found at the beginning of an index: together, every open hand-over was
   * read, once a second.
   */
  private static final String TO_REMIND =
      """
      state in ('offered', 'acknowledged')
        and reminded_at is null and due_at <= :now and country not in (:except)
        and due_with_pauses(case_ref, coalesce(reassigned_at, offered_at), due_at) <= :now
      """;

  private static final String TO_ESCALATE =
      """
      state in ('offered', 'acknowledged') and reminded_at is not null
        and escalated_at is null and grace_until <= :now and country not in (:except)
        and due_with_pauses(case_ref, coalesce(reassigned_at, offered_at), grace_until) <= :now
      """;

  private static final String OPENING =
      """
      with opened as (
        insert into hand_over (reference, case_ref, step, country, sent_by, held_by, service, state,
          facts, assignment, offered_at, answered_at, due_at, grace_until)
        values (?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)
        on conflict do nothing
        returning reference)
      insert into hand_over_fact
        (reference, number, what, by_office, to_office, at, due_at, grace_until)
      select reference, 1, ?, ?, ?, ?, ?, ? from opened
      """;

  private static final String WITH_PAUSES =
      """
      select reference,
             due_with_pauses(case_ref, coalesce(reassigned_at, offered_at), due_at),
             due_with_pauses(case_ref, coalesce(reassigned_at, offered_at), grace_until)
        from hand_over h
       where reference = any(?) and due_at is not null
         and exists (select 1 from missing_interval m where m.case_ref = h.case_ref)
      """;

  private final EntityManager entities;
  private final AgroalDataSource database;

  @Inject
  HandOverStore(EntityManager entities, AgroalDataSource database) {
    this.entities = entities;
    this.database = database;
  }

  /** What a list is narrowed to. */
  record Filter(Optional<String> state, Optional<Boolean> overdue, Optional<String> step) {}

  /** Locked, for a change. */
  Optional<HandOverRow> take(HandOverRef reference) {
    return HandOverRow.findByIdOptional(reference.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  /** Opens the line with its first fact, in one round trip; false when it is open already. */
  boolean open(HandOverRow row, HandOverFactRow fact) {
    try (var connection = database.getConnection();
        var insert = connection.prepareStatement(OPENING)) {
      var values =
          new @Nullable Object[] {
            row.reference,
            row.caseRef,
            row.step,
            row.country,
            row.sentBy,
            row.heldBy,
            row.service,
            row.state,
            row.assignment,
            utc(row.offeredAt),
            utc(row.answeredAt),
            utc(row.dueAt),
            utc(row.graceUntil),
            fact.what,
            fact.byOffice,
            fact.toOffice,
            utc(fact.at),
            utc(fact.dueAt),
            utc(fact.graceUntil)
          };
      for (var column = 0; column < values.length; column++) {
        insert.setObject(column + 1, values[column]);
      }
      return insert.executeUpdate() == 1;
    } catch (SQLException e) {
      throw new IllegalStateException("a hand-over cannot be stored", e);
    }
  }

  void add(HandOverRow row, HandOverFactRow fact) {
    row.facts++;
    remember(row, fact);
  }

  Optional<HandOverRow> find(HandOverRef reference, CountryCode country) {
    return HandOverRow.find("reference = ?1 and country = ?2", reference.value(), country.value())
        .firstResultOptional();
  }

  /** Newest first, one more than asked for, so that the reader knows whether there is more. */
  List<HandOverRow> list(
      CountryCode country, Filter filter, Optional<Cursor> after, Instant now, int limit) {
    var query = new StringBuilder("country = :country");
    Map<String, Object> parameters = new HashMap<>(Map.of("country", country.value()));
    filter
        .state()
        .ifPresent(state -> {
          query.append(" and state = :state");
          parameters.put("state", state);
        });
    filter
        .step()
        .ifPresent(step -> {
          query.append(" and step = :step");
          parameters.put("step", step);
        });
    filter
        .overdue()
        .ifPresent(overdue -> {
          query
              .append(overdue ? " and (" : " and not (")
              .append(OPEN)
              .append(" and dueAt is not null and dueAt <= :now and ")
              .append(DUE_NOW)
              .append(")");
          parameters.put("now", now);
        });
    after.ifPresent(last -> {
      query.append(" and (offeredAt < :at or (offeredAt = :at and reference > :reference))");
      parameters.put("at", last.at());
      parameters.put("reference", last.key());
    });
    return HandOverRow.<HandOverRow>find(
            query.append(" order by offeredAt desc, reference").toString(), parameters)
        .page(0, limit + 1)
        .list();
  }

  /**
   * When clocks end that rested, or rest, because the person was missing; those of the others are
   * left out. {@link Instant#MAX} stands for never, as long as they are missing.
   */
  Map<String, DueTimes> withPauses(Collection<HandOverRow> rows) {
    var asked = rows.stream().filter(row -> row.dueAt != null).map(row -> row.reference).toList();
    if (asked.isEmpty()) {
      return Map.of();
    }
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(WITH_PAUSES)) {
      query.setArray(1, connection.createArrayOf("text", asked.toArray()));
      var found = new HashMap<String, DueTimes>();
      try (var lines = query.executeQuery()) {
        while (lines.next()) {
          found.put(
              lines.getString(1),
              new DueTimes(
                  instant(lines.getObject(2, OffsetDateTime.class)),
                  instant(lines.getObject(3, OffsetDateTime.class))));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("clocks cannot be read", e);
    }
  }

  private static Instant instant(OffsetDateTime at) {
    return at.equals(OffsetDateTime.MAX) ? Instant.MAX : at.toInstant();
  }

  /** Everything that was told about it, in order. */
  List<HandOverFactRow> factsOf(HandOverRow row) {
    return HandOverFactRow.list("reference = ?1 order by number", row.reference);
  }

  /** Locked and skipping what another instance works on. */
  List<HandOverRow> takeDue(Instant now, Collection<String> except, int limit) {
    var due = new ArrayList<>(take(TO_REMIND, "due_at", now, except, limit));
    if (due.size() < limit) {
      due.addAll(take(TO_ESCALATE, "grace_until", now, except, limit - due.size()));
    }
    return due;
  }

  @SuppressWarnings("unchecked")
  private List<HandOverRow> take(
      String which, String first, Instant now, Collection<String> except, int limit) {
    return entities
        .createNativeQuery(
            "select * from hand_over where "
                + which
                + " order by "
                + first
                + " limit :limit for update skip locked",
            HandOverRow.class)
        .setParameter("now", now)
        .setParameter("except", orNothing(except))
        .setParameter("limit", limit)
        .getResultList();
  }

  int countDue(Instant now, Collection<String> except) {
    return ((Number)
            entities
                .createNativeQuery(
                    "select (select count(*) from hand_over where "
                        + TO_REMIND
                        + ") + (select count(*) from hand_over where "
                        + TO_ESCALATE
                        + ")")
                .setParameter("now", now)
                .setParameter("except", orNothing(except))
                .getSingleResult())
        .intValue();
  }

  /** SQL knows no empty list. */
  private static Collection<String> orNothing(Collection<String> codes) {
    return codes.isEmpty() ? List.of("") : codes;
  }

  private static @Nullable OffsetDateTime utc(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  private static void remember(HandOverRow row, HandOverFactRow fact) {
    fact.reference = row.reference;
    fact.number = row.facts;
    fact.persist();
  }
}
