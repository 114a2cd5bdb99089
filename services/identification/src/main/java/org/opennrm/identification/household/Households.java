package org.opennrm.identification.household;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.opennrm.contracts.KeepApartStatedV1;
import org.opennrm.contracts.KeepApartTakenBackV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.HandOvers;

/**
 * Who belongs together, so that moves are offered together, and who must not meet, so that nobody
 * places, moves or invites them at once. Each person keeps a file of their own, a child too. Why
 * two must not meet stands nowhere here.
 */
@ApplicationScoped
public class Households {

  private final Session entities;
  private final HandOvers handOvers;

  @Inject
  Households(Session entities, HandOvers handOvers) {
    this.entities = entities;
    this.handOvers = handOvers;
  }

  /**
   * @param household the others of the person's household
   * @param keepApart whom the person must not meet
   */
  public record Links(List<CaseRef> household, List<CaseRef> keepApart) {}

  /** Two people who must not meet. */
  public record Pair(CaseRef one, CaseRef other) {}

  /**
   * Writes down who belongs together, with everybody who belongs to one of them already, and who
   * must not meet; and tells the latter to whoever houses people. Last in the transaction.
   *
   * @return false when two of one household would be said not to meet, which nobody could follow;
   *     the transaction must not be committed then
   */
  @Transactional(TxType.MANDATORY)
  public boolean bind(List<List<CaseRef>> together, List<Pair> apart, Caller by, Instant at) {
    together.forEach(members -> join(members, by, at));
    apart.forEach(pair -> keepApart(pair.one(), pair.other(), by, at));
    var all =
        Stream.concat(
                together.stream().flatMap(List::stream),
                apart.stream().flatMap(pair -> Stream.of(pair.one(), pair.other())))
            .distinct()
            .toList();
    if (!all.isEmpty() && contradict(all)) {
      return false;
    }
    handOvers.announce(
        apart.stream()
            .flatMap(pair ->
                Stream.<PublishedEvent>of(
                    new KeepApartStatedV1(pair.one(), pair.other(), by.organisation(), at),
                    new KeepApartStatedV1(pair.other(), pair.one(), by.organisation(), at)))
            .toList());
    return true;
  }

  /** The other leaves the person's household; a household of one is none. */
  @Transactional(TxType.MANDATORY)
  public void part(CaseRef person, CaseRef other, Caller by, Instant at) {
    var left =
        entities
            .createNativeMutationQuery(
                """
                delete from household_member
                 where case_ref = ?
                   and household in (select household from household_member where case_ref = ?)
                """)
            .setParameter(1, other.value())
            .setParameter(2, person.value())
            .executeUpdate();
    if (left == 0) {
      return;
    }
    entities
        .createNativeMutationQuery(
            """
            delete from household_member mine
             where case_ref = ?
               and not exists (select 1 from household_member theirs
                                where theirs.household = mine.household
                                  and theirs.case_ref <> mine.case_ref)
            """)
        .setParameter(1, person.value())
        .executeUpdate();
    remember("household", person, other, by, at);
  }

  /** The two may meet: taken back in both directions and told, last in the transaction. */
  @Transactional(TxType.MANDATORY)
  public void mayMeet(CaseRef one, CaseRef other, Caller by, Instant at) {
    var takenBack =
        entities
            .createNativeMutationQuery(
                """
                delete from keep_apart
                 where (case_ref = ?1 and other = ?2) or (case_ref = ?2 and other = ?1)
                """)
            .setParameter(1, one.value())
            .setParameter(2, other.value())
            .executeUpdate();
    if (takenBack > 0) {
      remember("keep-apart", one, other, by, at);
      handOvers.announce(
          List.of(
              new KeepApartTakenBackV1(one, other, by.organisation(), at),
              new KeepApartTakenBackV1(other, one, by.organisation(), at)));
    }
  }

  private void remember(String kind, CaseRef one, CaseRef other, Caller by, Instant at) {
    entities
        .createNativeMutationQuery(
            """
            insert into link_taken_back (kind, case_ref, other, caller, organisation, at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .setParameter(1, kind)
        .setParameter(2, one.value())
        .setParameter(3, other.value())
        .setParameter(4, by.subject())
        .setParameter(5, by.organisation().value())
        .setParameter(6, at)
        .executeUpdate();
  }

  @Transactional(TxType.MANDATORY)
  public Links of(CaseRef caseRef) {
    return new Links(
        cases(
            """
            select m.case_ref from household_member m
              join household_member mine on mine.household = m.household
             where mine.case_ref = ? and m.case_ref <> mine.case_ref
             order by m.case_ref
            """,
            caseRef),
        cases("select other from keep_apart where case_ref = ? order by other", caseRef));
  }

  private void join(Collection<CaseRef> members, Caller by, Instant at) {
    var household = UUID.randomUUID();
    entities
        .createNativeMutationQuery(
            """
            update household_member set household = ?
             where household in (select household from household_member where case_ref in ?)
            """)
        .setParameter(1, household)
        .setParameter(2, names(members))
        .executeUpdate();
    for (var member : members) {
      entities
          .createNativeMutationQuery(
              """
              insert into household_member (case_ref, household, stated_by, stated_at)
              values (?, ?, ?, ?) on conflict (case_ref) do nothing
              """)
          .setParameter(1, member.value())
          .setParameter(2, household)
          .setParameter(3, by.organisation().value())
          .setParameter(4, at)
          .executeUpdate();
    }
  }

  private void keepApart(CaseRef one, CaseRef other, Caller by, Instant at) {
    for (var pair : List.of(List.of(one, other), List.of(other, one))) {
      entities
          .createNativeMutationQuery(
              """
              insert into keep_apart (case_ref, other, stated_by, stated_at)
              values (?, ?, ?, ?) on conflict do nothing
              """)
          .setParameter(1, pair.getFirst().value())
          .setParameter(2, pair.getLast().value())
          .setParameter(3, by.organisation().value())
          .setParameter(4, at)
          .executeUpdate();
    }
  }

  /** Whether two of one household are said not to meet; nobody could follow both. */
  private boolean contradict(Collection<CaseRef> cases) {
    return !entities
        .createNativeQuery(
            """
            select a.case_ref from keep_apart a
              join household_member one on one.case_ref = a.case_ref
              join household_member other on other.case_ref = a.other
             where one.household = other.household
               and one.household in (select household from household_member where case_ref in ?)
             limit 1
            """,
            String.class)
        .setParameter(1, names(cases))
        .getResultList()
        .isEmpty();
  }

  private List<CaseRef> cases(String query, CaseRef of) {
    return entities
        .createNativeQuery(query, String.class)
        .setParameter(1, of.value())
        .getResultList()
        .stream()
        .map(CaseRef::new)
        .toList();
  }

  private static List<String> names(Collection<CaseRef> cases) {
    return cases.stream().map(CaseRef::value).toList();
  }
}
