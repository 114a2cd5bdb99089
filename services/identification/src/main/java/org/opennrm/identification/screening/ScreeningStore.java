package org.opennrm.identification.screening;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.CaseRef;

/** Screenings in the database. */
@ApplicationScoped
class ScreeningStore {

  void insert(ScreeningRow row) {
    row.persistAndFlush();
  }

  List<ScreeningRow> ofCase(CaseRef caseRef) {
    return ScreeningRow.list("caseRef = ?1 order by endedAt desc", caseRef.value());
  }

  Optional<Instant> lastEnded(CaseRef caseRef) {
    return ofCase(caseRef).stream().map(row -> row.endedAt).findFirst();
  }
}
