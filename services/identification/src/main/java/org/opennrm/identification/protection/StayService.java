package org.opennrm.identification.protection;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.opennrm.contracts.HomeContactAllowedV1;
import org.opennrm.contracts.HomeContactForbiddenV1;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.identification.casefile.CaseFiles.HeldCase;
import org.opennrm.identification.protection.StayStore.Residence;
import org.opennrm.identification.protection.StayStore.Right;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.HandOvers;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.web.Aliases;

/**
 * What a stay rests on: rights one by one, papers, open claims, and whether anybody at home may be
 * told or asked. While asylum is claimed or considered, or the person says no, nobody is.
 */
@ApplicationScoped
class StayService {

  private static final String ASYLUM = "asylum";

  private final StayStore store;
  private final CaseFiles caseFiles;
  private final HandOvers handOvers;
  private final PolicyPacks packs;
  private final AccessLog accessLog;
  private final Aliases aliases;
  private final DomainClock clock;

  @Inject
  StayService(
      StayStore store,
      CaseFiles caseFiles,
      HandOvers handOvers,
      PolicyPacks packs,
      AccessLog accessLog,
      Aliases aliases,
      DomainClock clock) {
    this.store = store;
    this.caseFiles = caseFiles;
    this.handOvers = handOvers;
    this.packs = packs;
    this.accessLog = accessLog;
    this.aliases = aliases;
    this.clock = clock;
  }

  /**
   * @param stands {@code not-asked} as long as nobody told anything
   */
  record RightView(
      String right,
      String stands,
      Optional<LocalDate> from,
      Optional<LocalDate> until,
      Optional<OrganisationCode> by) {}

  /**
   * @param ending {@code ten-days}, {@code three-days} or {@code expired}; absent when it is far
   */
  record ResidenceView(
      String kind,
      String authority,
      LocalDate from,
      Optional<LocalDate> until,
      Optional<String> ending) {}

  /**
   * @param noHomeContact nobody at home is told or asked anything
   */
  record View(
      String caseAlias,
      List<RightView> rights,
      List<ResidenceView> residences,
      List<String> openClaims,
      boolean noHomeContact) {}

  @Transactional
  View see(Caller caller, CaseRef caseRef) {
    var held = caseFiles.heldBy(caller, caseRef);
    accessLog.read(caller, caseRef.value(), "stay", "identification");
    return view(caller, held);
  }

  @Transactional
  View tell(Caller caller, CaseRef caseRef, StayForms.RightForm form, String code) {
    var held = heldOpen(caller, caseRef);
    store.add(
        caseRef,
        new Right(
            code,
            form.stands(),
            form.from(),
            form.until(),
            clock.now(),
            caller.organisation().value()),
        caller);
    return view(caller, held);
  }

  @Transactional
  View tell(Caller caller, CaseRef caseRef, StayForms.ResidenceForm form) {
    var held = heldOpen(caller, caseRef);
    store.add(
        caseRef,
        new Residence(form.kind(), form.authority(), form.from(), form.until(), clock.now()),
        caller);
    return view(caller, held);
  }

  @Transactional
  View tellClaim(Caller caller, CaseRef caseRef, String kind, boolean open) {
    var held = heldOpen(caller, caseRef);
    store.claim(caseRef, kind, open, caller, clock.now());
    homeContact(caller, caseRef, store.wishesNoHomeContact(caseRef));
    return view(caller, held);
  }

  @Transactional
  View tellHomeContact(Caller caller, CaseRef caseRef, boolean none) {
    var held = heldOpen(caller, caseRef);
    homeContact(caller, caseRef, none);
    return view(caller, held);
  }

  /** What the person decided in their time to reflect is a claim, until it is decided. */
  @Transactional(TxType.MANDATORY)
  void asylumIsClaimed(Caller caller, CaseRef caseRef, Instant at) {
    store.claim(caseRef, ASYLUM, true, caller, at);
    homeContact(caller, caseRef, store.wishesNoHomeContact(caseRef));
  }

  @Transactional(TxType.MANDATORY)
  boolean homeContactIsForbidden(CaseRef caseRef) {
    return store.wishesNoHomeContact(caseRef) || asylumIsClaimed(caseRef);
  }

  private void homeContact(Caller caller, CaseRef caseRef, boolean personsWish) {
    var now = clock.now();
    var forbidden = personsWish || asylumIsClaimed(caseRef);
    var before = store.homeContactWasForbidden(caseRef);
    store.homeContact(caseRef, personsWish, forbidden, now);
    if (forbidden != before) {
      var by = caller.organisation();
      handOvers.announce(
          List.of(
              forbidden
                  ? new HomeContactForbiddenV1(caseRef, by, now)
                  : new HomeContactAllowedV1(caseRef, by, now)));
    }
  }

  private boolean asylumIsClaimed(CaseRef caseRef) {
    return store.openClaimsOf(caseRef).contains(ASYLUM);
  }

  private HeldCase heldOpen(Caller caller, CaseRef caseRef) {
    var held = caseFiles.heldBy(caller, caseRef);
    held.mustBeOpen();
    return held;
  }

  private View view(Caller caller, HeldCase held) {
    var caseRef = held.caseRef();
    Map<String, Right> told =
        store.rightsOf(caseRef).stream()
            .collect(Collectors.toMap(Right::code, Function.identity()));
    return new View(
        aliases.of(caseRef, caller),
        CodeLists.of("protection-rights").codes().stream()
            .map(code -> view(code, Optional.ofNullable(told.get(code))))
            .toList(),
        store.residencesOf(caseRef).stream().map(paper -> view(held.country(), paper)).toList(),
        store.openClaimsOf(caseRef).stream().sorted().toList(),
        homeContactIsForbidden(caseRef));
  }

  private static RightView view(String code, Optional<Right> told) {
    return new RightView(
        code,
        told.map(Right::stands).orElse("not-asked"),
        told.map(Right::fromDay),
        told.map(Right::untilDay),
        told.map(right -> new OrganisationCode(right.organisation())));
  }

  private ResidenceView view(CountryCode country, Residence paper) {
    Optional<LocalDate> until = Optional.ofNullable(paper.untilDay());
    return new ResidenceView(
        paper.kind(),
        paper.authority(),
        paper.fromDay(),
        until,
        until.flatMap(day -> ReflectionView.reminder(endOf(country, day), clock.now())));
  }

  /** The first moment at which a paper that holds through this day holds no more. */
  private Instant endOf(CountryCode country, LocalDate lastDay) {
    var zone = packs.of(country).calendar().zone();
    return lastDay.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
