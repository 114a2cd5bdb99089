package org.opennrm.shelter.placement;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.OfferRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.PlacementRef;
import org.opennrm.platform.messaging.Columns;
import org.opennrm.platform.policy.model.DueTimes;
import org.opennrm.shelter.placement.model.DeclineReason;
import org.opennrm.shelter.placement.model.FacilityOffer;

/** Offers in the database, a row each; they change only under the lock of their placement. */
@ApplicationScoped
class OfferStore {

  static final String OPEN = "open";
  static final String ACCEPTED = "accepted";
  static final String DECLINED = "declined";
  static final String WITHDRAWN = "withdrawn";

  /** What a list of offers can be asked for. */
  static final Set<String> STATES = Set.of(OPEN, ACCEPTED, DECLINED, WITHDRAWN);

  private final AgroalDataSource database;

  @Inject
  OfferStore(AgroalDataSource database) {
    this.database = database;
  }

  /** A round of offers, in one round trip. */
  void insert(PlacementRow placement, List<FacilityOffer> offers, DueTimes due, Instant at) {
    try (var connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                """
                insert into offer
                  (placement, offered_at, due_at, grace_until, state, ref, hand_over, facility, operator)
                select ?, ?, ?, ?, 'open', * from unnest(?::text[], ?::text[], ?::text[], ?::text[])
                """)) {
      insert.setString(1, placement.ref);
      insert.setTimestamp(2, Timestamp.from(at));
      insert.setTimestamp(3, Timestamp.from(due.dueAt()));
      insert.setTimestamp(4, Timestamp.from(due.graceUntil()));
      Columns.bind(insert, 5, "text", offers, FacilityOffer::ref);
      Columns.bind(insert, 6, "text", offers, FacilityOffer::handOver);
      Columns.bind(insert, 7, "text", offers, FacilityOffer::facility);
      Columns.bind(insert, 8, "text", offers, FacilityOffer::operator);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The placement of an offer to this operator; asked before the placement is locked. */
  Optional<PlacementRef> placementOf(OfferRef ref, OrganisationCode operator) {
    return OfferRow.<OfferRow>find("ref = ?1 and operator = ?2", ref.value(), operator.value())
        .project(PlacementOfOffer.class)
        .firstResultOptional()
        .map(found -> new PlacementRef(found.placement()));
  }

  /** All that is asked before the lock; the offer itself is read after it. */
  record PlacementOfOffer(String placement) {}

  Optional<OfferRow> find(OfferRef ref, OrganisationCode operator) {
    return OfferRow.<OfferRow>find("ref = ?1 and operator = ?2", ref.value(), operator.value())
        .firstResultOptional();
  }

  List<OfferRow> ofPlacement(PlacementRef placement) {
    return OfferRow.list("placement = ?1 order by offeredAt, ref", placement.value());
  }

  /** What was offered to an operator, newest first. */
  List<OfferRow> to(
      OrganisationCode operator, @Nullable String state, Optional<Cursor> after, int limit) {
    var parameters = new HashMap<String, Object>();
    parameters.put("operator", operator.value());
    var where = new StringBuilder("operator = :operator");
    if (state != null) {
      where.append(" and state = :state");
      parameters.put("state", state);
    }
    after.ifPresent(end -> {
      where.append(" and (offeredAt < :at or (offeredAt = :at and ref > :ref))");
      parameters.put("at", end.at());
      parameters.put("ref", end.ref());
    });
    return OfferRow.<OfferRow>find(where + " order by offeredAt desc, ref", parameters)
        .page(0, limit)
        .list();
  }

  void accept(OfferRef ref, Instant at) {
    answered(ref, ACCEPTED, null, at);
  }

  void decline(OfferRef ref, DeclineReason reason, Instant at) {
    answered(ref, DECLINED, reason.code(), at);
  }

  void withdraw(List<OfferRef> refs, Instant at) {
    OfferRow.update(
        "state = ?1, answeredAt = ?2 where ref in ?3",
        WITHDRAWN,
        at,
        refs.stream().map(OfferRef::value).toList());
  }

  private static void answered(OfferRef ref, String state, @Nullable String reason, Instant at) {
    OfferRow row = OfferRow.findById(ref.value());
    row.state = state;
    row.reason = reason;
    row.answeredAt = at;
  }
}
