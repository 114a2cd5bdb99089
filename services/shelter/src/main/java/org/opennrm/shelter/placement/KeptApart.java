package org.opennrm.shelter.placement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.opennrm.contracts.KeepApartStatedV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.FacilityCode;

/** Two who must not meet do not live in one house, and are not expected in one either. */
@ApplicationScoped
class KeptApart {

  private final Session entities;

  @Inject
  KeptApart(Session entities) {
    this.entities = entities;
  }

  @Transactional(TxType.MANDATORY)
  void hear(KeepApartStatedV1 stated) {
    entities
        .createNativeMutationQuery(
            """
            insert into keep_apart (case_ref, other, stated_at) values (?, ?, ?)
            on conflict do nothing
            """)
        .setParameter(1, stated.caseRef().value())
        .setParameter(2, stated.other().value())
        .setParameter(3, stated.at())
        .executeUpdate();
  }

  /** Where somebody lives, or is expected, whom the person must not meet. */
  @Transactional(TxType.MANDATORY)
  Set<FacilityCode> housesOfOthers(CaseRef person) {
    return entities
        .createNativeQuery(
            """
            select distinct p.facility
              from keep_apart k join placement p on p.case_ref = k.other
             where k.case_ref = ? and p.facility is not null
               and p.state_name not in ('left', 'withdrawn')
            """,
            String.class)
        .setParameter(1, person.value())
        .getResultList()
        .stream()
        .map(FacilityCode::new)
        .collect(Collectors.toUnmodifiableSet());
  }
}
