package org.opennrm.coordination.alarm;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.coordination.QueryValues.Cursor;
import org.opennrm.platform.access.Caller;

/** Alarms in the database: what was told of them, and beside it who took them up. */
@ApplicationScoped
class AlarmStore {

  /** A case's country is told by its hand-overs, whichever of the two comes first. */
  private static final String OF_COUNTRY =
      """
      select a, t from AlarmRow a left join AlarmTakenRow t on t.alarm = a.id
       where exists (select 1 from HandOverRow h
                      where h.caseRef = a.caseRef and h.country = :country)
      """;

  private final EntityManager entities;

  @Inject
  AlarmStore(EntityManager entities) {
    this.entities = entities;
  }

  /** What a list is narrowed to. */
  record Filter(Optional<AlarmState> state, Optional<String> kind) {}

  /** An alarm, and who took it up, if anybody did. */
  record Line(AlarmRow alarm, @Nullable AlarmTakenRow taken) {
    AlarmState state() {
      if (alarm.settledAt != null) {
        return AlarmState.SETTLED;
      }
      return taken == null ? AlarmState.OPEN : AlarmState.TAKEN;
    }
  }

  /** The open alarm of that kind, as its service raised it. */
  Optional<AlarmRow> open(String caseRef, String kind, String service) {
    return AlarmRow.find(
            "caseRef = ?1 and kind = ?2 and service = ?3 and settledAt is null",
            caseRef,
            kind,
            service)
        .firstResultOptional();
  }

  /** Its identifier follows from what it is, so that it is the same after a rebuild. */
  void insert(AlarmRow row) {
    row.number =
        1
            + (int)
                AlarmRow.count(
                    "caseRef = ?1 and kind = ?2 and service = ?3",
                    row.caseRef,
                    row.kind,
                    row.service);
    row.id =
        UUID.nameUUIDFromBytes(
            String.join("|", row.caseRef, row.kind, row.service, String.valueOf(row.number))
                .getBytes(UTF_8));
    row.persist();
  }

  /** Newest first, one more than asked for, so that the reader knows whether there is more. */
  List<Line> list(CountryCode country, Filter filter, Optional<Cursor> after, int limit) {
    var query = new StringBuilder(OF_COUNTRY);
    Map<String, Object> parameters = new HashMap<>(Map.of("country", country.value()));
    filter.state().ifPresent(state -> query.append(" and ").append(state.condition()));
    filter
        .kind()
        .ifPresent(kind -> {
          query.append(" and a.kind = :kind");
          parameters.put("kind", kind);
        });
    after.ifPresent(last -> {
      query.append(" and (a.raisedAt < :at or (a.raisedAt = :at and a.id > :id))");
      parameters.put("at", last.at());
      parameters.put("id", UUID.fromString(last.key()));
    });
    return lines(query.append(" order by a.raisedAt desc, a.id").toString(), parameters, limit + 1);
  }

  Optional<Line> find(UUID alarm, CountryCode country) {
    return lines(
            OF_COUNTRY + " and a.id = :alarm",
            Map.of("country", country.value(), "alarm", alarm),
            1)
        .stream()
        .findFirst();
  }

  /** False when somebody else was first. */
  boolean take(UUID alarm, Caller by, Instant at) {
    return entities
            .createNativeQuery(
                """
                insert into alarm_taken (alarm, taken_by, caller, taken_at)
                values (?, ?, ?, ?) on conflict do nothing
                """)
            .setParameter(1, alarm)
            .setParameter(2, by.organisation().value())
            .setParameter(3, by.subject())
            .setParameter(4, at)
            .executeUpdate()
        == 1;
  }

  private List<Line> lines(String query, Map<String, Object> parameters, int most) {
    var asked = entities.createQuery(query, Object[].class).setMaxResults(most);
    parameters.forEach(asked::setParameter);
    return asked.getResultList().stream()
        .map(found -> new Line((AlarmRow) found[0], (AlarmTakenRow) found[1]))
        .toList();
  }
}
