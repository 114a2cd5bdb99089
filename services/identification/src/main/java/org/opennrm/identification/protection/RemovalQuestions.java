package org.opennrm.identification.protection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.Session;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.ReferralRef;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.identification.protection.model.RemovalBar;
import org.opennrm.identification.referral.Referrals;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.Organisations;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.web.Problems;

/** Answers enforcement's question, keeps that it was asked, and refuses to be searched. */
@ApplicationScoped
class RemovalQuestions {

  /** As many as an office asks in an hour before it searches instead of asking. */
  static final int AN_HOUR_OF_AN_ORGANISATION = 30;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final String CALL = "removal";

  private final Session session;
  private final Referrals referrals;
  private final CaseFiles caseFiles;
  private final RemovalBars bars;
  private final Organisations organisations;
  private final PolicyPacks packs;
  private final AccessLog accessLog;
  private final DomainClock clock;

  @Inject
  RemovalQuestions(
      Session session,
      Referrals referrals,
      CaseFiles caseFiles,
      RemovalBars bars,
      Organisations organisations,
      PolicyPacks packs,
      AccessLog accessLog,
      DomainClock clock) {
    this.session = session;
    this.referrals = referrals;
    this.caseFiles = caseFiles;
    this.bars = bars;
    this.organisations = organisations;
    this.packs = packs;
    this.accessLog = accessLog;
    this.clock = clock;
  }

  /**
   * @param answer {@code barred} or {@code none-known}
   * @param until when the bar ends, as far as it is known
   * @param call whom to call before doing anything, whatever the answer
   */
  record Answer(String answer, Optional<Instant> until, Optional<Call> call) {}

  record Call(String organisation, Optional<String> line) {}

  /**
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 429 for an organisation that asks in bulk
   */
  @Transactional
  Answer ask(Caller caller, ReferralRef reference) {
    var now = clock.now();
    mustNotSearch(caller, now);
    var country = organisations.get(caller.organisation()).country();
    var asked =
        referrals.caseOf(reference).filter(found -> caseFiles.countryOf(found).equals(country));
    var bar = asked.map(found -> bars.on(found, now)).filter(RemovalBar::holds);
    asked.ifPresent(found -> accessLog.read(caller, found.value(), "removal-bar", "removal"));
    keep(caller, country, asked, bar.isPresent(), now);
    return new Answer(
        bar.isPresent() ? "barred" : "none-known", bar.flatMap(RemovalBar::until), call(country));
  }

  /** Who is on call for removals; else the coordinator, by name alone. */
  private Optional<Call> call(CountryCode country) {
    var calendar = packs.of(country).calendar();
    var today = calendar.dayOf(clock.now());
    return organisations
        .onCall(country, CALL, calendar.isWorkingDay(today))
        .map(line ->
            new Call(organisations.get(line.organisation()).name(), Optional.of(line.line())))
        .or(() ->
            organisations
                .ownerIn(country, "coordination", today)
                .map(owner -> new Call(organisations.get(owner).name(), Optional.empty())));
  }

  private void mustNotSearch(Caller caller, Instant now) {
    var asked =
        session
            .createNativeQuery(
                """
                select count(*) from removal_question
                 where organisation = :organisation and at > :since
                """,
                Long.class)
            .setParameter("organisation", caller.organisation().value())
            .setParameter("since", Timestamp.from(now.minus(HOUR)))
            .getSingleResult();
    if (asked >= AN_HOUR_OF_AN_ORGANISATION) {
      throw Problems.tooMany(HOUR.toSeconds());
    }
  }

  private void keep(
      Caller caller, CountryCode country, Optional<CaseRef> asked, boolean barred, Instant now) {
    session
        .createNativeMutationQuery(
            """
            insert into removal_question (at, caller, organisation, country, answer, case_ref)
            values (:at, :caller, :organisation, :country, :answer, :case)
            """)
        .setParameter("at", Timestamp.from(now))
        .setParameter("caller", caller.subject())
        .setParameter("organisation", caller.organisation().value())
        .setParameter("country", country.value())
        .setParameter("answer", barred ? "barred" : "none-known")
        .setParameter("case", asked.map(CaseRef::value).orElse(null), String.class)
        .executeUpdate();
  }
}
