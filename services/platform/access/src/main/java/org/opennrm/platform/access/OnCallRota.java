package org.opennrm.platform.access;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.opennrm.contracts.ids.CountryCode;

/**
 * Who answers the telephone: for each purpose in a country the lines in the order in which they are
 * asked. Only the last one is answered on every day, so that no day is without one and no line
 * stands behind another that is always answered.
 */
final class OnCallRota {

  private record Purpose(CountryCode country, String name) {}

  private final Map<Purpose, List<OnCall>> lines;

  /**
   * @throws IllegalArgumentException naming the country and purpose whose lines do not hold
   *     together
   */
  OnCallRota(List<OnCall> lines) {
    this.lines =
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    line -> new Purpose(line.country(), line.purpose()),
                    LinkedHashMap::new,
                    Collectors.toUnmodifiableList()));
    this.lines.forEach(OnCallRota::mustEndWithTheOneThatAlwaysAnswers);
  }

  Optional<OnCall> answering(CountryCode country, String purpose, boolean workingDay) {
    return lines.getOrDefault(new Purpose(country, purpose), List.of()).stream()
        .filter(line -> workingDay || !line.onWorkingDaysOnly())
        .findFirst();
  }

  /** The line of each purpose that is answered whatever the day. */
  List<OnCall> lastResorts() {
    return lines.values().stream().map(List::getLast).toList();
  }

  private static void mustEndWithTheOneThatAlwaysAnswers(Purpose purpose, List<OnCall> inOrder) {
    var alwaysAnswered = inOrder.stream().filter(line -> !line.onWorkingDaysOnly()).count();
    if (inOrder.getLast().onWorkingDaysOnly() || alwaysAnswered != 1) {
      throw new IllegalArgumentException(
          "onCall, "
              + purpose.country()
              + " "
              + purpose.name()
              + ": the last line, and no other, must be answered on every day");
    }
  }
}
