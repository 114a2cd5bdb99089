package org.opennrm.identification.anonymous;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.NotificationRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReturnCode;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.KeyedTokens;
import org.opennrm.platform.access.OnCall;
import org.opennrm.platform.access.Organisations;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.policy.model.Answer;
import org.opennrm.platform.policy.model.AreaLevel;
import org.opennrm.platform.web.FieldProblem;
import org.opennrm.platform.web.Idempotency;
import org.opennrm.platform.web.Problems;

/**
 * Keeps that somebody was met who chose not to be referred, and makes the card with which they may
 * come back. The code follows from the reference and a key outside the database: the same request
 * shows the same card again, and no table holds it.
 */
@ApplicationScoped
class AnonymousService {

  private static final String CODE = "return-code";
  private static final String HASH = "return-code-hash";

  private final CardTexts texts = new CardTexts();
  private final SecureRandom random = new SecureRandom();

  private final Session entities;
  private final KeyedTokens tokens;
  private final Idempotency idempotency;
  private final Organisations organisations;
  private final PolicyPacks packs;
  private final DomainClock clock;

  @Inject
  AnonymousService(
      Session entities,
      KeyedTokens tokens,
      Idempotency idempotency,
      Organisations organisations,
      PolicyPacks packs,
      DomainClock clock) {
    this.entities = entities;
    this.tokens = tokens;
    this.idempotency = idempotency;
    this.organisations = organisations;
    this.packs = packs;
    this.clock = clock;
  }

  /** What a repeated request is answered by. */
  record Kept(NotificationRef reference) {}

  @Transactional
  NotificationReceipt notify(Caller caller, String key, AnonymousForm form) {
    var area =
        coarse(form.area())
            .orElseThrow(() ->
                Problems.invalid(
                    List.of(
                        new FieldProblem(
                            "area",
                            "an area of the country's policy pack; the country alone will do"))));
    if (form.aboutAChild()) {
      throw Problems.refused("A_CHILD_IS_REFERRED", List.of("referral"));
    }
    var kept =
        idempotency
            .once(
                caller,
                "notify-anonymously",
                key,
                form,
                Kept.class,
                () -> notifyNew(caller, area, form))
            .answer();
    return receipt(AnonymousRow.findById(kept.reference().value()));
  }

  /** The hashes under which the code may be kept, one for each key. */
  List<byte[]> hashesOf(ReturnCode code) {
    return tokens.everyOf(HASH, code.symbols());
  }

  /** The caller's own figures. */
  @Transactional
  RefusalFigures ownFigures(Caller caller, LocalDate from, LocalDate until) {
    var own = caller.organisation();
    return new RefusalFigures(
        from,
        until,
        List.of(
            count(caller, from, until, Optional.of(own)).stream()
                .findFirst()
                .orElseGet(() -> RefusalFigures.Unit.of(own, 0, 0))));
  }

  /** Every unit that reported somebody in the caller's country. */
  @Transactional
  RefusalFigures figuresByUnit(Caller caller, LocalDate from, LocalDate until) {
    return new RefusalFigures(from, until, count(caller, from, until, Optional.empty()));
  }

  LocalDate today(Caller caller) {
    return packs.of(countryOf(caller)).calendar().dayOf(clock.now());
  }

  /** The region, or what is larger; of a country without a pack the country alone is known. */
  private Optional<AreaCode> coarse(AreaCode area) {
    var pack = packs.of(area.country());
    if (pack.country().isEmpty()) {
      return Optional.of(area).filter(a -> a.value().equals(a.country().value()));
    }
    return Stream.of(AreaLevel.REGION, AreaLevel.ENTITY, AreaLevel.COUNTRY)
        .flatMap(level -> pack.areas().at(level, area).stream())
        .findFirst();
  }

  private Kept notifyNew(Caller caller, AreaCode area, AnonymousForm form) {
    var reference = NotificationRef.mint(random);
    var row = new AnonymousRow();
    row.reference = reference.value();
    row.organisation = caller.organisation().value();
    row.country = area.country().value();
    row.area = area.value();
    row.notifiedOn = packs.of(area.country()).calendar().dayOf(clock.now());
    row.happened = form.happened();
    row.channel = form.channel();
    row.ageBand = form.ageBand().code(band -> band);
    row.sex = form.sex().code(sex -> sex);
    row.forms = codes(form.forms());
    row.whyRefused = codes(form.whyRefused());
    row.present = codes(form.present());
    row.language = form.language();
    row.interpreter = form.interpreter();
    row.rightsToldIn = form.rightsToldIn().code(language -> language);
    var code = ReturnCode.of(tokens.of(CODE, row.reference));
    row.codeHash = tokens.of(HASH, code.symbols());
    row.persistAndFlush();
    return new Kept(reference);
  }

  /** Each once; a list that was not given is told by why there is none. */
  private static String[] codes(Answer<List<String>> answer) {
    return answer.known().orElseGet(() -> List.of(answer.code(_ -> ""))).stream()
        .sorted()
        .distinct()
        .toArray(String[]::new);
  }

  private NotificationReceipt receipt(AnonymousRow row) {
    var country = new CountryCode(row.country);
    var calendar = packs.of(country).calendar();
    var workingDay = calendar.isWorkingDay(calendar.dayOf(clock.now()));
    return new NotificationReceipt(
        new NotificationRef(row.reference),
        row.notifiedOn,
        codeOf(row).asOnTheCard(),
        texts.in(row.language),
        organisations.onCall(country, "bed", workingDay).map(OnCall::line),
        organisations.onCall(country, "interpreter", workingDay).map(OnCall::line));
  }

  /** Made by the key that was in use then, which the hash tells from those that came since. */
  private ReturnCode codeOf(AnonymousRow row) {
    return tokens.everyOf(CODE, row.reference).stream()
        .map(ReturnCode::of)
        .filter(code ->
            hashesOf(code).stream().anyMatch(hash -> MessageDigest.isEqual(hash, row.codeHash)))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the key of a return code is gone"));
  }

  private CountryCode countryOf(Caller caller) {
    return organisations.get(caller.organisation()).country();
  }

  /** What was sent and then taken back, or never meant, was nobody. */
  private List<RefusalFigures.Unit> count(
      Caller caller, LocalDate from, LocalDate until, Optional<OrganisationCode> unit) {
    var country = countryOf(caller);
    var zone = packs.of(country).calendar().zone();
    return entities
        .createNativeQuery(
            """
            select unit, sum(anonymously), sum(referred) from (
              select organisation as unit, count(*) as anonymously, 0 as referred
                from anonymous_notification
               where country = ?1 and notified_on >= ?2 and notified_on < ?3
                 and (?6 = '' or organisation = ?6)
               group by organisation
              union all
              select sent_by, 0, count(*) from referral
               where country = ?1 and submitted_at >= ?4 and submitted_at < ?5
                 and state_name not in ('withdrawn', 'entered-in-error')
                 and (?6 = '' or sent_by = ?6)
               group by sent_by) as counted
            group by unit order by unit
            """,
            Object[].class)
        .setParameter(1, country.value())
        .setParameter(2, from)
        .setParameter(3, until)
        .setParameter(4, from.atStartOfDay(zone).toInstant())
        .setParameter(5, until.atStartOfDay(zone).toInstant())
        .setParameter(6, unit.map(OrganisationCode::value).orElse(""))
        .getResultList()
        .stream()
        .map(row ->
            RefusalFigures.Unit.of(
                new OrganisationCode((String) row[0]),
                ((Number) row[1]).longValue(),
                ((Number) row[2]).longValue()))
        .toList();
  }
}
