package org.opennrm.identification.indicator;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.opennrm.identification.indicator.model.IndicatorSet;
import org.opennrm.identification.indicator.model.IndicatorSet.Dimension;
import org.opennrm.identification.indicator.model.IndicatorSet.Indicator;

/**
 * The set of indicators in use, for whoever shows it as a form.
 *
 * @param scope the form of exploitation that it speaks of; about others it says nothing
 * @param verified false as long as the weights were not checked against the primary source
 */
record IndicatorsView(
    String id, String version, String scope, boolean verified, List<DimensionView> dimensions) {

  record DimensionView(String code, String label, List<IndicatorView> indicators) {
    private static DimensionView of(Dimension dimension) {
      return new DimensionView(
          dimension.code(),
          dimension.label(),
          dimension.indicators().stream().map(IndicatorView::of).toList());
    }
  }

  /**
   * @param childWeight absent where the children's list does not have it
   * @param doubtful whether the weight is probably another
   */
  record IndicatorView(
      String code, String label, String weight, Optional<String> childWeight, boolean doubtful) {
    private static IndicatorView of(Indicator indicator) {
      return new IndicatorView(
          indicator.code(),
          indicator.label(),
          named(indicator.adult()),
          indicator.child().map(IndicatorsView::named),
          indicator.doubtful());
    }
  }

  static IndicatorsView of(IndicatorSet set) {
    return new IndicatorsView(
        set.id(),
        set.version(),
        set.scope(),
        set.verified(),
        set.dimensions().stream().map(DimensionView::of).toList());
  }

  static String named(Enum<?> code) {
    return code.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
