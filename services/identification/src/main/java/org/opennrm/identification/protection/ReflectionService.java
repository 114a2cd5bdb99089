package org.opennrm.identification.protection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ReflectionEndedV1;
import org.opennrm.contracts.ReflectionGrantedV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.identification.casefile.CaseFollower;
import org.opennrm.identification.protection.model.Reflection;
import org.opennrm.identification.protection.model.ReflectionCommand;
import org.opennrm.identification.protection.model.ReflectionEvent;
import org.opennrm.identification.protection.model.ReflectionRules;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.HandOvers;
import org.opennrm.platform.messaging.StateCodec;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.policy.model.Ruling;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.EntityVersion;
import org.opennrm.platform.web.Problems;

/**
 * One transaction for each thing that happens to a time to reflect. Where the pack says so it
 * begins by itself with the presumption.
 */
@ApplicationScoped
class ReflectionService implements CaseFollower {

  private static final String CLAIMS_ASYLUM = "claims-asylum";
  private static final StateCodec<Reflection> STATES = StateCodec.of(Reflection.class);
  private static final Map<Class<? extends ReflectionCommand>, String> STEPS =
      Map.of(
          ReflectionCommand.Apply.class, "application",
          ReflectionCommand.Grant.class, "grant",
          ReflectionCommand.Refuse.class, "refusal",
          ReflectionCommand.Extend.class, "extension",
          ReflectionCommand.End.class, "end");

  private final ReflectionStore store;
  private final StayService stays;
  private final CaseFiles caseFiles;
  private final HandOvers handOvers;
  private final PolicyPacks packs;
  private final AccessLog accessLog;
  private final Aliases aliases;
  private final DomainClock clock;

  @Inject
  ReflectionService(
      ReflectionStore store,
      StayService stays,
      CaseFiles caseFiles,
      HandOvers handOvers,
      PolicyPacks packs,
      AccessLog accessLog,
      Aliases aliases,
      DomainClock clock) {
    this.store = store;
    this.stays = stays;
    this.caseFiles = caseFiles;
    this.handOvers = handOvers;
    this.packs = packs;
    this.accessLog = accessLog;
    this.aliases = aliases;
    this.clock = clock;
  }

  /** A view with the version it shows. */
  record Seen(ReflectionView view, EntityVersion version) {}

  /** What is asked, once the country is known. */
  interface Asked {
    ReflectionCommand of(CountryCode country, Instant now);
  }

  @Transactional
  Seen see(Caller caller, CaseRef caseRef) {
    caseFiles.heldBy(caller, caseRef);
    accessLog.read(caller, caseRef.value(), "reflection", "identification");
    var version = store.find(caseRef).map(row -> row.version).orElse(0L);
    return seen(caller, caseRef, store.of(caseRef), version);
  }

  @Transactional
  Seen handle(Caller caller, CaseRef caseRef, EntityVersion seen, Asked asked) {
    var held = caseFiles.heldBy(caller, caseRef);
    held.mustBeOpen();
    var row = store.take(caseRef);
    seen.mustBe(new EntityVersion(row.version));
    var now = clock.now();
    return seen(
        caller, caseRef, decide(row, asked.of(held.country(), now), caller, now), row.version);
  }

  /** Those that run out within this time, and those that have run out and nobody ended. */
  @Transactional
  List<ReflectionView> endingWithin(Caller caller, Duration time, int limit) {
    var now = clock.now();
    return store.endingUntil(caller.organisation(), now.plus(time), limit).stream()
        .map(row -> seen(caller, new CaseRef(row.caseRef), store.stateOf(row), row.version).view())
        .toList();
  }

  /** The end of a time that begins then, by the country's pack. */
  Instant untilFrom(CountryCode country, Instant from, @Nullable Instant asked) {
    var pack = packs.of(country);
    return Optional.ofNullable(asked)
        .orElseGet(() ->
            from.atZone(pack.calendar().zone()).plus(pack.protection().reflection()).toInstant());
  }

  @Override
  public void presumed(CaseRef caseRef, CountryCode country, Caller by, Instant at) {
    if (packs.of(country).protection().reflectionIsAutomatic()) {
      var row = store.take(caseRef);
      var grant = new ReflectionCommand.Grant(by.organisation(), at, untilFrom(country, at, null));
      // Somebody may have been granted it before they were presumed; then it runs already.
      if (ReflectionRules.possibleIn(store.stateOf(row)).contains(grant.getClass())) {
        decide(row, grant, by, at);
      }
    }
  }

  private Reflection decide(ReflectionRow row, ReflectionCommand command, Caller by, Instant now) {
    var current = store.stateOf(row);
    return switch (ReflectionRules.decide(current, command, now)) {
      case Ruling.Refused<Reflection, ReflectionEvent>(var rule) ->
          throw Problems.refused(rule.name(), possibleIn(current));
      case Ruling.Moved<Reflection, ReflectionEvent>(var next, var events) -> {
        store.save(row, next, command.getClass().getSimpleName(), by, now);
        for (var event : events) {
          handOvers.announce(published(new CaseRef(row.caseRef), event, by.organisation(), now));
        }
        if (next instanceof Reflection.Ended ended && ended.outcomes().contains(CLAIMS_ASYLUM)) {
          stays.asylumIsClaimed(by, new CaseRef(row.caseRef), now);
        }
        yield next;
      }
    };
  }

  private static List<PublishedEvent> published(
      CaseRef caseRef, ReflectionEvent event, OrganisationCode by, Instant at) {
    return switch (event) {
      case ReflectionEvent.Runs(var from, var until) ->
          List.of(new ReflectionGrantedV1(caseRef, by, from, until, at));
      case ReflectionEvent.Ended _ -> List.of(new ReflectionEndedV1(caseRef, by, at));
      // That somebody asked, or was refused, is between them and the authority.
      case ReflectionEvent.Applied _, ReflectionEvent.Refused _ -> List.of();
    };
  }

  private static List<String> possibleIn(Reflection state) {
    return ReflectionRules.possibleIn(state).stream().map(STEPS::get).sorted().toList();
  }

  private Seen seen(Caller caller, CaseRef caseRef, Reflection state, long version) {
    return new Seen(
        ReflectionView.of(
            aliases.of(caseRef, caller),
            STATES.nameOf(state),
            state,
            possibleIn(state),
            clock.now()),
        new EntityVersion(version));
  }
}
