package org.opennrm.shelter.placement;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.opennrm.contracts.ShelterNeededV1;
import org.opennrm.contracts.ShelterProfile;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.NeedRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.PlacementRef;
import org.opennrm.platform.access.Standing;
import org.opennrm.platform.access.Standings;
import org.opennrm.platform.messaging.StateCodec;
import org.opennrm.platform.messaging.StateHistory;
import org.opennrm.shelter.placement.model.HeldPlace;
import org.opennrm.shelter.placement.model.Placement;
import org.opennrm.shelter.placement.model.Placement.FacilityAccepted;
import org.opennrm.shelter.placement.model.Placement.Offered;
import org.opennrm.shelter.placement.model.Placement.PersonAgreed;
import org.opennrm.shelter.placement.model.Reader;

/** Placements in the database: each change raises the version and leaves a line of history. */
@ApplicationScoped
class PlacementStore {

  static final StateCodec<Placement> STATES = StateCodec.of(Placement.class);
  private static final StateHistory.Table HISTORY =
      new StateHistory.Table("placement_history", "placement");

  /** As in the index {@code placement_not_over}. */
  private static final List<String> OVER = List.of("left", "withdrawn");

  private static final String WITH_A_CLOCK =
      "stateName in ('offered', 'facility-accepted', 'person-agreed') and until <= ?1";

  /** The offset keeps PostgreSQL from reading all standings before it looks at one placement. */
  private static final String HOLDS_IDENTIFICATION =
      """
      exists (select from standing s
               where s.case_ref = p.case_ref and s.organisation = :organisation
                 and s.step = 'identification' and s.standing = 'holds' and s.until is null
              offset 0)
      """;

  private final EntityManager entities;
  private final StateHistory history;
  private final Standings standings;
  private final ObjectMapper json;

  @Inject
  PlacementStore(
      EntityManager entities, StateHistory history, Standings standings, ObjectMapper json) {
    this.entities = entities;
    this.history = history;
    this.standings = standings;
    this.json = json;
  }

  Placement stateOf(PlacementRow row) {
    return STATES.read(row.state);
  }

  Optional<PlacementRow> find(PlacementRef ref) {
    return PlacementRow.findByIdOptional(ref.value());
  }

  /** Several at once; their needs come along, so that profiles are not asked for one by one. */
  Map<PlacementRef, PlacementRow> find(Collection<PlacementRef> refs) {
    List<PlacementRow> rows =
        PlacementRow.list("ref in ?1", refs.stream().map(PlacementRef::value).toList());
    NeedRow.list("ref in ?1", rows.stream().map(row -> row.need).toList());
    return rows.stream().collect(Collectors.toMap(row -> new PlacementRef(row.ref), row -> row));
  }

  /** Locked, for a change. */
  Optional<PlacementRow> take(PlacementRef ref) {
    return PlacementRow.findByIdOptional(ref.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  /** What the topics say of one case is heard one after the other, whichever topic it came on. */
  void lockCase(CaseRef caseRef) {
    entities
        .createNativeQuery(
            "select cast(pg_advisory_xact_lock(hashtextextended(:subject, 0)) as text)")
        .setParameter("subject", caseRef.value())
        .getSingleResult();
  }

  /** The search of a case that nobody's arrival has ended, locked. */
  Optional<PlacementRow> takeSearchOf(CaseRef caseRef) {
    return PlacementRow.<PlacementRow>find(
            """
            caseRef = ?1
            and stateName in ('sought', 'offered', 'facility-accepted', 'person-agreed', 'unmet')
            """,
            caseRef.value())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional();
  }

  boolean isHousedElsewhere(PlacementRow row) {
    return PlacementRow.count(
            "caseRef = ?1 and stateName = 'arrived' and ref <> ?2", row.caseRef, row.ref)
        > 0;
  }

  /** What is known of a need and its case when the need is heard. */
  enum Heard {
    /** Nobody is looking for a place for them yet. */
    NEW,
    /** Its case has a search that nobody's arrival has ended. */
    CASE_IS_SEARCHED_FOR,
    /** Heard of before, or ended before it was heard of. */
    SETTLED
  }

  Heard hear(ShelterNeededV1 needed) {
    return Heard.valueOf(
        (String)
            entities
                .createNativeQuery(
                    """
                    select case
                      when exists (select from need where ref = :need)
                        or exists (select from search_end
                                    where subject = :need or (subject = :case and at >= :stated))
                        then 'SETTLED'
                      when exists (select from placement
                                    where case_ref = :case
                                      and state_name in ('sought', 'offered', 'facility-accepted',
                                                         'person-agreed', 'unmet'))
                        then 'CASE_IS_SEARCHED_FOR'
                      else 'NEW'
                    end
                    """)
                .setParameter("need", needed.need().value())
                .setParameter("case", needed.caseRef().value())
                .setParameter("stated", needed.statedAt())
                .getSingleResult());
  }

  /** Whatever is stated later may be sought; what was stated until then is not. */
  void end(String needOrCase, Instant at) {
    entities
        .createNativeQuery(
            """
            insert into search_end (subject, at) values (:subject, :at)
            on conflict (subject) do update set at = greatest(search_end.at, excluded.at)
            """)
        .setParameter("subject", needOrCase)
        .setParameter("at", at)
        .executeUpdate();
  }

  void add(ShelterNeededV1 needed) {
    var row = new NeedRow();
    row.ref = needed.need().value();
    row.caseRef = needed.caseRef().value();
    row.country = needed.country().value();
    row.neededBy = needed.neededBy().value();
    row.statedAt = needed.statedAt();
    row.profile = written(needed.profile());
    row.persist();
  }

  ShelterProfile profileOf(NeedRef need) {
    NeedRow row = NeedRow.findById(need.value());
    try {
      return json.readValue(row.profile, ShelterProfile.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A stored profile does not fit", e);
    }
  }

  /** Writes the change as one, with a line of history for each step in it. */
  void keep(PlacementChange change) {
    put(change.row(), change.state());
    change.row().persist();
    entities.flush();
    history.write(
        HISTORY, change.row().ref, change.author().inHistory(), change.now(), change.history());
  }

  /** The placements whose clock has struck, the earliest first. */
  List<PlacementRef> due(Instant now, int limit) {
    return PlacementRow.<PlacementRow>find(WITH_A_CLOCK + " order by until", now)
        .page(0, limit)
        .stream()
        .map(row -> new PlacementRef(row.ref))
        .toList();
  }

  int countDue(Instant now) {
    return Math.toIntExact(PlacementRow.count(WITH_A_CLOCK, now));
  }

  /**
   * How many placements are in which state, of those that are not over; in the others they only
   * ever become more.
   */
  Map<String, Long> countNotOver() {
    var counted = new TreeMap<String, Long>();
    STATES.names().forEach(state -> counted.put(state, 0L));
    OVER.forEach(counted::remove);
    entities
        .createQuery(
            "select p.stateName, count(p) from PlacementRow p where p.stateName not in ('"
                + String.join("', '", OVER)
                + "') group by p.stateName",
            Object[].class)
        .getResultStream()
        .forEach(row -> counted.put((String) row[0], (Long) row[1]));
    return counted;
  }

  /** Whether the organisation holds the identification step of the case now. */
  boolean holdsIdentification(CaseRef caseRef, OrganisationCode organisation) {
    return standings.of(caseRef, organisation, "identification").contains(Standing.HOLDS);
  }

  /**
   * The placements that the reader may see, newest first; the query behind {@code PlacementAccess}.
   */
  List<PlacementRow> visibleTo(
      Reader reader, Optional<CaseRef> ofCase, Optional<Cursor> after, int limit) {
    var parameters = new HashMap<String, Object>();
    var views = new ArrayList<String>();
    if (reader.shelters()) {
      views.add("p.operator = :organisation");
    }
    if (reader.identifies()) {
      views.add("p.needed_by = :organisation");
      views.add(HOLDS_IDENTIFICATION);
    }
    if (!views.isEmpty()) {
      parameters.put("organisation", reader.organisation().value());
    }
    reader
        .coordinates()
        .ifPresent(country -> {
          views.add("p.country = :country");
          parameters.put("country", country.value());
        });
    if (views.isEmpty()) {
      return List.of();
    }
    var where = new StringBuilder("(").append(String.join(" or ", views)).append(')');
    ofCase.ifPresent(caseRef -> {
      where.append(" and p.case_ref = :case");
      parameters.put("case", caseRef.value());
    });
    after.ifPresent(end -> {
      where.append(" and (p.sought_at < :at or (p.sought_at = :at and p.ref > :ref))");
      parameters.put("at", end.at());
      parameters.put("ref", end.ref());
    });
    var query =
        entities.createNativeQuery(
            "select p.* from placement p where " + where + " order by p.sought_at desc, p.ref",
            PlacementRow.class);
    parameters.forEach(query::setParameter);
    @SuppressWarnings("unchecked")
    List<PlacementRow> rows = query.setMaxResults(limit).getResultList();
    return rows;
  }

  void flush() {
    entities.flush();
  }

  private static void put(PlacementRow row, Placement state) {
    row.stateName = STATES.nameOf(state);
    row.state = STATES.write(state);
    row.facility = state.heldPlace().map(HeldPlace::facility).map(Object::toString).orElse(null);
    row.operator =
        state.heldPlace().map(HeldPlace::operator).map(OrganisationCode::value).orElse(null);
    row.until =
        switch (state) {
          case Offered offered -> offered.until();
          case FacilityAccepted accepted -> accepted.place().heldUntil();
          case PersonAgreed agreed -> agreed.place().heldUntil();
          default -> null;
        };
  }

  private String written(ShelterProfile profile) {
    try {
      return json.writeValueAsString(profile);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("No JSON for a profile", e);
    }
  }
}
