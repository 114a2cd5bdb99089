package org.opennrm.platform.testkit;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code service.yaml} says about topics. */
record ServiceFile(List<String> owns, @Nullable List<String> reads) {
  private static final String CLOCK = "nrm.clock";
  private static final int PARTITIONS = 12;

  static ServiceFile read(Path file) {
    try {
      return YAMLMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readValue(file.toFile(), ServiceFile.class);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  Set<String> topics() {
    var all = new LinkedHashSet<>(owns);
    if (reads != null) {
      all.addAll(reads);
    }
    return all;
  }

  int partitions(String topic) {
    return topic.equals(CLOCK) ? 1 : PARTITIONS;
  }
}
