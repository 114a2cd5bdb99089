package org.opennrm.identification.indicator;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opennrm.identification.indicator.model.CountsAs;
import org.opennrm.identification.indicator.model.IndicatorSet;
import org.opennrm.identification.indicator.model.IndicatorSet.Dimension;
import org.opennrm.identification.indicator.model.IndicatorSet.Indicator;
import org.opennrm.identification.indicator.model.Weight;

/** A set of indicators as its YAML file spells it. */
final class IndicatorFile {

  private static final String NOT_ON_THE_CHILDRENS_LIST = "none";

  private static final ObjectReader YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build()
          .readerFor(SetWritten.class);

  private IndicatorFile() {}

  private record SetWritten(
      String id,
      String version,
      String scope,
      boolean verified,
      List<DimensionWritten> dimensions) {}

  private record DimensionWritten(
      String code, String label, CountsAs countsAs, List<IndicatorWritten> indicators) {}

  private record IndicatorWritten(
      String code,
      String label,
      Weight weight,
      @Nullable String child,
      @Nullable Boolean doubtful) {}

  /**
   * @param name of a resource
   * @throws IllegalStateException when a code stands twice
   */
  static IndicatorSet read(String name) {
    try (var file = IndicatorFile.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("There is no " + name);
      }
      SetWritten written = YAML.readValue(file);
      var set =
          new IndicatorSet(
              written.id(),
              written.version(),
              written.scope(),
              written.verified(),
              written.dimensions().stream().map(IndicatorFile::dimension).toList());
      var codes = new HashSet<String>();
      set.dimensions().stream()
          .flatMap(dimension -> dimension.indicators().stream())
          .filter(indicator -> !codes.add(indicator.code()))
          .findFirst()
          .ifPresent(twice -> {
            throw new IllegalStateException(name + ": " + twice.code() + " stands twice");
          });
      return set;
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  private static Dimension dimension(DimensionWritten written) {
    return new Dimension(
        written.code(),
        written.label(),
        written.countsAs(),
        written.indicators().stream()
            .map(each ->
                new Indicator(
                    each.code(),
                    each.label(),
                    each.weight(),
                    child(each),
                    Boolean.TRUE.equals(each.doubtful())))
            .toList());
  }

  private static Optional<Weight> child(IndicatorWritten written) {
    if (written.child() == null) {
      return Optional.of(written.weight());
    }
    return written.child().equals(NOT_ON_THE_CHILDRENS_LIST)
        ? Optional.empty()
        : Optional.of(Weight.valueOf(written.child().toUpperCase(Locale.ROOT)));
  }
}
