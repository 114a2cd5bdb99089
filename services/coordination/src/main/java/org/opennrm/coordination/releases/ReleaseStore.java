package org.opennrm.coordination.releases;

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
import org.opennrm.coordination.QueryValues.Cursor;
import org.opennrm.coordination.releases.model.Release;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.messaging.StateCodec;
import org.opennrm.platform.messaging.StateHistory;

/** Releases in the database, which lets nobody change one that was approved. */
@ApplicationScoped
class ReleaseStore {

  private static final StateCodec<Release> STATES = StateCodec.of(Release.class);
  private static final StateHistory.Table HISTORY = new StateHistory.Table("release_history", "id");

  private final EntityManager entities;
  private final StateHistory history;

  @Inject
  ReleaseStore(EntityManager entities, StateHistory history) {
    this.entities = entities;
    this.history = history;
  }

  Release stateOf(ReleaseRow row) {
    return STATES.read(row.state);
  }

  void insert(ReleaseRow row, Release state, Caller by, Instant at) {
    row.version = 1;
    put(row, state);
    row.persist();
    remember(row, "Draft", by, at);
  }

  void save(ReleaseRow row, Release next, String command, Caller by, Instant at) {
    row.version++;
    put(row, next);
    remember(row, command, by, at);
  }

  Optional<ReleaseRow> find(UUID id, CountryCode country) {
    return ReleaseRow.find("id = ?1 and country = ?2", id, country.value()).firstResultOptional();
  }

  /** Locked, for a change; only where it belongs to the country. */
  Optional<ReleaseRow> take(UUID id, CountryCode country) {
    return ReleaseRow.<ReleaseRow>findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
        .filter(row -> row.country.equals(country.value()));
  }

  /** One approval at a time in a country, until the transaction ends. */
  void lockApprovals(CountryCode country) {
    entities
        .createNativeQuery("select pg_advisory_xact_lock(hashtext(?))::text")
        .setParameter(1, "releases/" + country)
        .getSingleResult();
  }

  long countApproved(CountryCode country) {
    return ReleaseRow.count("country = ?1 and stateName = 'approved'", country.value());
  }

  /** Oldest first. */
  List<ReleaseRow> approved(CountryCode country) {
    return ReleaseRow.list(
        "country = ?1 and stateName = 'approved' order by number", country.value());
  }

  Optional<ReleaseRow> latestApproved(CountryCode country) {
    return ReleaseRow.find(
            "country = ?1 and stateName = 'approved' order by number desc", country.value())
        .firstResultOptional();
  }

  /** Newest first, one more than asked for, so that the reader knows whether there is more. */
  List<ReleaseRow> list(CountryCode country, Optional<Cursor> after, int limit) {
    Map<String, Object> parameters = new HashMap<>(Map.of("country", country.value()));
    var page =
        after
            .map(last -> {
              parameters.put("at", last.at());
              parameters.put("id", UUID.fromString(last.key()));
              return " and (draftedAt < :at or (draftedAt = :at and id > :id))";
            })
            .orElse("");
    return ReleaseRow.<ReleaseRow>find(
            "country = :country" + page + " order by draftedAt desc, id", parameters)
        .page(0, limit + 1)
        .list();
  }

  private static void put(ReleaseRow row, Release state) {
    row.stateName = STATES.nameOf(state);
    row.state = STATES.write(state);
    if (state instanceof Release.Approved approved) {
      row.number = approved.number();
    }
  }

  private void remember(ReleaseRow row, String command, Caller by, Instant at) {
    entities.flush();
    history.write(
        HISTORY,
        row.id,
        new StateHistory.Author(by.subject(), by.organisation().value()),
        at,
        List.of(new StateHistory.Line(row.version, command, row.state)));
  }
}
