package org.opennrm.bench;

import static java.util.stream.Collectors.groupingBy;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares what the client was promised with what the databases hold. Every acknowledged need
 * exists once where it was stated and has exactly one placement; nothing exists that nobody asked
 * for. Where the client got no answer either outcome is right, if the two sides agree on it.
 */
final class Checker {

  /** A need of a case. */
  record CaseNeed(String caseRef, String need) {}

  /**
   * The references of needs. {@code lost}: promised or kept, but without a placement or without the
   * need itself. {@code invented}: there, although never promised. {@code doubled}: there or
   * promised more than once.
   */
  record Findings(Set<String> lost, Set<String> invented, Set<String> doubled) {

    boolean clean() {
      return lost.isEmpty() && invented.isEmpty() && doubled.isEmpty();
    }
  }

  private Checker() {}

  /**
   * @param acknowledged what the ledger holds
   * @param inDoubt the cases whose request got no answer
   * @param stated the needs that the identification service holds for the cases
   * @param placed one for each placement that the shelter service holds for the cases
   */
  static Findings check(
      Collection<CaseNeed> acknowledged,
      Set<String> inDoubt,
      Collection<CaseNeed> stated,
      Collection<CaseNeed> placed) {
    Set<CaseNeed> promised = Set.copyOf(acknowledged);
    Set<CaseNeed> expected = new HashSet<>(promised);
    stated.stream().filter(each -> inDoubt.contains(each.caseRef())).forEach(expected::add);
    Set<CaseNeed> kept = new HashSet<>(stated);
    Set<CaseNeed> sought = new HashSet<>(placed);
    return new Findings(
        needs(
            Stream.concat(
                expected.stream().filter(each -> !sought.contains(each)),
                promised.stream().filter(each -> !kept.contains(each)))),
        needs(
            Stream.concat(kept.stream(), sought.stream()).filter(each -> !expected.contains(each))),
        needs(Stream.of(acknowledged, stated, placed).flatMap(Checker::moreThanOnce)));
  }

  /** What stands there twice, or shares its case with another although a case has one need here. */
  private static Stream<CaseNeed> moreThanOnce(Collection<CaseNeed> all) {
    Map<String, List<CaseNeed>> byNeed = all.stream().collect(groupingBy(CaseNeed::need));
    Map<String, List<CaseNeed>> byCase = all.stream().collect(groupingBy(CaseNeed::caseRef));
    return Stream.concat(byNeed.values().stream(), byCase.values().stream())
        .filter(group -> group.size() > 1)
        .flatMap(List::stream);
  }

  private static Set<String> needs(Stream<CaseNeed> of) {
    return of.map(CaseNeed::need).collect(Collectors.toCollection(TreeSet::new));
  }
}
