package org.opennrm.identification.protection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.access.Caller;

/** Rights, papers and claims that a stay rests on, as they were told; nothing is overwritten. */
@ApplicationScoped
class StayStore {

  private final Session session;

  @Inject
  StayStore(Session session) {
    this.session = session;
  }

  /** How one right stands. */
  record Right(
      String code,
      String stands,
      @Nullable LocalDate fromDay,
      @Nullable LocalDate untilDay,
      Instant at,
      String organisation) {}

  /** A paper that lets somebody stay, by whom and for how long. */
  record Residence(
      String kind, String authority, LocalDate fromDay, @Nullable LocalDate untilDay, Instant at) {}

  void add(CaseRef caseRef, Right right, Caller by) {
    session
        .createNativeMutationQuery(
            """
            insert into protection_right
              (case_ref, code, stands, from_day, until_day, at, caller, organisation)
            values (:case, :code, :stands, :from, :until, :at, :caller, :organisation)
            """)
        .setParameter("case", caseRef.value())
        .setParameter("code", right.code())
        .setParameter("stands", right.stands())
        .setParameter("from", day(right.fromDay()), Date.class)
        .setParameter("until", day(right.untilDay()), Date.class)
        .setParameter("at", Timestamp.from(right.at()))
        .setParameter("caller", by.subject())
        .setParameter("organisation", by.organisation().value())
        .executeUpdate();
  }

  /** The latest that was told of each right. */
  List<Right> rightsOf(CaseRef caseRef) {
    return session
        .createNativeQuery(
            """
            select distinct on (code) code, stands, from_day, until_day, at, organisation
              from protection_right where case_ref = :case order by code, id desc
            """,
            Object[].class)
        .setParameter("case", caseRef.value())
        .getResultList()
        .stream()
        .map(row ->
            new Right(
                (String) row[0],
                (String) row[1],
                localDay(row[2]),
                localDay(row[3]),
                moment(row[4]),
                (String) row[5]))
        .toList();
  }

  void add(CaseRef caseRef, Residence paper, Caller by) {
    session
        .createNativeMutationQuery(
            """
            insert into residence_status
              (case_ref, kind, authority, from_day, until_day, at, caller, organisation)
            values (:case, :kind, :authority, :from, :until, :at, :caller, :organisation)
            """)
        .setParameter("case", caseRef.value())
        .setParameter("kind", paper.kind())
        .setParameter("authority", paper.authority())
        .setParameter("from", Date.valueOf(paper.fromDay()))
        .setParameter("until", day(paper.untilDay()), Date.class)
        .setParameter("at", Timestamp.from(paper.at()))
        .setParameter("caller", by.subject())
        .setParameter("organisation", by.organisation().value())
        .executeUpdate();
  }

  List<Residence> residencesOf(CaseRef caseRef) {
    return session
        .createNativeQuery(
            """
            select kind, authority, from_day, until_day, at from residence_status
             where case_ref = :case order by from_day desc, id desc
            """,
            Object[].class)
        .setParameter("case", caseRef.value())
        .getResultList()
        .stream()
        .map(row ->
            new Residence(
                (String) row[0],
                (String) row[1],
                Optional.ofNullable(localDay(row[2])).orElseThrow(),
                localDay(row[3]),
                moment(row[4])))
        .toList();
  }

  void claim(CaseRef caseRef, String kind, boolean open, Caller by, Instant at) {
    session
        .createNativeMutationQuery(
            open
                ? """
                insert into open_claim (case_ref, kind, opened_at, caller)
                values (:case, :kind, :at, :caller)
                on conflict (case_ref, kind) do update
                  set opened_at = excluded.opened_at, decided_at = null, caller = excluded.caller
                  where open_claim.decided_at is not null
                """
                : """
                update open_claim set decided_at = :at, caller = :caller
                 where case_ref = :case and kind = :kind and decided_at is null
                """)
        .setParameter("case", caseRef.value())
        .setParameter("kind", kind)
        .setParameter("at", Timestamp.from(at))
        .setParameter("caller", by.subject())
        .executeUpdate();
  }

  Set<String> openClaimsOf(CaseRef caseRef) {
    return new HashSet<>(
        session
            .createNativeQuery(
                "select kind from open_claim where case_ref = :case and decided_at is null",
                String.class)
            .setParameter("case", caseRef.value())
            .getResultList());
  }

  boolean wishesNoHomeContact(CaseRef caseRef) {
    return homeContact(caseRef, "persons_wish");
  }

  boolean homeContactWasForbidden(CaseRef caseRef) {
    return homeContact(caseRef, "told");
  }

  void homeContact(CaseRef caseRef, boolean personsWish, boolean told, Instant at) {
    session
        .createNativeMutationQuery(
            """
            insert into no_home_contact (case_ref, persons_wish, told, changed_at)
            values (:case, :wish, :told, :at)
            on conflict (case_ref) do update set persons_wish = excluded.persons_wish,
              told = excluded.told, changed_at = excluded.changed_at
            """)
        .setParameter("case", caseRef.value())
        .setParameter("wish", personsWish)
        .setParameter("told", told)
        .setParameter("at", Timestamp.from(at))
        .executeUpdate();
  }

  private boolean homeContact(CaseRef caseRef, String column) {
    return session
        .createNativeQuery(
            "select " + column + " from no_home_contact where case_ref = :case", Boolean.class)
        .setParameter("case", caseRef.value())
        .getResultList()
        .stream()
        .anyMatch(holds -> holds);
  }

  private static @Nullable Date day(@Nullable LocalDate day) {
    return day == null ? null : Date.valueOf(day);
  }

  private static @Nullable LocalDate localDay(@Nullable Object column) {
    return switch (column) {
      case null -> null;
      case Date date -> date.toLocalDate();
      case LocalDate date -> date;
      default -> throw new IllegalStateException(column.getClass().getName());
    };
  }

  private static Instant moment(Object column) {
    return switch (column) {
      case Instant instant -> instant;
      case Timestamp timestamp -> timestamp.toInstant();
      case OffsetDateTime time -> time.toInstant();
      default -> throw new IllegalStateException(column.getClass().getName());
    };
  }
}
