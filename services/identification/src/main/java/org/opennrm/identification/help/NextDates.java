package org.opennrm.identification.help;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.policy.model.ClockName;

/**
 * When the next step of a case is. A day, and nothing of what happens on it: whose case has none
 * for longer than the country allows is to be found by this alone.
 */
@ApplicationScoped
public class NextDates {

  private static final String DUE = "ended_at is null and due_at <= :now";

  private final Session entities;
  private final PolicyPacks packs;

  @Inject
  NextDates(Session entities, PolicyPacks packs) {
    this.entities = entities;
    this.packs = packs;
  }

  /** The next date of a case, or since when there is none. */
  public record NextDate(
      Optional<LocalDate> on, Optional<OrganisationCode> setBy, Optional<Instant> setAt) {}

  /**
   * A case that nobody has a next date for.
   *
   * @param since from when on there was none
   */
  public record Without(
      CaseRef caseRef, CountryCode country, Instant since, Optional<LocalDate> last) {}

  /** From here on the case needs a next date; again, if it had ended. */
  @Transactional(TxType.MANDATORY)
  public void begin(CaseRef caseRef, CountryCode country, Caller by, Instant at) {
    entities
        .createNativeMutationQuery(
            """
            insert into next_date (case_ref, country, without_from, due_at, set_by, set_at)
            values (:case, :country, :at, :due, :by, :at)
            on conflict (case_ref) do update
              set on_day = null, without_from = excluded.without_from, due_at = excluded.due_at,
                  set_by = excluded.set_by, set_at = excluded.set_at,
                  alarmed_at = null, ended_at = null
              where next_date.ended_at is not null
            """)
        .setParameter("case", caseRef.value())
        .setParameter("country", country.value())
        .setParameter("at", at)
        .setParameter("due", dueAfter(country, at))
        .setParameter("by", by.organisation().value())
        .executeUpdate();
  }

  /** The case is not without a date until that day is over. */
  @Transactional(TxType.MANDATORY)
  public void set(CaseRef caseRef, CountryCode country, LocalDate on, Caller by, Instant at) {
    var dayIsOver = on.plusDays(1).atStartOfDay(packs.of(country).calendar().zone()).toInstant();
    begin(caseRef, country, by, at);
    entities
        .createNativeMutationQuery(
            """
            update next_date
               set on_day = :on, without_from = :over, due_at = :due, set_by = :by, set_at = :at,
                   alarmed_at = null
             where case_ref = :case
            """)
        .setParameter("on", on)
        .setParameter("over", dayIsOver)
        .setParameter("due", dueAfter(country, dayIsOver))
        .setParameter("by", by.organisation().value())
        .setParameter("at", at)
        .setParameter("case", caseRef.value())
        .executeUpdate();
  }

  @Transactional(TxType.MANDATORY)
  public NextDate of(CaseRef caseRef) {
    return rows("select on_day, set_by, set_at from next_date where case_ref = :case")
        .setParameter("case", caseRef.value())
        .getResultList()
        .stream()
        .filter(row -> row[0] != null)
        .map(row ->
            new NextDate(
                day(row[0]),
                Optional.of(new OrganisationCode((String) row[1])),
                Optional.of((Instant) row[2])))
        .findFirst()
        .orElseGet(() -> new NextDate(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /** Nobody misses a date of a case that has ended. */
  @Transactional(TxType.MANDATORY)
  public void end(CaseRef caseRef, Instant at) {
    entities
        .createNativeMutationQuery(
            "update next_date set ended_at = :at where case_ref = :case and ended_at is null")
        .setParameter("at", at)
        .setParameter("case", caseRef.value())
        .executeUpdate();
  }

  /** The cases without a next date for longer than the country allows, longest first. */
  @Transactional(TxType.MANDATORY)
  public List<Without> casesWithoutNextDate(Instant now, int limit) {
    return without(
        rows("select case_ref, country, without_from, on_day from next_date where "
                + DUE
                + " order by due_at, case_ref limit :limit")
            .setParameter("now", now)
            .setParameter("limit", limit)
            .getResultList());
  }

  /** Those among them that this organisation leads or identifies. */
  @Transactional(TxType.MANDATORY)
  public List<Without> casesWithoutNextDate(OrganisationCode holder, Instant now, int limit) {
    return without(
        rows("select case_ref, country, without_from, on_day from next_date n where "
                + DUE
                + """
                 and exists (
                  select from standing s
                   where s.case_ref = n.case_ref and s.organisation = :holder
                     and s.step in ('identification', 'lead-support')
                     and s.standing = 'holds' and s.until is null)
                order by due_at, case_ref limit :limit
                """)
            .setParameter("now", now)
            .setParameter("holder", holder.value())
            .setParameter("limit", limit)
            .getResultList());
  }

  /** Locks those of which nobody has been told; what another instance works on is left out. */
  @Transactional(TxType.MANDATORY)
  public List<Without> takeToAlarm(Instant now, int limit) {
    return without(
        rows("select case_ref, country, without_from, on_day from next_date where "
                + DUE
                + " and alarmed_at is null order by due_at, case_ref limit :limit"
                + " for update skip locked")
            .setParameter("now", now)
            .setParameter("limit", limit)
            .getResultList());
  }

  /** How many cases are without a date for too long and nobody has been told of. */
  @Transactional(TxType.MANDATORY)
  public int countToAlarm(Instant now) {
    return Math.toIntExact(
        entities
            .createNativeQuery(
                "select count(*) from next_date where " + DUE + " and alarmed_at is null",
                Long.class)
            .setParameter("now", now)
            .getSingleResult());
  }

  /** Somebody was told; not again until another date has passed. */
  @Transactional(TxType.MANDATORY)
  public void alarmed(CaseRef caseRef, Instant at) {
    entities
        .createNativeMutationQuery("update next_date set alarmed_at = :at where case_ref = :case")
        .setParameter("at", at)
        .setParameter("case", caseRef.value())
        .executeUpdate();
  }

  private Instant dueAfter(CountryCode country, Instant from) {
    return packs.of(country).dueTimes(ClockName.NEXT_DATE, from).dueAt();
  }

  private org.hibernate.query.NativeQuery<Object[]> rows(String query) {
    return entities.createNativeQuery(query, Object[].class);
  }

  private static List<Without> without(List<Object[]> rows) {
    return rows.stream()
        .map(row ->
            new Without(
                new CaseRef((String) row[0]),
                new CountryCode((String) row[1]),
                (Instant) row[2],
                day(row[3])))
        .toList();
  }

  private static Optional<LocalDate> day(@Nullable Object column) {
    return switch (column) {
      case null -> Optional.empty();
      case LocalDate day -> Optional.of(day);
      case Date day -> Optional.of(day.toLocalDate());
      default -> throw new IllegalStateException("no day: " + column.getClass());
    };
  }
}
