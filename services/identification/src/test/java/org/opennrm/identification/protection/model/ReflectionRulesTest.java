package org.opennrm.identification.protection.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opennrm.identification.protection.model.ReflectionRule.ENDS_BEFORE_IT_BEGINS;
import static org.opennrm.identification.protection.model.ReflectionRule.EXTENSION_IS_NO_LONGER;
import static org.opennrm.identification.protection.model.ReflectionRule.HAS_NOT_RUN_OUT;
import static org.opennrm.identification.protection.model.ReflectionRule.OUTCOMES_ARE_NEEDED;
import static org.opennrm.identification.protection.model.ReflectionRule.REFUSAL_NEEDS_REASONS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.protection.model.Reflection.Applied;
import org.opennrm.identification.protection.model.Reflection.Ended;
import org.opennrm.identification.protection.model.Reflection.Granted;
import org.opennrm.identification.protection.model.Reflection.NotAskedFor;
import org.opennrm.identification.protection.model.Reflection.Refused;
import org.opennrm.identification.protection.model.ReflectionCommand.Apply;
import org.opennrm.identification.protection.model.ReflectionCommand.End;
import org.opennrm.identification.protection.model.ReflectionCommand.Extend;
import org.opennrm.identification.protection.model.ReflectionCommand.Grant;
import org.opennrm.identification.protection.model.ReflectionCommand.Refuse;
import org.opennrm.platform.policy.model.Ruling;
import org.opennrm.platform.testkit.LifecyclePage;

class ReflectionRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Instant OVER = NOW.plus(Duration.ofDays(30));
  private static final OrganisationCode BY = new OrganisationCode("ba-identification");
  private static final Granted RUNS = new Granted(BY, NOW, OVER, 0);
  private static final Set<String> UNDECIDED = Set.of("undecided");

  @Test
  void everyStepOfEveryStateIsDecidedAndDrawn() {
    LifecyclePage.of(
            "Time to reflect",
            List.<Reflection>of(
                new NotAskedFor(),
                new Applied(NOW),
                RUNS,
                new Refused(BY, Set.of("public-order"), NOW),
                new Ended("persons-wish", UNDECIDED, NOW, NOW)),
            List.<ReflectionCommand>of(
                new Apply(),
                new Grant(BY, NOW, OVER),
                new Grant(BY, OVER, NOW),
                new Refuse(BY, Set.of("public-order")),
                new Refuse(BY, Set.of()),
                new Extend(BY, OVER.plusSeconds(1)),
                new Extend(BY, OVER),
                new End("persons-wish", UNDECIDED),
                new End("persons-wish", Set.of()),
                new End("expired", UNDECIDED)),
            (state, command) -> ReflectionRules.decide(state, command, NOW))
        .coversAll(Reflection.class, ReflectionCommand.class)
        .permitsExactly(ReflectionRules::possibleIn)
        .isDrawnIn("reflection.md");
  }

  @Test
  void itRunsOutAtItsEndAndNotAMomentBefore() {
    var over = new End("expired", UNDECIDED);

    refuses(RUNS, over, OVER.minusMillis(1), HAS_NOT_RUN_OUT);
    assertThat(ReflectionRules.decide(RUNS, over, OVER))
        .isEqualTo(
            Ruling.moved(new Ended("expired", UNDECIDED, NOW, OVER), new ReflectionEvent.Ended()));
    assertThat(RUNS.protectsAt(OVER.minusMillis(1))).isTrue();
    assertThat(RUNS.protectsAt(OVER)).isFalse();
  }

  @Test
  void thePersonEndsItEarlierWithSeveralDecisionsAtOnceOrNoneYet() {
    var several = Set.of("reports-the-crime", "claims-asylum", "considers-return");

    assertThat(ReflectionRules.decide(RUNS, new End("persons-wish", several), NOW))
        .isEqualTo(
            Ruling.moved(
                new Ended("persons-wish", several, NOW, NOW), new ReflectionEvent.Ended()));
    refuses(RUNS, new End("persons-wish", Set.of()), NOW, OUTCOMES_ARE_NEEDED);
  }

  @Test
  void aRefusalSaysWhyAndItCanBeAskedForAgain() {
    refuses(new Applied(NOW), new Refuse(BY, Set.of()), NOW, REFUSAL_NEEDS_REASONS);
    assertThat(
            ReflectionRules.decide(new Refused(BY, Set.of("public-order"), NOW), new Apply(), OVER))
        .isEqualTo(Ruling.moved(new Applied(OVER), new ReflectionEvent.Applied()));
  }

  @Test
  void anExtensionIsLongerAndATimeEndsAfterItBegins() {
    refuses(RUNS, new Extend(BY, OVER), NOW, EXTENSION_IS_NO_LONGER);
    assertThat(ReflectionRules.decide(RUNS, new Extend(BY, OVER.plusMillis(1)), NOW))
        .isEqualTo(
            Ruling.moved(
                new Granted(BY, NOW, OVER.plusMillis(1), 1),
                new ReflectionEvent.Runs(NOW, OVER.plusMillis(1))));
    refuses(new NotAskedFor(), new Grant(BY, NOW, NOW), NOW, ENDS_BEFORE_IT_BEGINS);
  }

  private static void refuses(
      Reflection state, ReflectionCommand command, Instant at, ReflectionRule rule) {
    assertThat(ReflectionRules.decide(state, command, at)).isEqualTo(Ruling.refused(rule));
  }
}
