package org.opennrm.identification.need;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.NeedRef;

/** Needs in the database; the case file's lock keeps two of a kind apart. */
@ApplicationScoped
class NeedStore {

  void insert(NeedRow row) {
    row.persistAndFlush();
  }

  List<NeedRow> ofCase(CaseRef caseRef) {
    return NeedRow.list("caseRef = ?1 order by statedAt", caseRef.value());
  }

  Optional<NeedRow> open(CaseRef caseRef, String kind) {
    return NeedRow.find("caseRef = ?1 and kind = ?2 and withdrawnAt is null", caseRef.value(), kind)
        .firstResultOptional();
  }

  Optional<NeedRow> find(CaseRef caseRef, NeedRef need) {
    return NeedRow.find("caseRef = ?1 and need = ?2", caseRef.value(), need.value())
        .firstResultOptional();
  }
}
