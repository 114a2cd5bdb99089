package org.opennrm.shelter.placement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.opennrm.contracts.AlarmRaisedV1;
import org.opennrm.contracts.AlarmSettledV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.shelter.stay.Places;

/**
 * Two who must not meet live in one house all the same: it was said too late, or somebody was let
 * in at night. The coordinator is alarmed about each of them, and told when it is over. Nobody is
 * named as having raised it, since that would tell where they are.
 */
@ApplicationScoped
class LivingTogether {

  private static final String KIND = "together-though-apart";

  private final Session entities;
  private final Places places;

  @Inject
  LivingTogether(Session entities, Places places) {
    this.entities = entities;
    this.places = places;
  }

  /**
   * Looks again at the person and at everybody whom they must not meet, in the transaction that
   * changed where somebody lives or who must not meet.
   *
   * @param besides who is perhaps no longer kept apart from the person
   * @param house where they live, or lived until now: nobody moves in or out of it unseen meanwhile
   * @return what is to be told, to be announced last in the transaction
   */
  @Transactional(TxType.MANDATORY)
  List<PublishedEvent> lookAgainAt(
      CaseRef person, List<CaseRef> besides, Optional<FacilityCode> house, Instant at) {
    entities.flush();
    var concerned =
        entities
            .createNativeQuery(
                """
                select other from keep_apart where case_ref = ?1
                union select case_ref from keep_apart where other = ?1
                union select unnest(cast(?2 as text[]))
                """,
                String.class)
            .setParameter(1, person.value())
            .setParameter(2, besides.stream().map(CaseRef::value).toArray(String[]::new))
            .getResultList();
    if (concerned.isEmpty()) {
      return List.of();
    }
    house.ifPresent(places::lock);
    var all = new ArrayList<>(concerned);
    all.add(person.value());
    var told = new ArrayList<PublishedEvent>();
    // Always in the same order, so that two who look at the same people wait for each other.
    all.stream().sorted().map(CaseRef::new).forEach(each -> told.addAll(lookAt(each, at)));
    return told;
  }

  private List<PublishedEvent> lookAt(CaseRef person, Instant at) {
    if (together(person)) {
      var raised =
          entities
              .createNativeMutationQuery(
                  """
                  insert into case_alarm (case_ref, kind, raised_at) values (?, ?, ?)
                  on conflict (case_ref, kind) where settled_at is null do nothing
                  """)
              .setParameter(1, person.value())
              .setParameter(2, KIND)
              .setParameter(3, at)
              .executeUpdate();
      return raised == 1 ? List.of(new AlarmRaisedV1(person, KIND, null, at)) : List.of();
    }
    var settled =
        entities
            .createNativeMutationQuery(
                """
                update case_alarm set settled_at = ?
                 where case_ref = ? and kind = ? and settled_at is null
                """)
            .setParameter(1, at)
            .setParameter(2, person.value())
            .setParameter(3, KIND)
            .executeUpdate();
    return settled == 1 ? List.of(new AlarmSettledV1(person, KIND, null, at)) : List.of();
  }

  private boolean together(CaseRef person) {
    return !entities
        .createNativeQuery(
            """
            select theirs.ref
              from placement mine
              join keep_apart k on mine.case_ref in (k.case_ref, k.other)
              join placement theirs
                on theirs.case_ref = case when k.case_ref = mine.case_ref then k.other
                                          else k.case_ref end
               and theirs.facility = mine.facility and theirs.state_name in ('arrived', 'away')
             where mine.case_ref = ? and mine.state_name in ('arrived', 'away')
             limit 1
            """,
            String.class)
        .setParameter(1, person.value())
        .getResultList()
        .isEmpty();
  }

  /** Where the person lives now. */
  @Transactional(TxType.MANDATORY)
  Optional<FacilityCode> houseOf(CaseRef person) {
    return entities
        .createNativeQuery(
            """
            select facility from placement
             where case_ref = ? and state_name in ('arrived', 'away')
            """,
            String.class)
        .setParameter(1, person.value())
        .getResultList()
        .stream()
        .map(FacilityCode::new)
        .findFirst();
  }
}
