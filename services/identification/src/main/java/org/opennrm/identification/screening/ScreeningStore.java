package org.opennrm.identification.screening;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.opennrm.contracts.ids.CaseRef;

/** Screenings in the database. */
@ApplicationScoped
class ScreeningStore {

  private final Session entities;

  @Inject
  ScreeningStore(Session entities) {
    this.entities = entities;
  }

  void insert(ScreeningRow row) {
    row.persistAndFlush();
  }

  List<ScreeningRow> ofCase(CaseRef caseRef) {
    return ScreeningRow.list("caseRef = ?1 order by endedAt desc", caseRef.value());
  }

  /** When the person was asked last, whichever way it was recorded. */
  Optional<Instant> lastEnded(CaseRef caseRef) {
    return entities
        .createNativeQuery(
            """
            select ended_at from (
              select ended_at from screening where case_ref = ?1
              union all
              select ended_at from interview where case_ref = ?1) as asked
            order by ended_at desc limit 1
            """,
            Instant.class)
        .setParameter(1, caseRef.value())
        .getResultList()
        .stream()
        .findFirst();
  }
}
