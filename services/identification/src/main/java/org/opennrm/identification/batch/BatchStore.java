package org.opennrm.identification.batch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hibernate.Session;
import org.opennrm.contracts.ids.BatchRef;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;
import org.opennrm.platform.access.Caller;

/** Batches in the database. */
@ApplicationScoped
class BatchStore {

  private final Session entities;

  @Inject
  BatchStore(Session entities) {
    this.entities = entities;
  }

  record Member(ReferralRef reference, CaseRef caseRef, Instant addedAt) {}

  void insert(BatchRef batch, Caller by, Instant at) {
    entities
        .createNativeMutationQuery(
            "insert into batch (batch, sent_by, caller, submitted_at) values (?, ?, ?, ?)")
        .setParameter(1, batch.value())
        .setParameter(2, by.organisation().value())
        .setParameter(3, by.subject())
        .setParameter(4, at)
        .executeUpdate();
  }

  /** When it was submitted, if this organisation sent it. */
  Optional<Instant> submittedAt(BatchRef batch, OrganisationCode sender) {
    return entities
        .createNativeQuery(
            "select submitted_at from batch where batch = ? and sent_by = ?", Instant.class)
        .setParameter(1, batch.value())
        .setParameter(2, sender.value())
        .getResultList()
        .stream()
        .findFirst();
  }

  /** Whether this organisation sent it; whoever adds to it at the same moment waits. */
  boolean lock(BatchRef batch, OrganisationCode sender) {
    return !entities
        .createNativeQuery(
            "select batch from batch where batch = ? and sent_by = ? for update", String.class)
        .setParameter(1, batch.value())
        .setParameter(2, sender.value())
        .getResultList()
        .isEmpty();
  }

  void add(BatchRef batch, String key, Member member) {
    entities
        .createNativeMutationQuery(
            """
            insert into batch_person (batch, key, reference, case_ref, added_at)
            values (?, ?, ?, ?, ?)
            """)
        .setParameter(1, batch.value())
        .setParameter(2, key)
        .setParameter(3, member.reference().value())
        .setParameter(4, member.caseRef().value())
        .setParameter(5, member.addedAt())
        .executeUpdate();
  }

  /** By key, in the order in which they came. */
  Map<String, Member> members(BatchRef batch) {
    var members = new LinkedHashMap<String, Member>();
    entities
        .createNativeQuery(
            """
            select key, reference, case_ref, added_at from batch_person
             where batch = ? order by added_at, key
            """,
            Object[].class)
        .setParameter(1, batch.value())
        .getResultList()
        .forEach(row ->
            members.put(
                (String) row[0],
                new Member(
                    new ReferralRef((String) row[1]),
                    new CaseRef((String) row[2]),
                    (Instant) row[3])));
    return members;
  }
}
