package org.opennrm.identification.help;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.help.model.AskedHelp;
import org.opennrm.identification.help.model.HelpAccess;
import org.opennrm.identification.help.model.HelpCommand;
import org.opennrm.identification.help.model.HelpKinds;
import org.opennrm.identification.help.model.HelpRule;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.Standing;
import org.opennrm.platform.access.Standings;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.web.EntityVersion;
import org.opennrm.platform.web.Problems;

/** Where whoever is asked finds what waits, and answers; and whoever asked follows it. */
@ApplicationScoped
public class HelpDesk {

  private static final String IDENTIFICATION = "identification";

  private final HelpStore store;
  private final HelpChanges changes;
  private final Help help;
  private final HelpViews views;
  private final HelpAnnouncer announcer;
  private final Standings standings;
  private final AccessLog accessLog;
  private final DomainClock clock;

  @Inject
  HelpDesk(
      HelpStore store,
      HelpChanges changes,
      Help help,
      HelpViews views,
      HelpAnnouncer announcer,
      Standings standings,
      AccessLog accessLog,
      DomainClock clock) {
    this.store = store;
    this.changes = changes;
    this.help = help;
    this.views = views;
    this.announcer = announcer;
    this.standings = standings;
    this.accessLog = accessLog;
    this.clock = clock;
  }

  /** A view with the version it shows. */
  public record Seen(HelpView view, EntityVersion version) {}

  /**
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 404 for what is not the caller's, whether
   *     it exists or not
   */
  @Transactional
  public Seen see(Caller caller, HandOverRef handOver) {
    var row = store.find(handOver).orElseThrow(Problems::notFound);
    var state = store.stateOf(row);
    var leads = leads(caller, new CaseRef(row.caseRef));
    var seen = seen(caller, row, state, leads);
    if (seen.view().person().isPresent()) {
      accessLog.read(caller, row.caseRef, "help", row.kind);
    }
    return seen;
  }

  /** Everything that was asked for in a case; for whoever leads it. */
  @Transactional
  public List<HelpView> ofCase(Caller leading, CaseRef caseRef) {
    var now = clock.now();
    accessLog.read(leading, caseRef.value(), "help-of-case", IDENTIFICATION);
    return store.ofCase(caseRef).stream()
        .map(row -> views.view(leading, row, store.stateOf(row), true, now))
        .toList();
  }

  @Transactional
  Seen handle(Caller caller, HandOverRef handOver, EntityVersion seen, HelpCommand command) {
    var row = store.take(handOver).orElseThrow(Problems::notFound);
    var current = store.stateOf(row);
    var leads = leads(caller, new CaseRef(row.caseRef));
    if (HelpAccess.of(caller.organisation(), new OrganisationCode(row.askedBy), current, leads)
        == HelpAccess.NONE) {
      throw Problems.notFound();
    }
    seen.mustBe(new EntityVersion(row.version));
    mustBeTheirs(caller, current, command, leads);
    var changed =
        changes.decide(
            row, command, caller, clock.now(), () -> views.possibleFor(caller, current, leads));
    var events = new ArrayList<>(changed.events());
    if (changed.next() instanceof AskedHelp.Declined) {
      events.addAll(help.goOn(row, caller, clock.now()));
    }
    announcer.announce(events);
    return seen(caller, row, changed.next(), leads(caller, new CaseRef(row.caseRef)));
  }

  @Transactional
  HelpSummary.Page inbox(
      Caller caller, @Nullable String state, Optional<HelpStore.Cursor> after, int limit) {
    return views.page(
        store.inbox(caller.organisation(), state, after, limit + 1), limit, clock.now());
  }

  private Seen seen(Caller caller, HelpRow row, AskedHelp state, boolean leads) {
    return new Seen(
        views.view(caller, row, state, leads, clock.now()), new EntityVersion(row.version));
  }

  private boolean leads(Caller caller, CaseRef caseRef) {
    return holds(caller, caseRef, IDENTIFICATION) || holds(caller, caseRef, HelpKinds.LEAD_SUPPORT);
  }

  private boolean holds(Caller caller, CaseRef caseRef, String step) {
    return standings.of(caseRef, caller.organisation(), step).contains(Standing.HOLDS);
  }

  private void mustBeTheirs(Caller caller, AskedHelp state, HelpCommand command, boolean leads) {
    var theirs = command.isTheReceivers() ? state.owner().equals(caller.organisation()) : leads;
    if (!theirs) {
      throw Problems.refused(
          (command.isTheReceivers()
                  ? HelpRule.ONLY_THE_RECEIVER_ANSWERS
                  : HelpRule.ONLY_WHO_LEADS_WITHDRAWS)
              .name(),
          views.possibleFor(caller, state, leads));
    }
  }
}
