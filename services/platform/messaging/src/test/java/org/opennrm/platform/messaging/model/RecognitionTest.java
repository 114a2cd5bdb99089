package org.opennrm.platform.messaging.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecognitionTest {

  @ParameterizedTest(name = "version {0}, published {1}, known {2}: {3}")
  @MethodSource("arrivals")
  void theNewestKnownVersionCounts(
      int version, Set<Integer> published, Set<Integer> known, Recognition expected) {
    assertThat(Recognition.of(version, published, known)).isEqualTo(expected);
  }

  static Stream<Arguments> arrivals() {
    return Stream.of(
        Arguments.of(1, Set.of(1), Set.of(1), Recognition.KNOWN),
        Arguments.of(1, Set.of(1), Set.of(1, 2), Recognition.KNOWN),
        Arguments.of(1, Set.of(1, 2), Set.of(1), Recognition.KNOWN),
        Arguments.of(2, Set.of(1, 2), Set.of(1), Recognition.SUPERSEDED),
        Arguments.of(1, Set.of(1, 2), Set.of(1, 2), Recognition.SUPERSEDED),
        Arguments.of(2, Set.of(1, 2), Set.of(1, 2), Recognition.KNOWN),
        Arguments.of(2, Set.of(1, 2, 3), Set.of(1, 2), Recognition.KNOWN),
        Arguments.of(3, Set.of(3), Set.of(1, 2), Recognition.UNKNOWN_VERSION),
        Arguments.of(3, Set.of(3, 4), Set.of(1), Recognition.UNKNOWN_VERSION),
        Arguments.of(1, Set.of(1), Set.of(), Recognition.UNKNOWN_TYPE));
  }
}
