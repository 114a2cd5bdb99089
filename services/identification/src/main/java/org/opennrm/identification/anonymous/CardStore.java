package org.opennrm.identification.anonymous;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.access.Caller;

/** Cards that came back, and codes that were none. */
@ApplicationScoped
class CardStore {

  private final Session entities;

  @Inject
  CardStore(Session entities) {
    this.entities = entities;
  }

  /** Which case a notification belongs to now. */
  record Returned(String reference, CaseRef caseRef, Instant at, OrganisationCode by) {}

  /** Failures of a unit since a moment. */
  record Failures(int count, Instant since) {}

  Optional<AnonymousRow> byHash(List<byte[]> hashes) {
    return AnonymousRow.find("codeHash in ?1", hashes).firstResultOptional();
  }

  /** Joins it, unless it belongs to a case already; whose it is then, is the answer. */
  Returned join(AnonymousRow notification, CaseRef caseRef, Caller by, Instant at) {
    entities
        .createNativeMutationQuery(
            """
            insert into returned_card (reference, case_ref, at, caller, organisation)
            values (?, ?, ?, ?, ?) on conflict do nothing
            """)
        .setParameter(1, notification.reference)
        .setParameter(2, caseRef.value())
        .setParameter(3, at)
        .setParameter(4, by.subject())
        .setParameter(5, by.organisation().value())
        .executeUpdate();
    return returned("reference = ?", notification.reference).getFirst();
  }

  List<Returned> ofCase(CaseRef caseRef) {
    return returned("case_ref = ?", caseRef.value());
  }

  private List<Returned> returned(String which, String value) {
    return entities
        .createNativeQuery(
            "select reference, case_ref, at, organisation from returned_card where "
                + which
                + " order by at, reference",
            Object[].class)
        .setParameter(1, value)
        .getResultList()
        .stream()
        .map(row ->
            new Returned(
                (String) row[0],
                new CaseRef((String) row[1]),
                (Instant) row[2],
                new OrganisationCode((String) row[3])))
        .toList();
  }

  /**
   * The unit's failures within the time that is looked at; others of the unit who name a code at
   * the same moment wait, so that many at once are counted too.
   */
  Failures takeFailures(OrganisationCode unit, Instant now, Duration within) {
    var row =
        entities
            .createNativeQuery(
                """
                insert into wrong_card as w (organisation, failures, since) values (?, 0, ?)
                on conflict (organisation) do update
                  set failures = case when w.since < ? then 0 else w.failures end,
                      since = case when w.since < ? or w.failures = 0
                                   then excluded.since else w.since end
                returning failures, since
                """,
                Object[].class)
            .setParameter(1, unit.value())
            .setParameter(2, now)
            .setParameter(3, now.minus(within))
            .setParameter(4, now.minus(within))
            .getSingleResult();
    return new Failures(((Number) row[0]).intValue(), (Instant) row[1]);
  }

  void failed(OrganisationCode unit) {
    entities
        .createNativeMutationQuery(
            "update wrong_card set failures = failures + 1 where organisation = ?")
        .setParameter(1, unit.value())
        .executeUpdate();
  }
}
