package org.opennrm.identification.referral;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.identification.referral.model.Referral;
import org.opennrm.identification.referral.model.Referral.Submitted;
import org.opennrm.identification.referral.model.ReferralAccess;
import org.opennrm.identification.referral.model.ReferralCommand;
import org.opennrm.identification.referral.model.ReferralEvent;
import org.opennrm.identification.referral.model.ReferralRule;
import org.opennrm.identification.referral.model.ReferralRules;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.OnCall;
import org.opennrm.platform.access.Organisations;
import org.opennrm.platform.access.Vault;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.policy.model.AreaLevel;
import org.opennrm.platform.policy.model.ClockName;
import org.opennrm.platform.policy.model.PolicyPack;
import org.opennrm.platform.policy.model.Ruling;
import org.opennrm.platform.web.EntityVersion;
import org.opennrm.platform.web.Idempotency;
import org.opennrm.platform.web.Problems;

/**
 * One transaction for each thing that happens to a referral: load, access, decide, save, announce.
 */
@ApplicationScoped
class ReferralService {

  private static final String STEP = ReferralAnnouncer.STEP;

  private final ReferralStore store;
  private final ReferralAnnouncer announcer;
  private final ReferralViews views;
  private final CaseFiles caseFiles;
  private final Vault vault;
  private final AccessLog accessLog;
  private final Idempotency idempotency;
  private final Organisations organisations;
  private final PolicyPacks packs;
  private final DomainClock clock;
  private final ObjectMapper json;
  private final SecureRandom random = new SecureRandom();

  @Inject
  ReferralService(
      ReferralStore store,
      ReferralAnnouncer announcer,
      ReferralViews views,
      CaseFiles caseFiles,
      Vault vault,
      AccessLog accessLog,
      Idempotency idempotency,
      Organisations organisations,
      PolicyPacks packs,
      DomainClock clock,
      ObjectMapper json) {
    this.store = store;
    this.announcer = announcer;
    this.views = views;
    this.caseFiles = caseFiles;
    this.vault = vault;
    this.accessLog = accessLog;
    this.idempotency = idempotency;
    this.organisations = organisations;
    this.packs = packs;
    this.clock = clock;
    this.json = json;
  }

  @Transactional
  ReferralReceipt submit(Caller caller, String key, ReferralForm form) {
    var pack = packFor(form.area());
    return idempotency
        .once(
            caller,
            "submit-referral",
            key,
            form,
            ReferralReceipt.class,
            () -> submitNew(caller, form, pack))
        .answer();
  }

  private ReferralReceipt submitNew(Caller caller, ReferralForm form, PolicyPack pack) {
    var now = clock.now();
    var today = pack.calendar().dayOf(now);
    var country = countryOf(form.area());
    var owner = ownerOf(pack, form.area(), country, now);
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
    row.content = vault.seal(caseRef, contentField(row), written(form));
    caseFiles.open(caseRef, country, caller, now);
    store.insert(row, new Submitted(owner, due), caller, now);
    announcer.submitted(row, due, form, pack.areas().at(AreaLevel.REGION, form.area()), today);
    return new ReferralReceipt(
        new ReferralRef(row.reference),
        "received",
        true,
        new ReferralReceipt.Owner(owner, organisations.get(owner).name()),
        now,
        due.dueAt(),
        organisations.onCall(country, "bed").map(OnCall::line),
        organisations.onCall(country, "interpreter").map(OnCall::line));
  }

  @Transactional
  Seen see(Caller caller, ReferralRef reference) {
    var row = store.find(reference).orElseThrow(Problems::notFound);
    return seen(caller, row, store.stateOf(row));
  }

  /** What was sent, word for word; for its sender and for the holder of the step. */
  @Transactional
  JsonNode content(Caller caller, ReferralRef reference) {
    var row = store.find(reference).orElseThrow(Problems::notFound);
    var mine = row.sentBy.equals(caller.organisation().value());
    if (!mine && access(caller, row, store.stateOf(row)) != ReferralAccess.HOLDERS_VIEW) {
      throw Problems.notFound();
    }
    return openContent(caller, row, mine ? "own-record" : "identification");
  }

  @Transactional
  Seen handle(Caller caller, ReferralRef reference, EntityVersion seen, ReferralCommand command) {
    var row = store.take(reference).orElseThrow(Problems::notFound);
    var current = store.stateOf(row);
    var access = access(caller, row, current);
    if (access == ReferralAccess.NONE) {
      throw Problems.notFound();
    }
    seen.mustBe(new EntityVersion(row.version));
    mustBeTheirs(caller, row, current, command);
    var now = clock.now();
    return switch (ReferralRules.decide(current, command, now)) {
      case Ruling.Refused<Referral, ReferralEvent>(var rule) ->
          throw Problems.refused(rule.name(), views.possibleFor(caller, row, current));
      case Ruling.Moved<Referral, ReferralEvent>(var next, var events) -> {
        if (next instanceof Submitted(var _, var due)) {
          row.dueAt = due.dueAt();
        }
        store.save(row, next, command.getClass().getSimpleName(), caller, now);
        events.forEach(event -> announcer.happened(row, event, caller.organisation(), now));
        closeFileWhereNobodyIsLeft(row, next, caller, now);
        yield seenAfterChange(caller, row, next);
      }
    };
  }

  /** The sender answers what was asked; the answers join what was sent, which stays as it was. */
  @Transactional
  Seen tellMore(
      Caller caller, ReferralRef reference, EntityVersion seen, Map<String, JsonNode> answers) {
    var result = handle(caller, reference, seen, new ReferralCommand.GiveInformation());
    var row = store.take(reference).orElseThrow();
    store.tellLater(
        row,
        vault.seal(
            new CaseRef(row.caseRef),
            toldField(row, row.version),
            json.valueToTree(answers).toString()),
        clock.now());
    return result;
  }

  @Transactional
  Seen forward(Caller caller, ReferralRef reference, EntityVersion seen, OrganisationCode to) {
    var row = store.find(reference).orElseThrow(Problems::notFound);
    var now = clock.now();
    var pack = packs.of(new CountryCode(row.country));
    if (access(caller, row, store.stateOf(row)) != ReferralAccess.NONE
        && !organisations.mayDo(to, STEP, pack.calendar().dayOf(now))) {
      throw Problems.invalid("to", "an organisation whose mandate covers identification");
    }
    var due = pack.dueTimes(answerClock(row.immediateDanger.equals("yes")), now);
    return handle(caller, reference, seen, new ReferralCommand.Forward(to, due));
  }

  @Transactional
  ReferralSummary.Page inbox(
      Caller caller, @Nullable String state, Optional<ReferralStore.Cursor> after, int limit) {
    return views.inboxPage(store.inbox(caller.organisation(), state, after, limit + 1), limit);
  }

  @Transactional
  ReferralSummary.Page sent(Caller caller, Optional<ReferralStore.Cursor> after, int limit) {
    return views.sentPage(store.sentBy(caller.organisation(), after, limit + 1), limit);
  }

  /** A view with the version it shows. */
  record Seen(ReferralView view, EntityVersion version) {}

  private Seen seen(Caller caller, ReferralRow row, Referral state) {
    var view =
        switch (access(caller, row, state)) {
          case NONE -> throw Problems.notFound();
          case SENDERS_VIEW -> views.forSender(caller, row, state);
          case OFFER_VIEW -> views.forOwner(caller, row, state);
          case HOLDERS_VIEW ->
              views.forHolder(
                  caller, row, state, openContent(caller, row, "identification"), toldLater(row));
        };
    return new Seen(view, new EntityVersion(row.version));
  }

  /** After a hand-over the caller may see nothing any more; what it did was still done. */
  private Seen seenAfterChange(Caller caller, ReferralRow row, Referral next) {
    return access(caller, row, next) == ReferralAccess.NONE
        ? new Seen(views.handedOn(row, next), new EntityVersion(row.version))
        : seen(caller, row, next);
  }

  private static ReferralAccess access(Caller caller, ReferralRow row, Referral state) {
    return ReferralAccess.of(caller.organisation(), new OrganisationCode(row.sentBy), state);
  }

  private void mustBeTheirs(
      Caller caller, ReferralRow row, Referral state, ReferralCommand command) {
    var rightful = command.isTheSenders() ? row.sentBy : state.owner().value();
    if (!rightful.equals(caller.organisation().value())) {
      throw Problems.refused(
          (command.isTheSenders()
                  ? ReferralRule.ONLY_THE_SENDER_MAY
                  : ReferralRule.ONLY_THE_OWNER_ANSWERS)
              .name(),
          views.possibleFor(caller, row, state));
    }
  }

  /**
   * A referral that nobody holds any more leaves a file that nobody would look at: it closes, and
   * can reopen.
   */
  private void closeFileWhereNobodyIsLeft(
      ReferralRow row, Referral next, Caller caller, Instant now) {
    switch (next) {
      case Referral.Declined _, Referral.EnteredInError _ ->
          caseFiles.close(new CaseRef(row.caseRef), "opened-in-error", caller, now);
      case Referral.Withdrawn _ -> caseFiles.close(new CaseRef(row.caseRef), "other", caller, now);
      case Referral.Submitted _,
          Referral.Acknowledged _,
          Referral.InformationRequested _,
          Referral.Accepted _ -> {}
    }
  }

  private JsonNode openContent(Caller caller, ReferralRow row, String purpose) {
    accessLog.read(caller, row.caseRef, contentField(row), purpose);
    return read(vault.open(new CaseRef(row.caseRef), contentField(row), row.content));
  }

  private List<JsonNode> toldLater(ReferralRow row) {
    return store.toldLater(row).stream()
        .map(told ->
            read(
                vault.open(
                    new CaseRef(row.caseRef),
                    toldField(row, ((Number) told[0]).longValue()),
                    (byte[]) told[1])))
        .toList();
  }

  private static String contentField(ReferralRow row) {
    return "referral/" + row.reference + "/content";
  }

  private static String toldField(ReferralRow row, long version) {
    return "referral/" + row.reference + "/told/" + version;
  }

  private PolicyPack packFor(AreaCode area) {
    var country = countryOf(area);
    var pack = packs.of(country);
    var drawn =
        pack.country().isPresent()
            ? pack.areas().knows(area)
            : area.value().equals(country.value());
    if (!drawn) {
      throw Problems.invalid(
          "area", "an area of the country's policy pack; the country alone will do");
    }
    return pack;
  }

  private static CountryCode countryOf(AreaCode area) {
    try {
      return new CountryCode(area.value().substring(0, 2));
    } catch (IllegalArgumentException e) {
      throw Problems.invalid(
          "area", "an area that begins with its country (ISO 3166-1), such as ba-fed-sarajevo");
    }
  }

  /**
   * The pack's owner for the area and day; else who has the mandate in the country; else its
   * coordinator.
   */
  private OrganisationCode ownerOf(
      PolicyPack pack, AreaCode area, CountryCode country, Instant now) {
    var day = pack.calendar().dayOf(now);
    return pack.ownerOf(STEP, area, day)
        .filter(o -> organisations.find(o).isPresent())
        .or(() -> organisations.ownerIn(country, STEP, day))
        .or(() -> organisations.ownerIn(country, "coordination", day))
        .orElseThrow(
            () -> Problems.invalid("area", "a country in which somebody owns identification"));
  }

  private static ClockName answerClock(boolean danger) {
    return danger ? ClockName.REFERRAL_ANSWER_IN_DANGER : ClockName.REFERRAL_ANSWER;
  }

  private String written(ReferralForm form) {
    try {
      return json.writeValueAsString(form);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
