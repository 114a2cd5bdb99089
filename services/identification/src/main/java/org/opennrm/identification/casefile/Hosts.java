package org.opennrm.identification.casefile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Instant;
import org.hibernate.Session;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * Which organisation houses a person, as the shelter service told, and no more: neither the house
 * nor the place. An organisation does not decide about its own guest.
 */
@ApplicationScoped
public class Hosts {

  private final Session session;

  @Inject
  Hosts(Session session) {
    this.session = session;
  }

  /** A bed is held for the person, or they live there already. */
  @Transactional(TxType.MANDATORY)
  public void houses(
      OrganisationCode organisation, CaseRef caseRef, HandOverRef handOver, Instant since) {
    session
        .createNativeMutationQuery(
            """
            insert into case_host (case_ref, organisation, hand_over, since)
            values (:case, :organisation, :handOver, :since)
            on conflict (case_ref, organisation)
              do update set hand_over = excluded.hand_over, since = excluded.since
            """)
        .setParameter("case", caseRef.value())
        .setParameter("organisation", organisation.value())
        .setParameter("handOver", handOver.value())
        .setParameter("since", Timestamp.from(since))
        .executeUpdate();
  }

  /** The place was given up before anybody moved in. */
  @Transactional(TxType.MANDATORY)
  public void gaveUp(HandOverRef handOver) {
    session
        .createNativeMutationQuery("delete from case_host where hand_over = :handOver")
        .setParameter("handOver", handOver.value())
        .executeUpdate();
  }

  /** A stay ended; whoever took the person in before is a host no longer. */
  @Transactional(TxType.MANDATORY)
  public void left(CaseRef caseRef, Instant at) {
    session
        .createNativeMutationQuery("delete from case_host where case_ref = :case and since <= :at")
        .setParameter("case", caseRef.value())
        .setParameter("at", Timestamp.from(at))
        .executeUpdate();
  }

  boolean isHost(OrganisationCode organisation, CaseRef caseRef) {
    return !session
        .createNativeQuery(
            "select 1 from case_host where case_ref = :case and organisation = :organisation",
            Integer.class)
        .setParameter("case", caseRef.value())
        .setParameter("organisation", organisation.value())
        .getResultList()
        .isEmpty();
  }
}
