package org.opennrm.identification.protection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.protection.model.Reflection;
import org.opennrm.identification.protection.model.Reflection.Applied;
import org.opennrm.identification.protection.model.Reflection.Ended;
import org.opennrm.identification.protection.model.Reflection.Granted;
import org.opennrm.identification.protection.model.Reflection.NotAskedFor;
import org.opennrm.identification.protection.model.Reflection.Refused;
import org.opennrm.platform.policy.model.ProtectionPolicy;

/**
 * A time to reflect as the holder of the identification step sees it.
 *
 * @param warnings {@code shorter-than-thirty-days}: the convention knows no shorter one
 * @param reminder {@code ten-days}, {@code three-days} or {@code expired}: how near the end is
 */
record ReflectionView(
    String caseAlias,
    String state,
    List<String> possibleNow,
    Optional<OrganisationCode> by,
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<Instant> at,
    Optional<List<String>> reasons,
    Optional<String> why,
    Optional<List<String>> outcomes,
    List<String> warnings,
    Optional<String> reminder) {

  private static final Duration SHORTEST =
      Duration.ofDays(ProtectionPolicy.SHORTEST_REFLECTION.getDays());

  static ReflectionView of(
      String alias, String name, Reflection state, List<String> possible, Instant now) {
    return switch (state) {
      case NotAskedFor _ -> view(alias, name, possible, null, null, null);
      case Applied(var at) -> view(alias, name, possible, at, null, null);
      case Granted granted ->
          new ReflectionView(
              alias,
              name,
              possible,
              Optional.of(granted.by()),
              Optional.of(granted.from()),
              Optional.of(granted.until()),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              warnings(granted),
              reminder(granted.until(), now));
      case Refused refused -> view(alias, name, possible, refused.at(), refused, null);
      case Ended ended -> view(alias, name, possible, ended.at(), null, ended);
    };
  }

  /** How near the end is: ten days and three days before, and when it is over. */
  static Optional<String> reminder(Instant until, Instant now) {
    var left = Duration.between(now, until);
    if (!left.isPositive()) {
      return Optional.of("expired");
    }
    if (left.compareTo(Duration.ofDays(3)) <= 0) {
      return Optional.of("three-days");
    }
    return left.compareTo(Duration.ofDays(10)) <= 0 ? Optional.of("ten-days") : Optional.empty();
  }

  private static List<String> warnings(Granted granted) {
    var warnings = new ArrayList<String>();
    if (Duration.between(granted.from(), granted.until()).compareTo(SHORTEST) < 0) {
      warnings.add("shorter-than-thirty-days");
    }
    return warnings;
  }

  private static ReflectionView view(
      String alias,
      String name,
      List<String> possible,
      @Nullable Instant at,
      @Nullable Refused refused,
      @Nullable Ended ended) {
    return new ReflectionView(
        alias,
        name,
        possible,
        Optional.ofNullable(refused).map(Refused::by),
        Optional.ofNullable(ended).map(Ended::from),
        Optional.empty(),
        Optional.ofNullable(at),
        Optional.ofNullable(refused).map(r -> inOrder(r.reasons())),
        Optional.ofNullable(ended).map(Ended::why),
        Optional.ofNullable(ended).map(e -> inOrder(e.outcomes())),
        List.of(),
        Optional.empty());
  }

  private static List<String> inOrder(Set<String> codes) {
    return codes.stream().sorted().toList();
  }
}
