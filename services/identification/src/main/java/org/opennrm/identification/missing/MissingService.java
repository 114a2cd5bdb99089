package org.opennrm.identification.missing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.identification.missing.model.Missing;
import org.opennrm.identification.missing.model.MissingCommand;
import org.opennrm.identification.missing.model.MissingEvent;
import org.opennrm.identification.missing.model.MissingRule;
import org.opennrm.identification.missing.model.MissingRules;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.Standings;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.model.Ruling;
import org.opennrm.platform.web.EntityVersion;
import org.opennrm.platform.web.Idempotency;
import org.opennrm.platform.web.Problems;

/**
 * One transaction for each thing that happens while somebody is missing. Whoever holds a step of
 * the case may report it and search: the house notices first. A closed file does not stand in the
 * way of it.
 */
@ApplicationScoped
class MissingService {

  private static final Map<Class<? extends MissingCommand>, String> STEPS =
      Map.of(
          MissingCommand.Search.class, "search",
          MissingCommand.Find.class, "found",
          MissingCommand.RecordDeath.class, "death",
          MissingCommand.EndSearch.class, "unresolved");

  private final MissingStore store;
  private final MissingAnnouncer announcer;
  private final CaseFiles caseFiles;
  private final Standings standings;
  private final AccessLog accessLog;
  private final Idempotency idempotency;
  private final DomainClock clock;

  @Inject
  MissingService(
      MissingStore store,
      MissingAnnouncer announcer,
      CaseFiles caseFiles,
      Standings standings,
      AccessLog accessLog,
      Idempotency idempotency,
      DomainClock clock) {
    this.store = store;
    this.announcer = announcer;
    this.caseFiles = caseFiles;
    this.standings = standings;
    this.accessLog = accessLog;
    this.idempotency = idempotency;
    this.clock = clock;
  }

  /** A view with the version it shows. */
  record Seen(MissingView view, EntityVersion version) {}

  /** What a repeated report is answered by. */
  record Kept(UUID id) {}

  @Transactional
  Seen report(Caller caller, CaseRef caseRef, String key) {
    mustHoldAStep(caller, caseRef);
    var kept =
        idempotency
            .once(
                caller,
                "report-missing/" + caseRef,
                key,
                Map.of(),
                Kept.class,
                () -> new Kept(reportNew(caller, caseRef).id))
            .answer();
    return seen(store.get(kept.id()));
  }

  @Transactional
  Seen see(Caller caller, CaseRef caseRef) {
    mustHoldAStep(caller, caseRef);
    var row = store.latest(caseRef).orElseThrow(Problems::notFound);
    accessLog.read(caller, caseRef.value(), "missing", "search");
    return seen(row);
  }

  @Transactional
  Seen handle(Caller caller, CaseRef caseRef, EntityVersion seen, MissingCommand command) {
    mustHoldAStep(caller, caseRef);
    var row = store.takeLatest(caseRef).orElseThrow(Problems::notFound);
    seen.mustBe(new EntityVersion(row.version));
    var current = store.stateOf(row);
    var now = clock.now();
    switch (MissingRules.decide(current, command, now)) {
      case Ruling.Refused<Missing, MissingEvent>(var rule) ->
          throw Problems.refused(rule.name(), possibleIn(current));
      case Ruling.Moved<Missing, MissingEvent>(var next, var events) -> {
        store.save(row, next, command.getClass().getSimpleName(), caller, now);
        events.forEach(event -> announcer.happened(caseRef, event, caller, now));
      }
    }
    return seen(row);
  }

  private MissingRow reportNew(Caller caller, CaseRef caseRef) {
    store.oneReporterAtATime(caseRef);
    if (caseFiles.hasDied(caseRef)) {
      throw Problems.refused(MissingRule.PERSON_HAS_DIED.name(), List.of());
    }
    var latest = store.latest(caseRef);
    var now = clock.now();
    return switch (MissingRules.report(latest.map(store::stateOf), caller.organisation(), now)) {
      case Ruling.Refused<Missing, MissingEvent>(var rule) ->
          throw Problems.refused(
              rule.name(),
              latest.map(store::stateOf).map(MissingService::possibleIn).orElseThrow());
      case Ruling.Moved<Missing, MissingEvent>(var _, var events) -> {
        var row =
            store.insert(
                caseRef,
                latest.map(last -> last.episode + 1).orElse(1),
                new Missing.Reported(caller.organisation(), now),
                caller);
        events.forEach(event -> announcer.happened(caseRef, event, caller, now));
        yield row;
      }
    };
  }

  /** Not theirs and not there look the same. */
  private void mustHoldAStep(Caller caller, CaseRef caseRef) {
    if (!standings.holdsAny(caseRef, caller.organisation())) {
      throw Problems.notFound();
    }
  }

  private static List<String> possibleIn(Missing state) {
    return MissingRules.possibleIn(state).stream().map(STEPS::get).sorted().toList();
  }

  private Seen seen(MissingRow row) {
    var state = store.stateOf(row);
    var view =
        switch (state) {
          case Missing.Reported s -> view(row, state, s.by(), s.at());
          case Missing.Searching s ->
              new MissingView(
                  row.episode,
                  row.stateName,
                  new OrganisationCode(row.reportedBy),
                  row.reportedAt,
                  s.owner(),
                  s.since(),
                  Optional.of(s.owner()),
                  Optional.of(s.policeMayBeTold().stream().sorted().toList()),
                  Optional.empty(),
                  possibleIn(state));
          case Missing.Unresolved s ->
              new MissingView(
                  row.episode,
                  row.stateName,
                  new OrganisationCode(row.reportedBy),
                  row.reportedAt,
                  s.by(),
                  s.at(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of(
                      switch (s.reviewedBy()) {
                        case COORDINATOR -> "coordinator";
                        case SECOND_PERSON -> "second-person";
                      }),
                  possibleIn(state));
          case Missing.FoundSafe s -> view(row, state, s.by(), s.at());
          case Missing.FoundInDanger s -> view(row, state, s.by(), s.at());
          case Missing.Died s -> view(row, state, s.by(), s.at());
        };
    return new Seen(view, new EntityVersion(row.version));
  }

  private static MissingView view(
      MissingRow row, Missing state, OrganisationCode by, Instant since) {
    return new MissingView(
        row.episode,
        row.stateName,
        new OrganisationCode(row.reportedBy),
        row.reportedAt,
        by,
        since,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        possibleIn(state));
  }
}
