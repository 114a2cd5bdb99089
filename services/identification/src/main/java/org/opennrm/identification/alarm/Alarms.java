package org.opennrm.identification.alarm;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.AlarmRaisedV1;
import org.opennrm.contracts.AlarmSettledV1;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.access.HandOvers;

/**
 * Raises an alarm for the coordinator's desk, in the transaction of whatever gave reason to, and
 * settles it when that is over. Both may be asked for again and again: of one kind at most one is
 * open about a case, and only what changes is told.
 */
@ApplicationScoped
public class Alarms {

  private final Session entities;
  private final HandOvers handOvers;

  @Inject
  Alarms(Session entities, HandOvers handOvers) {
    this.entities = entities;
    this.handOvers = handOvers;
  }

  /**
   * @param kind a code of the list {@code alarms}
   * @param by null where no organisation raises it, as when a clock ran out
   */
  @Transactional(TxType.MANDATORY)
  public void raise(CaseRef caseRef, String kind, @Nullable OrganisationCode by, Instant at) {
    mustBeKnown(kind);
    var raised =
        entities
            .createNativeMutationQuery(
                """
                insert into case_alarm (case_ref, kind, raised_by, raised_at)
                values (?, ?, cast(? as text), ?)
                on conflict (case_ref, kind) where settled_at is null do nothing
                """)
            .setParameter(1, caseRef.value())
            .setParameter(2, kind)
            .setParameter(3, name(by), String.class)
            .setParameter(4, at)
            .executeUpdate();
    if (raised == 1) {
      handOvers.announce(List.of(new AlarmRaisedV1(caseRef, kind, by, at)));
    }
  }

  /**
   * @param kind a code of the list {@code alarms}
   * @param by null where no organisation settles it
   */
  @Transactional(TxType.MANDATORY)
  public void settle(CaseRef caseRef, String kind, @Nullable OrganisationCode by, Instant at) {
    mustBeKnown(kind);
    var settled =
        entities
            .createNativeMutationQuery(
                """
                update case_alarm set settled_by = cast(? as text), settled_at = ?
                 where case_ref = ? and kind = ? and settled_at is null
                """)
            .setParameter(1, name(by), String.class)
            .setParameter(2, at)
            .setParameter(3, caseRef.value())
            .setParameter(4, kind)
            .executeUpdate();
    if (settled == 1) {
      handOvers.announce(List.of(new AlarmSettledV1(caseRef, kind, by, at)));
    }
  }

  private static void mustBeKnown(String kind) {
    if (!CodeLists.of("alarms").contains(kind)) {
      throw new IllegalArgumentException("no code of the list alarms: " + kind);
    }
  }

  private static @Nullable String name(@Nullable OrganisationCode organisation) {
    return organisation == null ? null : organisation.value();
  }
}
