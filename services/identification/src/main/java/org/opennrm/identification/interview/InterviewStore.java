package org.opennrm.identification.interview;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.identification.interview.model.Prefill.Release;
import org.opennrm.identification.interview.model.Setting;
import org.opennrm.platform.access.Caller;

/** Interviews, and what the person released of them, in the database. */
@ApplicationScoped
class InterviewStore {

  private final Session entities;

  @Inject
  InterviewStore(Session entities) {
    this.entities = entities;
  }

  /** The latest first. */
  List<InterviewRow> ofCase(CaseRef caseRef) {
    return InterviewRow.list("caseRef = ?1 order by endedAt desc, id", caseRef.value());
  }

  /** When the person was asked last before that moment, whichever way it was recorded. */
  Optional<Instant> lastEndedBefore(CaseRef caseRef, Instant moment) {
    return entities
        .createNativeQuery(
            """
            select ended_at from (
              select ended_at from interview where case_ref = ?1 and started_at < ?2
              union all
              select ended_at from screening where case_ref = ?1 and started_at < ?2) as asked
            order by ended_at desc limit 1
            """,
            Instant.class)
        .setParameter(1, caseRef.value())
        .setParameter(2, moment)
        .getResultList()
        .stream()
        .findFirst();
  }

  void release(CaseRef caseRef, Release release, LocalDate advised, Caller by, Instant at) {
    entities
        .createNativeMutationQuery(
            """
            insert into interview_release
              (case_ref, section, setting, advised_on, at, caller, organisation)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """)
        .setParameter(1, caseRef.value())
        .setParameter(2, release.section())
        .setParameter(3, coded(release.to()))
        .setParameter(4, advised)
        .setParameter(5, at)
        .setParameter(6, by.subject())
        .setParameter(7, by.organisation().value())
        .executeUpdate();
  }

  Set<Release> releases(CaseRef caseRef) {
    return entities
        .createNativeQuery(
            "select section, setting from interview_release where case_ref = ?", Object[].class)
        .setParameter(1, caseRef.value())
        .getResultList()
        .stream()
        .map(row -> new Release((String) row[0], setting((String) row[1])))
        .collect(Collectors.toUnmodifiableSet());
  }

  static Setting setting(String code) {
    return Setting.valueOf(code.toUpperCase(Locale.ROOT));
  }

  static String coded(Setting setting) {
    return setting.name().toLowerCase(Locale.ROOT);
  }
}
