package org.opennrm.identification.referral;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.identification.help.FirstContact;
import org.opennrm.identification.help.Help;
import org.opennrm.identification.help.PersonCodes;
import org.opennrm.identification.referral.model.Referral.Submitted;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.OnCall;
import org.opennrm.platform.access.Organisations;
import org.opennrm.platform.access.Vault;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.policy.model.AreaLevel;
import org.opennrm.platform.policy.model.ClockName;
import org.opennrm.platform.policy.model.PolicyPack;
import org.opennrm.platform.web.FieldProblem;

/**
 * Makes a referral, and with it the person's file, out of what an officer wrote: who owns the step
 * in that area today, by when they answer, and who is told.
 */
@ApplicationScoped
class Submissions {

  private static final String STEP = ReferralAnnouncer.STEP;

  private final ReferralStore store;
  private final ReferralAnnouncer announcer;
  private final CaseFiles caseFiles;
  private final Help help;
  private final Vault vault;
  private final Organisations organisations;
  private final PolicyPacks packs;
  private final DomainClock clock;
  private final ObjectMapper json;
  private final SecureRandom random = new SecureRandom();

  @Inject
  Submissions(
      ReferralStore store,
      ReferralAnnouncer announcer,
      CaseFiles caseFiles,
      Help help,
      Vault vault,
      Organisations organisations,
      PolicyPacks packs,
      DomainClock clock,
      ObjectMapper json) {
    this.store = store;
    this.announcer = announcer;
    this.caseFiles = caseFiles;
    this.help = help;
    this.vault = vault;
    this.organisations = organisations;
    this.packs = packs;
    this.clock = clock;
    this.json = json;
  }

  /** Which case it is of, and what the sender gets. */
  record Stored(CaseRef caseRef, ReferralReceipt receipt) {}

  /** Whether the area is one that somebody owns; what would be, if not. */
  Optional<FieldProblem> problemOfArea(ReferralForm form) {
    var country = countryOf(form.area());
    if (country.isEmpty()) {
      return wrongArea(
          "an area that begins with its country (ISO 3166-1), such as ba-fed-sarajevo");
    }
    var pack = packs.of(country.get());
    var drawn =
        pack.country().isPresent()
            ? pack.areas().knows(form.area())
            : form.area().value().equals(country.get().value());
    if (!drawn) {
      return wrongArea("an area of the country's policy pack; the country alone will do");
    }
    return ownerOf(pack, form.area(), country.get(), clock.now()).isEmpty()
        ? wrongArea("a country in which somebody owns identification")
        : Optional.empty();
  }

  /**
   * @param form whose area has no problem
   */
  @Transactional(TxType.MANDATORY)
  Stored submit(Caller caller, ReferralForm form) {
    var now = clock.now();
    var country = countryOf(form.area()).orElseThrow();
    var pack = packs.of(country);
    var today = pack.calendar().dayOf(now);
    var owner = ownerOf(pack, form.area(), country, now).orElseThrow();
    var due = pack.dueTimes(answerClock(form.inImmediateDanger()), now);
    var row = new ReferralRow();
    row.reference = ReferralRef.mint(random).value();
    row.caseRef = CaseRef.mint(random).value();
    row.handOver = HandOverRef.mint(random).value();
    row.country = country.value();
    row.sentBy = caller.organisation().value();
    row.channel = form.channel();
    row.area = form.area().value();
    row.immediateDanger = form.immediateDangerAsTold();
    row.child = form.childOn(today);
    row.sendersOwn = form.ownReference();
    row.submittedAt = now;
    row.dueAt = due.dueAt();
    var caseRef = new CaseRef(row.caseRef);
    var workingDay = pack.calendar().isWorkingDay(today);
    row.content = vault.seal(caseRef, contentField(row), written(form));
    caseFiles.open(new CaseFiles.Opening(caseRef, country, form.area(), row.child), caller, now);
    store.insert(row, new Submitted(owner, due), caller, now);
    var asked = help.fromFirstContact(firstContact(row, form, owner, today), caller, now);
    announcer.submitted(
        row, due, form, pack.areas().at(AreaLevel.REGION, form.area()), today, asked);
    return new Stored(
        caseRef,
        new ReferralReceipt(
            new ReferralRef(row.reference),
            "received",
            true,
            new ReferralReceipt.Owner(owner, organisations.get(owner).name()),
            now,
            due.dueAt(),
            organisations.onCall(country, "bed", workingDay).map(OnCall::line),
            organisations.onCall(country, "interpreter", workingDay).map(OnCall::line)));
  }

  static ClockName answerClock(boolean danger) {
    return danger ? ClockName.REFERRAL_ANSWER_IN_DANGER : ClockName.REFERRAL_ANSWER;
  }

  static String contentField(ReferralRow row) {
    return "referral/" + row.reference + "/content";
  }

  private static FirstContact firstContact(
      ReferralRow row, ReferralForm form, OrganisationCode owner, LocalDate today) {
    var who = form.personOrNobodyAsked();
    return new FirstContact(
        new CaseRef(row.caseRef),
        new CountryCode(row.country),
        form.area(),
        owner,
        row.child.equals("yes") || row.child.equals("in-doubt"),
        form.detainedNow().known().orElse(false) || form.chargedOrFinedNow().known().orElse(false),
        form.sharing().basis(),
        new PersonCodes(
            who.sex().code(code -> code),
            form.ageBandOn(today),
            who.languages().known().orElseGet(() -> List.of(who.languages().code(_ -> "")))));
  }

  private static Optional<FieldProblem> wrongArea(String expected) {
    return Optional.of(new FieldProblem("area", expected));
  }

  private static Optional<CountryCode> countryOf(AreaCode area) {
    try {
      return Optional.of(new CountryCode(area.value().substring(0, 2)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The pack's owner for the area and day; else who has the mandate in the country; else its
   * coordinator.
   */
  private Optional<OrganisationCode> ownerOf(
      PolicyPack pack, AreaCode area, CountryCode country, Instant now) {
    var day = pack.calendar().dayOf(now);
    return pack.ownerOf(STEP, area, day)
        .filter(o -> organisations.find(o).isPresent())
        .or(() -> organisations.ownerIn(country, STEP, day))
        .or(() -> organisations.ownerIn(country, "coordination", day));
  }

  private String written(ReferralForm form) {
    try {
      return json.writeValueAsString(form);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
