package org.opennrm.shelter.placement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.NeedRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.PlacementRef;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.Organisations;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.web.EntityVersion;
import org.opennrm.platform.web.Problems;
import org.opennrm.shelter.facility.Facilities;
import org.opennrm.shelter.facility.model.Matching;
import org.opennrm.shelter.facility.model.Mismatch;
import org.opennrm.shelter.placement.model.Placement;
import org.opennrm.shelter.placement.model.Placement.Arrived;
import org.opennrm.shelter.placement.model.Placement.Left;
import org.opennrm.shelter.placement.model.Placement.NotArrived;
import org.opennrm.shelter.placement.model.Placement.Sought;
import org.opennrm.shelter.placement.model.PlacementAccess;
import org.opennrm.shelter.placement.model.PlacementCommand;
import org.opennrm.shelter.placement.model.Reader;
import org.opennrm.shelter.stay.PlaceId;
import org.opennrm.shelter.stay.Places;

/**
 * One transaction for each thing that those with the person say: load, access, decide, save,
 * announce.
 */
@ApplicationScoped
class PlacementService {

  private final PlacementStore store;
  private final OfferStore offers;
  private final PlacementSteps steps;
  private final PlacementViews views;
  private final Facilities facilities;
  private final KeptApart keptApart;
  private final Places places;
  private final Organisations organisations;
  private final AccessLog accessLog;
  private final PolicyPacks packs;
  private final DomainClock clock;

  @Inject
  PlacementService(
      PlacementStore store,
      OfferStore offers,
      PlacementSteps steps,
      PlacementViews views,
      Facilities facilities,
      KeptApart keptApart,
      Places places,
      Organisations organisations,
      AccessLog accessLog,
      PolicyPacks packs,
      DomainClock clock) {
    this.store = store;
    this.offers = offers;
    this.steps = steps;
    this.views = views;
    this.facilities = facilities;
    this.keptApart = keptApart;
    this.places = places;
    this.organisations = organisations;
    this.accessLog = accessLog;
    this.packs = packs;
    this.clock = clock;
  }

  /** A view with the version it shows. */
  record Seen(PlacementView view, EntityVersion version) {}

  @Transactional
  Seen see(Caller caller, PlacementRef ref) {
    var row = store.find(ref).orElseThrow(Problems::notFound);
    var state = store.stateOf(row);
    if (access(caller, row, state) == PlacementAccess.NONE) {
      throw Problems.notFound();
    }
    accessLog.read(caller, row.caseRef, "placement/" + row.ref, PlacementAnnouncer.STEP);
    return seen(caller, row, state);
  }

  @Transactional
  PlacementSummary.Page list(
      Caller caller, Optional<CaseRef> ofCase, Optional<Cursor> after, int limit) {
    var rows = store.visibleTo(reader(caller), ofCase, after, limit + 1);
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    return new PlacementSummary.Page(
        shown.stream().map(row -> views.summary(caller, row, store.stateOf(row))).toList(),
        rows.size() > limit
            ? Optional.of(new Cursor(shown.getLast().soughtAt, shown.getLast().ref).written())
            : Optional.empty());
  }

  @Transactional
  Seen personAnswers(
      Caller caller, PlacementRef ref, Optional<EntityVersion> seen, PersonAnswerForm form) {
    var row = opened(caller, ref, seen);
    var change = new PlacementChange(row, store.stateOf(row), Author.of(caller), clock.now());
    if (form.isAlreadyTheAnswerIn(change.state())) {
      return seen(caller, row, change.state());
    }
    takeOrRefuse(caller, change, form.command());
    if (change.state() instanceof Sought) {
      steps.offerAround(change, store.profileOf(new NeedRef(row.need)));
    }
    return concluded(caller, change);
  }

  @Transactional
  Seen arrive(Caller caller, PlacementRef ref, Optional<EntityVersion> seen) {
    var row = opened(caller, ref, seen);
    var state = store.stateOf(row);
    if (state instanceof Arrived) {
      return seen(caller, row, state);
    }
    var facility = state.heldPlace().orElseThrow(Problems::notFound).facility();
    places.lock(facility);
    var now = clock.now();
    var isKept = places.has(ref, now);
    // Whoever comes late is let in where there is still room.
    Optional<PlaceId> another =
        state instanceof NotArrived && !isKept
            ? places.free(facility, now, null)
            : Optional.empty();
    var change = new PlacementChange(row, state, Author.of(caller), now);
    takeOrRefuse(
        caller,
        change,
        new PlacementCommand.Arrive(isKept || another.isPresent(), store.isHousedElsewhere(row)));
    if (isKept) {
      places.keepWithoutEnd(ref, now);
    } else {
      places.give(another.orElseThrow(), ref, now, null);
    }
    return concluded(caller, change);
  }

  @Transactional
  Seen reportNotArrived(Caller caller, PlacementRef ref, Optional<EntityVersion> seen) {
    var row = opened(caller, ref, seen);
    var change = new PlacementChange(row, store.stateOf(row), Author.of(caller), clock.now());
    if (change.state() instanceof NotArrived) {
      return seen(caller, row, change.state());
    }
    takeOrRefuse(caller, change, new PlacementCommand.ReportNotArrived());
    return concluded(caller, change);
  }

  @Transactional
  Seen leave(Caller caller, PlacementRef ref, Optional<EntityVersion> seen, DepartureForm form) {
    var row = opened(caller, ref, seen);
    var change = new PlacementChange(row, store.stateOf(row), Author.of(caller), clock.now());
    if (change.state() instanceof Left left && left.reason() == form.exitReason()) {
      return seen(caller, row, left);
    }
    takeOrRefuse(caller, change, new PlacementCommand.Leave(form.exitReason()));
    return concluded(caller, change);
  }

  /** The placement, locked, where the caller may see it and has seen this version of it. */
  private PlacementRow opened(Caller caller, PlacementRef ref, Optional<EntityVersion> seen) {
    var row = store.take(ref).orElseThrow(Problems::notFound);
    if (access(caller, row, store.stateOf(row)) == PlacementAccess.NONE) {
      throw Problems.notFound();
    }
    seen.ifPresent(version -> version.mustBe(new EntityVersion(row.version)));
    return row;
  }

  private void takeOrRefuse(Caller caller, PlacementChange change, PlacementCommand command) {
    var possibleNow =
        views.possibleFor(access(caller, change.row(), change.state()), change.state());
    steps
        .take(change, command)
        .ifPresent(rule -> {
          throw Problems.refused(rule.name(), possibleNow);
        });
  }

  /** After a step the caller may see nothing any more; what it did was still done. */
  private Seen concluded(Caller caller, PlacementChange change) {
    steps.conclude(change);
    return access(caller, change.row(), change.state()) == PlacementAccess.NONE
        ? new Seen(views.released(change.row()), new EntityVersion(change.row().version))
        : seen(caller, change.row(), change.state());
  }

  private Seen seen(Caller caller, PlacementRow row, Placement state) {
    var profile = store.profileOf(new NeedRef(row.need));
    var view =
        switch (access(caller, row, state)) {
          case OPERATORS_VIEW -> views.forOperator(caller, row, state, profile);
          case SENDERS_VIEW -> views.forSender(caller, row, state, profile);
          case COORDINATORS_VIEW ->
              views.forCoordinator(
                  caller,
                  row,
                  state,
                  profile,
                  offers.ofPlacement(new PlacementRef(row.ref)),
                  suitability(row));
          case NONE -> throw Problems.notFound();
        };
    return new Seen(view, new EntityVersion(row.version));
  }

  private List<PlacementView.Suitability> suitability(PlacementRow row) {
    var country = new CountryCode(row.country);
    var ofOthers = keptApart.housesOfOthers(new CaseRef(row.caseRef));
    var profile = Profiles.of(store.profileOf(new NeedRef(row.need)));
    return facilities.inCountry(country).stream()
        .map(facility -> {
          var mismatches = Matching.mismatches(facility, profile, packs.of(country));
          if (ofOthers.contains(facility.code())) {
            mismatches.add(Mismatch.KEEP_APART);
          }
          return PlacementView.Suitability.of(facility, mismatches);
        })
        .toList();
  }

  private PlacementAccess access(Caller caller, PlacementRow row, Placement state) {
    return PlacementAccess.of(
        reader(caller),
        state,
        new CountryCode(row.country),
        new OrganisationCode(row.neededBy),
        caller.is("identifier")
            && store.holdsIdentification(new CaseRef(row.caseRef), caller.organisation()));
  }

  private Reader reader(Caller caller) {
    return new Reader(
        caller.organisation(),
        caller.is("shelter-worker"),
        caller.is("identifier"),
        caller.is("coordinator")
            ? Optional.of(organisations.get(caller.organisation()).country())
            : Optional.empty());
  }
}
