package org.opennrm.identification.protection.model;

import static org.opennrm.identification.protection.model.ReflectionRule.ALREADY_APPLIED;
import static org.opennrm.identification.protection.model.ReflectionRule.ENDS_BEFORE_IT_BEGINS;
import static org.opennrm.identification.protection.model.ReflectionRule.EXTENSION_IS_NO_LONGER;
import static org.opennrm.identification.protection.model.ReflectionRule.HAS_NOT_RUN_OUT;
import static org.opennrm.identification.protection.model.ReflectionRule.NOBODY_APPLIED;
import static org.opennrm.identification.protection.model.ReflectionRule.NO_REFLECTION_RUNS;
import static org.opennrm.identification.protection.model.ReflectionRule.OUTCOMES_ARE_NEEDED;
import static org.opennrm.identification.protection.model.ReflectionRule.REFLECTION_RUNS;
import static org.opennrm.identification.protection.model.ReflectionRule.REFUSAL_NEEDS_REASONS;
import static org.opennrm.platform.policy.model.Ruling.moved;
import static org.opennrm.platform.policy.model.Ruling.refused;

import java.time.Instant;
import java.util.Set;
import org.opennrm.identification.protection.model.Reflection.Applied;
import org.opennrm.identification.protection.model.Reflection.Ended;
import org.opennrm.identification.protection.model.Reflection.Granted;
import org.opennrm.identification.protection.model.ReflectionCommand.Apply;
import org.opennrm.identification.protection.model.ReflectionCommand.End;
import org.opennrm.identification.protection.model.ReflectionCommand.Extend;
import org.opennrm.identification.protection.model.ReflectionCommand.Grant;
import org.opennrm.identification.protection.model.ReflectionCommand.Refuse;
import org.opennrm.platform.policy.model.Ruling;

/** What may happen to a time to reflect; every pair not listed is refused by name. */
public final class ReflectionRules {

  private static final String RAN_OUT = "expired";

  private record Step(Reflection from, ReflectionCommand asked) {}

  private ReflectionRules() {}

  public static Ruling<Reflection, ReflectionEvent> decide(
      Reflection current, ReflectionCommand command, Instant now) {
    return switch (new Step(current, command)) {
      case Step(Granted _, Apply _) -> refused(REFLECTION_RUNS);
      case Step(Granted _, Grant _) -> refused(REFLECTION_RUNS);
      case Step(Granted _, Refuse _) -> refused(REFLECTION_RUNS);
      case Step(Granted g, Extend e) when !e.until().isAfter(g.until()) ->
          refused(EXTENSION_IS_NO_LONGER);
      case Step(Granted g, Extend e) ->
          moved(
              new Granted(e.by(), g.from(), e.until(), g.extended() + 1),
              new ReflectionEvent.Runs(g.from(), e.until()));
      case Step(Granted _, End e) when e.outcomes().isEmpty() -> refused(OUTCOMES_ARE_NEEDED);
      case Step(Granted g, End e) when e.why().equals(RAN_OUT) && g.protectsAt(now) ->
          refused(HAS_NOT_RUN_OUT);
      case Step(Granted g, End e) ->
          moved(new Ended(e.why(), e.outcomes(), g.from(), now), new ReflectionEvent.Ended());

      case Step(Applied _, Apply _) -> refused(ALREADY_APPLIED);
      case Step(Applied _, Refuse r) when r.reasons().isEmpty() -> refused(REFUSAL_NEEDS_REASONS);
      case Step(Applied _, Refuse r) ->
          moved(new Reflection.Refused(r.by(), r.reasons(), now), new ReflectionEvent.Refused());

      case Step(_, Apply _) -> moved(new Applied(now), new ReflectionEvent.Applied());
      case Step(_, Grant g) when !g.until().isAfter(g.from()) -> refused(ENDS_BEFORE_IT_BEGINS);
      case Step(_, Grant g) ->
          moved(
              new Granted(g.by(), g.from(), g.until(), 0),
              new ReflectionEvent.Runs(g.from(), g.until()));
      case Step(_, Refuse _) -> refused(NOBODY_APPLIED);
      case Step(_, Extend _) -> refused(NO_REFLECTION_RUNS);
      case Step(_, End _) -> refused(NO_REFLECTION_RUNS);
    };
  }

  /** What {@link #decide} can grant in this state. */
  public static Set<Class<? extends ReflectionCommand>> possibleIn(Reflection state) {
    return switch (state) {
      case Applied _ -> Set.of(Grant.class, Refuse.class);
      case Granted _ -> Set.of(Extend.class, End.class);
      case Reflection.NotAskedFor _, Reflection.Refused _, Ended _ ->
          Set.of(Apply.class, Grant.class);
    };
  }
}
