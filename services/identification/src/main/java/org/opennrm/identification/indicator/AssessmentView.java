package org.opennrm.identification.indicator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.indicator.model.Assessment;
import org.opennrm.identification.indicator.model.IndicatorSet;
import org.opennrm.identification.indicator.model.IndicatorSet.Dimension;
import org.opennrm.identification.indicator.model.IndicatorSet.Indicator;

/**
 * An assessment as it was explained, with the version of the indicators that it used.
 *
 * @param verified false as long as the weights were not checked against the primary source
 * @param scope the form of exploitation that it speaks of; about others it says nothing
 * @param outcome {@code supports-referral}, or {@code says-nothing}; never what a person is
 */
record AssessmentView(
    UUID id,
    Instant at,
    OrganisationCode by,
    String indicators,
    String version,
    boolean verified,
    String scope,
    String variant,
    String outcome,
    List<DimensionView> dimensions) {

  /**
   * @param countsAs which part of the rule it stands for
   * @param because the combination that makes it positive; absent when it is not
   */
  record DimensionView(
      String dimension,
      String label,
      String countsAs,
      boolean positive,
      Optional<String> because,
      List<SeenView> seen) {}

  record SeenView(String indicator, String label, String weight) {}

  static AssessmentView of(
      UUID id, Instant at, OrganisationCode by, IndicatorSet set, Assessment assessment) {
    Map<String, String> labels =
        set.dimensions().stream()
            .flatMap(dimension -> dimension.indicators().stream())
            .collect(Collectors.toMap(Indicator::code, Indicator::label));
    Map<String, String> dimensions =
        set.dimensions().stream().collect(Collectors.toMap(Dimension::code, Dimension::label));
    return new AssessmentView(
        id,
        at,
        by,
        set.id(),
        set.version(),
        set.verified(),
        set.scope(),
        IndicatorsView.named(assessment.variant()),
        assessment.supportsReferral() ? "supports-referral" : "says-nothing",
        assessment.dimensions().stream()
            .map(each ->
                new DimensionView(
                    each.dimension(),
                    dimensions.getOrDefault(each.dimension(), each.dimension()),
                    IndicatorsView.named(each.countsAs()),
                    each.positive(),
                    each.because().map(IndicatorsView::named),
                    each.seen().stream()
                        .map(seen ->
                            new SeenView(
                                seen.indicator(),
                                labels.getOrDefault(seen.indicator(), seen.indicator()),
                                IndicatorsView.named(seen.weight())))
                        .toList()))
            .toList());
  }
}
