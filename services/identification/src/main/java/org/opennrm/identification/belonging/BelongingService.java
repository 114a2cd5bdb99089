package org.opennrm.identification.belonging;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.stream.Stream;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.identification.casefile.CaseFiles;
import org.opennrm.identification.household.Households;
import org.opennrm.identification.household.Households.Pair;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.web.Aliases;
import org.opennrm.platform.web.Problems;

/** For whoever holds the identification step of both; saying again what is said changes nothing. */
@ApplicationScoped
class BelongingService {

  private final CaseFiles caseFiles;
  private final Households households;
  private final Aliases aliases;
  private final DomainClock clock;

  @Inject
  BelongingService(CaseFiles caseFiles, Households households, Aliases aliases, DomainClock clock) {
    this.caseFiles = caseFiles;
    this.households = households;
    this.aliases = aliases;
    this.clock = clock;
  }

  @Transactional
  BelongingView belongTogether(Caller caller, CaseRef one, CaseRef other) {
    mustHoldBoth(caller, one, other);
    if (!households.of(one).household().contains(other)) {
      bind(caller, List.of(List.of(one, other)), List.of());
    }
    return view(caller, one);
  }

  @Transactional
  BelongingView keepApart(Caller caller, CaseRef one, CaseRef other) {
    mustHoldBoth(caller, one, other);
    if (!households.of(one).keepApart().contains(other)) {
      bind(caller, List.of(), List.of(new Pair(one, other)));
    }
    return view(caller, one);
  }

  @Transactional
  BelongingView belongApart(Caller caller, CaseRef one, CaseRef other) {
    mustHoldBoth(caller, one, other);
    households.part(one, other, caller, clock.now());
    return view(caller, one);
  }

  @Transactional
  BelongingView mayMeet(Caller caller, CaseRef one, CaseRef other) {
    mustHoldBoth(caller, one, other);
    households.mayMeet(one, other, caller, clock.now());
    return view(caller, one);
  }

  /** Both are locked, always in the same order; not theirs and not there look the same. */
  private void mustHoldBoth(Caller caller, CaseRef one, CaseRef other) {
    Stream.of(one, other)
        .map(CaseRef::value)
        .sorted()
        .map(CaseRef::new)
        .forEach(each -> caseFiles.heldBy(caller, each));
    if (one.equals(other)) {
      throw Problems.invalid("other", "another case");
    }
  }

  private void bind(Caller caller, List<List<CaseRef>> together, List<Pair> apart) {
    if (!households.bind(together, apart, caller, clock.now())) {
      throw Problems.refused(
          BelongingRule.APART_WITHIN_A_HOUSEHOLD.name(), List.of("household", "keep-apart"));
    }
  }

  private BelongingView view(Caller caller, CaseRef caseRef) {
    var links = households.of(caseRef);
    return new BelongingView(
        aliases.of(caseRef, caller),
        aliasesOf(links.household(), caller),
        aliasesOf(links.keepApart(), caller));
  }

  private List<String> aliasesOf(List<CaseRef> cases, Caller reader) {
    return cases.stream().map(each -> aliases.of(each, reader)).toList();
  }
}
