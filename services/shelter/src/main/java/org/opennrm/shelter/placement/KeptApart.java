package org.opennrm.shelter.placement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.opennrm.contracts.KeepApartStatedV1;
import org.opennrm.contracts.KeepApartTakenBackV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.platform.access.HandOvers;
import org.opennrm.platform.policy.DomainClock;

/** Two who must not meet do not live in one house, and are not expected in one either. */
@ApplicationScoped
class KeptApart {

  private final Session entities;
  private final LivingTogether livingTogether;
  private final HandOvers handOvers;
  private final DomainClock clock;

  @Inject
  KeptApart(
      Session entities, LivingTogether livingTogether, HandOvers handOvers, DomainClock clock) {
    this.entities = entities;
    this.livingTogether = livingTogether;
    this.handOvers = handOvers;
    this.clock = clock;
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
    lookAgain(stated.caseRef(), stated.other());
  }

  /** The two may meet again; the other direction is taken back by an event of its own. */
  @Transactional(TxType.MANDATORY)
  void hear(KeepApartTakenBackV1 takenBack) {
    entities
        .createNativeMutationQuery("delete from keep_apart where case_ref = ? and other = ?")
        .setParameter(1, takenBack.caseRef().value())
        .setParameter(2, takenBack.other().value())
        .executeUpdate();
    lookAgain(takenBack.caseRef(), takenBack.other());
  }

  /** They may live in one house already. */
  private void lookAgain(CaseRef person, CaseRef other) {
    handOvers.announce(
        livingTogether.lookAgainAt(
            person, List.of(other), livingTogether.houseOf(person), clock.now()));
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
