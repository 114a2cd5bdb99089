package org.opennrm.identification.indicator.model;

import java.util.List;
import java.util.Optional;

/**
 * A versioned list of indicators.
 *
 * @param scope the form of exploitation that it speaks of; about others it says nothing
 * @param verified whether the weights were checked against the primary source
 */
public record IndicatorSet(
    String id, String version, String scope, boolean verified, List<Dimension> dimensions) {
  public IndicatorSet {
    dimensions = List.copyOf(dimensions);
  }

  public record Dimension(
      String code, String label, CountsAs countsAs, List<Indicator> indicators) {
    public Dimension {
      indicators = List.copyOf(indicators);
    }
  }

  /**
   * @param adult the weight for an adult
   * @param child the weight for a child; empty where the children's list does not have it
   * @param doubtful whether even the secondary source's weight is probably wrong
   */
  public record Indicator(
      String code, String label, Weight adult, Optional<Weight> child, boolean doubtful) {

    Optional<Weight> weightFor(Variant variant) {
      return switch (variant) {
        case ADULT -> Optional.of(adult);
        case CHILD -> child;
      };
    }
  }
}
