package org.opennrm.identification.referral;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.ReferralRef;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.identification.help.Help;
import org.opennrm.identification.referral.model.Referral;
import org.opennrm.identification.referral.model.Referral.Submitted;
import org.opennrm.identification.referral.model.ReferralAccess;
import org.opennrm.identification.referral.model.ReferralCommand;
import org.opennrm.identification.referral.model.ReferralEvent;
import org.opennrm.identification.referral.model.ReferralRule;
import org.opennrm.identification.referral.model.ReferralRules;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.Organisations;
import org.opennrm.platform.access.Vault;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
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
  private final Submissions submissions;
  private final ReferralAnnouncer announcer;
  private final ReferralViews views;
  private final CaseFiles caseFiles;
  private final Help help;
  private final Vault vault;
  private final AccessLog accessLog;
  private final Idempotency idempotency;
  private final Organisations organisations;
  private final PolicyPacks packs;
  private final DomainClock clock;
  private final ObjectMapper json;

  @Inject
  ReferralService(
      ReferralStore store,
      Submissions submissions,
      ReferralAnnouncer announcer,
      ReferralViews views,
      CaseFiles caseFiles,
      Help help,
      Vault vault,
      AccessLog accessLog,
      Idempotency idempotency,
      Organisations organisations,
      PolicyPacks packs,
      DomainClock clock,
      ObjectMapper json) {
    this.store = store;
    this.submissions = submissions;
    this.announcer = announcer;
    this.views = views;
    this.caseFiles = caseFiles;
    this.help = help;
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
    submissions
        .problemOfArea(form)
        .ifPresent(wrong -> {
          throw Problems.invalid(List.of(wrong));
        });
    return idempotency
        .once(
            caller,
            "submit-referral",
            key,
            form,
            ReferralReceipt.class,
            () -> submissions.submit(caller, form).receipt())
        .answer();
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
        endHelpWhereNobodyIsLeft(row, next, caller, now);
        events.forEach(event -> announcer.happened(row, event, caller.organisation(), now));
        closeFileWhereNobodyIsLeft(row, next, caller, now);
        letSomebodyLead(row, next, caller, now);
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
    var due = pack.dueTimes(Submissions.answerClock(row.immediateDanger.equals("yes")), now);
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

  /** Before anything is announced, as whoever is asked may answer at this very moment. */
  private void endHelpWhereNobodyIsLeft(
      ReferralRow row, Referral next, Caller caller, Instant now) {
    switch (next) {
      case Referral.Declined _, Referral.EnteredInError _, Referral.Withdrawn _ ->
          help.endFor(new CaseRef(row.caseRef), caller, now);
      case Referral.Submitted _,
          Referral.Acknowledged _,
          Referral.InformationRequested _,
          Referral.Accepted _ -> {}
    }
  }

  private void letSomebodyLead(ReferralRow row, Referral next, Caller caller, Instant now) {
    if (next instanceof Referral.Accepted) {
      help.beginLeadSupport(new CaseRef(row.caseRef), new CountryCode(row.country), caller, now);
    }
  }

  private JsonNode openContent(Caller caller, ReferralRow row, String purpose) {
    accessLog.read(caller, row.caseRef, Submissions.contentField(row), purpose);
    return read(vault.open(new CaseRef(row.caseRef), Submissions.contentField(row), row.content));
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

  private static String toldField(ReferralRow row, long version) {
    return "referral/" + row.reference + "/told/" + version;
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
