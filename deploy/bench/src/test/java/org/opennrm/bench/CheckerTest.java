package org.opennrm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opennrm.bench.Checker.CaseNeed;
import org.opennrm.bench.Checker.Findings;

class CheckerTest {

  private static final CaseNeed ONE = new CaseNeed("CASE-1", "NEED-1");
  private static final CaseNeed TWO = new CaseNeed("CASE-2", "NEED-2");
  private static final Set<String> NO_DOUBT = Set.of();

  @Test
  void everyPromisedNeedWithItsOnePlacementIsClean() {
    Findings findings =
        Checker.check(List.of(ONE, TWO), NO_DOUBT, List.of(TWO, ONE), List.of(ONE, TWO));

    assertThat(findings.clean()).isTrue();
  }

  @Test
  void aPromisedNeedWithoutAPlacementIsLost() {
    Findings findings = Checker.check(List.of(ONE, TWO), NO_DOUBT, List.of(ONE, TWO), List.of(TWO));

    assertThat(findings).isEqualTo(new Findings(Set.of("NEED-1"), Set.of(), Set.of()));
    assertThat(findings.clean()).isFalse();
  }

  @Test
  void aPromisedNeedThatNobodyHoldsIsLostThoughItHasAPlacement() {
    Findings findings = Checker.check(List.of(ONE), NO_DOUBT, List.of(), List.of(ONE));

    assertThat(findings.lost()).containsExactly("NEED-1");
  }

  @Test
  void aPlacementOfAnotherCaseDoesNotCountForThisOne() {
    CaseNeed astray = new CaseNeed("CASE-2", "NEED-1");

    Findings findings = Checker.check(List.of(ONE), NO_DOUBT, List.of(ONE), List.of(astray));

    assertThat(findings.lost()).containsExactly("NEED-1");
    assertThat(findings.invented()).containsExactly("NEED-1");
  }

  @Test
  void aPlacementThatNobodyAskedForIsInvented() {
    Findings findings = Checker.check(List.of(ONE), NO_DOUBT, List.of(ONE), List.of(ONE, TWO));

    assertThat(findings).isEqualTo(new Findings(Set.of(), Set.of("NEED-2"), Set.of()));
  }

  @Test
  void aNeedThatWasRefusedAndKeptAllTheSameIsInvented() {
    Findings findings = Checker.check(List.of(ONE), NO_DOUBT, List.of(ONE, TWO), List.of(ONE));

    assertThat(findings.invented()).containsExactly("NEED-2");
  }

  @Test
  void twoPlacementsOfOneNeedAreDoubled() {
    Findings findings = Checker.check(List.of(ONE), NO_DOUBT, List.of(ONE), List.of(ONE, ONE));

    assertThat(findings).isEqualTo(new Findings(Set.of(), Set.of(), Set.of("NEED-1")));
  }

  @Test
  void twoNeedsOfOneRequestAreDoubled() {
    CaseNeed again = new CaseNeed("CASE-1", "NEED-3");

    Findings findings =
        Checker.check(List.of(ONE), NO_DOUBT, List.of(ONE, again), List.of(ONE, again));

    assertThat(findings.doubled()).containsExactly("NEED-1", "NEED-3");
    assertThat(findings.invented()).containsExactly("NEED-3");
  }

  @Test
  void oneReferenceGivenToTwoCasesIsDoubled() {
    CaseNeed same = new CaseNeed("CASE-2", "NEED-1");

    Findings findings =
        Checker.check(List.of(ONE, same), NO_DOUBT, List.of(ONE, same), List.of(ONE, same));

    assertThat(findings.doubled()).containsExactly("NEED-1");
  }

  @Test
  void withoutAnAnswerBothOutcomesAreRightIfBothSidesAgree() {
    Set<String> doubt = Set.of("CASE-2");

    assertThat(Checker.check(List.of(ONE), doubt, List.of(ONE), List.of(ONE)).clean()).isTrue();
    assertThat(Checker.check(List.of(ONE), doubt, List.of(ONE, TWO), List.of(ONE, TWO)).clean())
        .isTrue();
    assertThat(Checker.check(List.of(ONE), doubt, List.of(ONE, TWO), List.of(ONE)).lost())
        .containsExactly("NEED-2");
    assertThat(Checker.check(List.of(ONE), doubt, List.of(ONE), List.of(ONE, TWO)).invented())
        .containsExactly("NEED-2");
    assertThat(
            Checker.check(List.of(ONE), doubt, List.of(ONE, TWO), List.of(ONE, TWO, TWO)).doubled())
        .containsExactly("NEED-2");
  }
}
