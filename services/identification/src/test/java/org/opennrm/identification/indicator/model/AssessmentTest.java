package org.opennrm.identification.indicator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opennrm.identification.indicator.model.Assessment.Combination;
import org.opennrm.identification.indicator.model.IndicatorSet.Dimension;
import org.opennrm.identification.indicator.model.IndicatorSet.Indicator;

class AssessmentTest {

  private static final int MANY = 5;

  /** The smallest combinations that the source names: strong, medium, weak. */
  private static final List<List<Integer>> ENOUGH =
      List.of(
          List.of(2, 0, 0), List.of(1, 1, 0), List.of(1, 0, 1), List.of(0, 3, 0), List.of(0, 2, 1));

  /** Every number of strong, medium and weak indicators up to five. */
  static Stream<List<Integer>> everyCombination() {
    return IntStream.range(0, MANY * MANY * MANY)
        .mapToObj(n -> List.of(n / (MANY * MANY), n / MANY % MANY, n % MANY));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyCombination")
  void aDimensionIsPositiveWhenItHasOneOfTheNamedCombinationsInIt(List<Integer> seen) {
    var expected = ENOUGH.stream().anyMatch(enough -> contains(seen, enough));

    assertThat(dimensionWith(seen).positive()).isEqualTo(expected);
  }

  private static boolean contains(List<Integer> seen, List<Integer> enough) {
    var strong = seen.get(0) - enough.get(0);
    var medium = seen.get(1) - enough.get(1);
    var weak = seen.get(2) - enough.get(2);
    return strong >= 0 && medium >= 0 && weak >= 0;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyCombination")
  void oneMoreIndicatorNeverTakesSupportAway(List<Integer> seen) {
    if (dimensionWith(seen).positive()) {
      for (var kind = 0; kind < 3; kind++) {
        var more = new ArrayList<>(seen);
        more.set(kind, more.get(kind) + 1);
        assertThat(dimensionWith(more).positive()).as("%s", more).isTrue();
      }
    }
  }

  @Test
  void theReasonIsNamed() {
    assertThat(dimensionWith(List.of(2, 0, 0)).because()).contains(Combination.TWO_STRONG);
    assertThat(dimensionWith(List.of(1, 0, 1)).because())
        .contains(Combination.ONE_STRONG_AND_ANOTHER);
    assertThat(dimensionWith(List.of(0, 3, 0)).because()).contains(Combination.THREE_MEDIUM);
    assertThat(dimensionWith(List.of(0, 2, 1)).because())
        .contains(Combination.TWO_MEDIUM_AND_ONE_WEAK);
    assertThat(dimensionWith(List.of(0, 2, 0)).because()).isEmpty();
    assertThat(dimensionWith(List.of(0, 0, 4)).because()).isEmpty();
    assertThat(dimensionWith(List.of(1, 0, 0)).because()).isEmpty();
  }

  @Test
  void anAdultNeedsExploitationRecruitmentAndCoercionTogether() {
    var parts = List.of("exploitation", "recruitment", "coercion");
    for (var chosen = 0; chosen < 8; chosen++) {
      var seen = new HashSet<String>();
      for (var part = 0; part < 3; part++) {
        if ((chosen & (1 << part)) != 0) {
          seen.add(parts.get(part) + ".strong-1");
          seen.add(parts.get(part) + ".strong-2");
        }
      }
      assertThat(Assessment.of(threeParts(), Variant.ADULT, seen).supportsReferral())
          .as("%s", seen)
          .isEqualTo(chosen == 7);
      assertThat(Assessment.of(threeParts(), Variant.CHILD, seen).supportsReferral())
          .as("a child needs no means: %s", seen)
          .isEqualTo((chosen & 1) != 0);
    }
  }

  @Test
  void whatTheChildrensListDoesNotHaveCountsForNothing() {
    var set = set(List.of(indicator("x.a", Weight.STRONG, Optional.empty())));

    assertThat(seenIn(set, Variant.ADULT)).hasSize(1);
    assertThat(seenIn(set, Variant.CHILD)).isEmpty();
  }

  @Test
  void aChildsWeightMayBeAnother() {
    var set = set(List.of(indicator("x.a", Weight.WEAK, Optional.of(Weight.STRONG))));

    assertThat(seenIn(set, Variant.CHILD).getFirst().weight()).isEqualTo(Weight.STRONG);
    assertThat(seenIn(set, Variant.ADULT).getFirst().weight()).isEqualTo(Weight.WEAK);
  }

  @Test
  void nothingSeenSaysNothing() {
    var assessed = Assessment.of(threeParts(), Variant.ADULT, Set.of());

    assertThat(assessed.supportsReferral()).isFalse();
    assertThat(assessed.dimensions()).allSatisfy(each -> assertThat(each.seen()).isEmpty());
  }

  private static List<Assessment.Seen> seenIn(IndicatorSet set, Variant variant) {
    return Assessment.of(set, variant, Set.of("x.a")).dimensions().getFirst().seen();
  }

  private static Assessment.Explained dimensionWith(List<Integer> seen) {
    var indicators = new ArrayList<Indicator>();
    var weights = List.of(Weight.STRONG, Weight.MEDIUM, Weight.WEAK);
    for (var kind = 0; kind < 3; kind++) {
      for (var n = 0; n < seen.get(kind); n++) {
        var weight = weights.get(kind);
        indicators.add(indicator("x." + weight + n, weight, Optional.of(weight)));
      }
    }
    var codes = new HashSet<String>();
    indicators.forEach(each -> codes.add(each.code()));
    return Assessment.of(set(indicators), Variant.ADULT, codes).dimensions().getFirst();
  }

  private static IndicatorSet set(List<Indicator> indicators) {
    return new IndicatorSet(
        "test",
        "1",
        "labour",
        false,
        List.of(new Dimension("x", "X", CountsAs.EXPLOITATION, indicators)));
  }

  private static IndicatorSet threeParts() {
    return new IndicatorSet(
        "test",
        "1",
        "labour",
        false,
        Stream.of(CountsAs.EXPLOITATION, CountsAs.RECRUITMENT, CountsAs.COERCION)
            .map(part -> {
              var code = part.name().toLowerCase(Locale.ROOT);
              return new Dimension(
                  code,
                  code,
                  part,
                  List.of(
                      indicator(code + ".strong-1", Weight.STRONG, Optional.of(Weight.STRONG)),
                      indicator(code + ".strong-2", Weight.STRONG, Optional.of(Weight.STRONG))));
            })
            .toList());
  }

  private static Indicator indicator(String code, Weight adult, Optional<Weight> child) {
    return new Indicator(code, code, adult, child, false);
  }
}
