package org.opennrm.identification.thread;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.alarm.Alarms;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.identification.casefile.CaseFiles.HeldCase;
import org.opennrm.identification.consent.Consents;
import org.opennrm.identification.help.Help;
import org.opennrm.identification.help.HelpDesk;
import org.opennrm.identification.help.HelpDesk.Seen;
import org.opennrm.identification.help.HelpView;
import org.opennrm.identification.help.NextDates;
import org.opennrm.identification.help.NextDates.NextDate;
import org.opennrm.identification.help.NextDates.Without;
import org.opennrm.identification.help.model.HelpKinds;
import org.opennrm.identification.protection.HomeContact;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Idempotency;
import org.opennrm.platform.web.Problems;

/**
 * What whoever leads a case does for the person: asks others for help, lets another organisation
 * lead, and says when the next step is. Whoever identifies may do the same.
 */
@ApplicationScoped
class ThreadService {

  private static final int AT_ONCE = 50;
  private static final String NO_NEXT_DATE = "no-next-date";
  private static final List<String> LEADING = List.of("identification", HelpKinds.LEAD_SUPPORT);

  private final CaseFiles caseFiles;
  private final Consents consents;
  private final Help help;
  private final HelpDesk desk;
  private final NextDates nextDates;
  private final Alarms alarms;
  private final HomeContact homeContact;
  private final Idempotency idempotency;
  private final Aliases aliases;
  private final PolicyPacks packs;
  private final DomainClock clock;

  @Inject
  ThreadService(
      CaseFiles caseFiles,
      Consents consents,
      Help help,
      HelpDesk desk,
      NextDates nextDates,
      Alarms alarms,
      HomeContact homeContact,
      Idempotency idempotency,
      Aliases aliases,
      PolicyPacks packs,
      DomainClock clock) {
    this.caseFiles = caseFiles;
    this.consents = consents;
    this.help = help;
    this.desk = desk;
    this.nextDates = nextDates;
    this.alarms = alarms;
    this.homeContact = homeContact;
    this.idempotency = idempotency;
    this.aliases = aliases;
    this.packs = packs;
    this.clock = clock;
  }

  /** What a repeated request is answered by; the view is drawn anew. */
  record Asked(HandOverRef handOver) {}

  @Transactional
  Seen ask(Caller caller, CaseRef caseRef, String key, HelpForm form) {
    var held = caseFiles.heldBy(caller, caseRef, LEADING);
    var asked =
        idempotency
            .once(
                caller,
                "ask-for-help/" + caseRef,
                key,
                form,
                Asked.class,
                () -> askNew(caller, held, form))
            .answer();
    return desk.see(caller, asked.handOver());
  }

  @Transactional
  List<HelpView> ofCase(Caller caller, CaseRef caseRef) {
    caseFiles.heldBy(caller, caseRef, LEADING);
    return desk.ofCase(caller, caseRef);
  }

  @Transactional
  Seen changeLead(Caller caller, CaseRef caseRef, OrganisationCode to, String basis) {
    var held = caseFiles.heldBy(caller, caseRef, LEADING);
    held.mustBeOpen();
    return desk.see(
        caller, help.changeLead(caller, caseRef, held.country(), to, basis, clock.now()));
  }

  @Transactional
  NextDate nextDate(Caller caller, CaseRef caseRef) {
    caseFiles.heldBy(caller, caseRef, LEADING);
    return nextDates.of(caseRef);
  }

  @Transactional
  NextDate setNextDate(Caller caller, CaseRef caseRef, LocalDate on) {
    var held = caseFiles.heldBy(caller, caseRef, LEADING);
    held.mustBeOpen();
    var now = clock.now();
    var today = packs.of(held.country()).calendar().dayOf(now);
    if (on.isBefore(today) || on.isAfter(today.plusYears(1))) {
      throw Problems.invalid("on", "a day from today on, within a year");
    }
    nextDates.set(caseRef, held.country(), on, caller, now);
    alarms.settle(caseRef, NO_NEXT_DATE, caller.organisation(), now);
    return nextDates.of(caseRef);
  }

  /**
   * The coordinator hears of some of the cases that nobody has a next date for.
   *
   * @return whether there may be more
   */
  @Transactional
  boolean alarmOfSome() {
    var now = clock.now();
    var without = nextDates.takeToAlarm(now, AT_ONCE);
    for (var each : without) {
      alarms.raise(each.caseRef(), NO_NEXT_DATE, null, now);
      nextDates.alarmed(each.caseRef(), now);
    }
    return without.size() == AT_ONCE;
  }

  /** A case of the caller's that has no next date. */
  record WithoutNextDate(String caseAlias, Instant since, Optional<LocalDate> last) {}

  @Transactional
  List<WithoutNextDate> withoutNextDate(Caller caller, int limit) {
    return nextDates.casesWithoutNextDate(caller.organisation(), clock.now(), limit).stream()
        .map(each -> shown(caller, each))
        .toList();
  }

  private WithoutNextDate shown(Caller caller, Without each) {
    return new WithoutNextDate(aliases.of(each.caseRef(), caller), each.since(), each.last());
  }

  private Asked askNew(Caller caller, HeldCase held, HelpForm form) {
    held.mustBeOpen();
    var now = clock.now();
    var today = packs.of(held.country()).calendar().dayOf(now);
    HelpKinds.purposeToConsentTo(form.kind())
        .filter(purpose ->
            form.basis().equals("consent") && !consents.holdFor(purpose, held.caseRef(), today))
        .ifPresent(_ -> {
          throw Problems.refused("CONSENT_TO_THIS_HELP_IS_NEEDED", List.of("consents"));
        });
    if (form.kind().equals(HelpKinds.FAMILY_TRACING)) {
      homeContact.mustBeAllowed(held.caseRef());
    }
    var wish =
        new Help.Wish(
            form.kind(),
            Boolean.TRUE.equals(form.urgent()),
            form.basis(),
            Optional.ofNullable(form.to()));
    return new Asked(help.ask(caller, held.caseRef(), held.country(), wish, now));
  }
}
