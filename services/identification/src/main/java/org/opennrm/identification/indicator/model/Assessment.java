package org.opennrm.identification.indicator.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What indicators that were seen point at. Explained dimension by dimension, and never added up to
 * a score. It supports a referral, or it says nothing: an indicator that was not seen counts
 * against nobody, and what a person is, no list decides.
 */
public record Assessment(Variant variant, List<Explained> dimensions, boolean supportsReferral) {
  public Assessment {
    dimensions = List.copyOf(dimensions);
  }

  /**
   * One dimension.
   *
   * @param because which combination makes it positive; empty when none does
   */
  public record Explained(
      String dimension, CountsAs countsAs, List<Seen> seen, Optional<Combination> because) {
    public Explained {
      seen = List.copyOf(seen);
    }

    public boolean positive() {
      return because.isPresent();
    }
  }

  /** An indicator that was seen, with what it says here. */
  public record Seen(String indicator, Weight weight) {}

  /** What makes a dimension positive, as ILO and European Commission combine them. */
  public enum Combination {
    TWO_STRONG,
    ONE_STRONG_AND_ANOTHER,
    THREE_MEDIUM,
    TWO_MEDIUM_AND_ONE_WEAK;

    static Optional<Combination> of(long strong, long medium, long weak) {
      if (strong >= 2) {
        return Optional.of(TWO_STRONG);
      }
      if (strong == 1 && medium + weak >= 1) {
        return Optional.of(ONE_STRONG_AND_ANOTHER);
      }
      if (medium >= 3) {
        return Optional.of(THREE_MEDIUM);
      }
      return medium == 2 && weak >= 1 ? Optional.of(TWO_MEDIUM_AND_ONE_WEAK) : Optional.empty();
    }
  }

  /**
   * @param seen codes of the set; what the variant's list does not have counts for nothing
   */
  public static Assessment of(IndicatorSet set, Variant variant, Set<String> seen) {
    var explained = new ArrayList<Explained>();
    for (var dimension : set.dimensions()) {
      var found =
          dimension.indicators().stream()
              .filter(indicator -> seen.contains(indicator.code()))
              .flatMap(indicator ->
                  indicator.weightFor(variant).map(w -> new Seen(indicator.code(), w)).stream())
              .toList();
      explained.add(
          new Explained(
              dimension.code(),
              dimension.countsAs(),
              found,
              Combination.of(
                  count(found, Weight.STRONG),
                  count(found, Weight.MEDIUM),
                  count(found, Weight.WEAK))));
    }
    return new Assessment(variant, explained, supports(variant, explained));
  }

  /**
   * Exploitation, a way of recruitment and coercion together; for a child exploitation alone, since
   * under eighteen no means is needed (Palermo Protocol, article 3).
   */
  private static boolean supports(Variant variant, List<Explained> dimensions) {
    return switch (variant) {
      case CHILD -> isPositive(CountsAs.EXPLOITATION, dimensions);
      case ADULT ->
          isPositive(CountsAs.EXPLOITATION, dimensions)
              && isPositive(CountsAs.RECRUITMENT, dimensions)
              && isPositive(CountsAs.COERCION, dimensions);
    };
  }

  private static boolean isPositive(CountsAs part, List<Explained> dimensions) {
    return dimensions.stream().anyMatch(each -> each.countsAs() == part && each.positive());
  }

  private static long count(List<Seen> seen, Weight weight) {
    return seen.stream().filter(each -> each.weight() == weight).count();
  }
}
