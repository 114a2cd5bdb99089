package org.opennrm.identification.referral;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;
import org.opennrm.identification.referral.model.Referral;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.messaging.StateCodec;
import org.opennrm.platform.messaging.StateHistory;

/** Referrals in the database: each change raises the version and leaves a line of history. */
@ApplicationScoped
class ReferralStore {

  private static final StateCodec<Referral> STATES = StateCodec.of(Referral.class);
  private static final StateHistory.Table HISTORY =
      new StateHistory.Table("referral_history", "reference");
  private static final String WAITING =
      "stateName in ('submitted', 'acknowledged', 'information-requested')";

  private final EntityManager entities;
  private final StateHistory history;

  @Inject
  ReferralStore(EntityManager entities, StateHistory history) {
    this.entities = entities;
    this.history = history;
  }

  Referral stateOf(ReferralRow row) {
    return STATES.read(row.state);
  }

  void insert(ReferralRow row, Referral state, Caller by, Instant at) {
    row.version = 1;
    put(row, state);
    row.persist();
    remember(row, "Submit", by, at);
  }

  Optional<ReferralRow> find(ReferralRef reference) {
    return ReferralRow.findByIdOptional(reference.value());
  }

  /** Locked, for a change. */
  Optional<ReferralRow> take(ReferralRef reference) {
    return ReferralRow.findByIdOptional(reference.value(), LockModeType.PESSIMISTIC_WRITE);
  }

  void save(ReferralRow row, Referral next, String command, Caller by, Instant at) {
    row.version++;
    put(row, next);
    remember(row, command, by, at);
  }

  List<ReferralRow> ofCase(CaseRef caseRef) {
    return ReferralRow.list("caseRef", caseRef.value());
  }

  /** What waits for this owner, most urgent first. */
  List<ReferralRow> inbox(
      OrganisationCode owner, @Nullable String state, Optional<Cursor> after, int limit) {
    var query =
        new StringBuilder("owner = :organisation and ")
            .append(state == null ? WAITING : "stateName = :state");
    var page =
        after.map(c -> " and (dueAt > :at or (dueAt = :at and reference > :reference))").orElse("");
    return ReferralRow.<ReferralRow>find(
            query.append(page).append(" order by dueAt, reference").toString(),
            parameters(owner, state, after))
        .page(0, limit)
        .list();
  }

  /** What this organisation sent, newest first. */
  List<ReferralRow> sentBy(OrganisationCode sender, Optional<Cursor> after, int limit) {
    var page =
        after
            .map(c -> " and (submittedAt < :at or (submittedAt = :at and reference > :reference))")
            .orElse("");
    return ReferralRow.<ReferralRow>find(
            "sentBy = :organisation" + page + " order by submittedAt desc, reference",
            parameters(sender, null, after))
        .page(0, limit)
        .list();
  }

  void tellLater(ReferralRow row, byte[] content, Instant at) {
    entities
        .createNativeQuery(
            "insert into referral_information (reference, version, at, content) values (?, ?, ?, ?)")
        .setParameter(1, row.reference)
        .setParameter(2, row.version)
        .setParameter(3, at)
        .setParameter(4, content)
        .executeUpdate();
  }

  @SuppressWarnings("unchecked")
  List<Object[]> toldLater(ReferralRow row) {
    return entities
        .createNativeQuery(
            "select version, content from referral_information where reference = ? order by version")
        .setParameter(1, row.reference)
        .getResultList();
  }

  /** Where a page of a list ended. */
  record Cursor(Instant at, String reference) {}

  private static Map<String, Object> parameters(
      OrganisationCode organisation, @Nullable String state, Optional<Cursor> after) {
    var parameters = new HashMap<String, Object>();
    parameters.put("organisation", organisation.value());
    if (state != null) {
      parameters.put("state", state);
    }
    after.ifPresent(c -> {
      parameters.put("at", c.at());
      parameters.put("reference", c.reference());
    });
    return parameters;
  }

  private static void put(ReferralRow row, Referral state) {
    row.stateName = STATES.nameOf(state);
    row.state = STATES.write(state);
    row.owner = state.owner().value();
  }

  private void remember(ReferralRow row, String command, Caller by, Instant at) {
    entities.flush();
    history.write(
        HISTORY,
        row.reference,
        new StateHistory.Author(by.subject(), by.organisation().value()),
        at,
        List.of(new StateHistory.Line(row.version, command, row.state)));
  }
}
