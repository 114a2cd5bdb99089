package org.opennrm.coordination.missing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.hibernate.Session;
import org.opennrm.contracts.PersonFoundV1;
import org.opennrm.contracts.PersonMissingV1;
import org.opennrm.platform.messaging.Handling;

/**
 * Writes down when somebody was missing. What this means for a clock the database works out when it
 * is asked, whichever of the two was told first.
 */
@ApplicationScoped
public class MissingProjection {

  private final Session entities;

  @Inject
  MissingProjection(Session entities) {
    this.entities = entities;
  }

  public Handling take(PersonMissingV1 missing) {
    var written =
        entities
            .createNativeMutationQuery(
                """
                insert into missing_interval (case_ref, number, gone_at)
                select ?1, 1 + (select count(*) from missing_interval where case_ref = ?1), ?2
                on conflict (case_ref) where back_at is null do nothing
                """)
            .setParameter(1, missing.caseRef().value())
            .setParameter(2, missing.at())
            .executeUpdate();
    return written == 1 ? Handling.done() : Handling.rejected("missing-twice");
  }

  public Handling take(PersonFoundV1 found) {
    var written =
        entities
            .createNativeMutationQuery(
                "update missing_interval set back_at = ? where case_ref = ? and back_at is null")
            .setParameter(1, found.at())
            .setParameter(2, found.caseRef().value())
            .executeUpdate();
    return written == 1 ? Handling.done() : Handling.rejected("nobody-was-missing");
  }
}
