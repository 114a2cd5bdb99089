package org.opennrm.identification.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;

/** Consents in the database, version by version. */
@ApplicationScoped
class ConsentStore {

  private final EntityManager entities;

  @Inject
  ConsentStore(EntityManager entities) {
    this.entities = entities;
  }

  List<ConsentRow> ofCase(CaseRef caseRef) {
    return ConsentRow.list("caseRef = ?1 order by version", caseRef.value());
  }

  void insert(ConsentRow row) {
    row.persistAndFlush();
  }

  /** The organisations that have read something of the case, by the access log. */
  @SuppressWarnings("unchecked")
  List<OrganisationCode> readersOf(CaseRef caseRef) {
    List<String> readers =
        entities
            .createNativeQuery(
                "select distinct organisation from access_log where subject = ? order by organisation",
                String.class)
            .setParameter(1, caseRef.value())
            .getResultList();
    return readers.stream().map(OrganisationCode::new).toList();
  }
}
