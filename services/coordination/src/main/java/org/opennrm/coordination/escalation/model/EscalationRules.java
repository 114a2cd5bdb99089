package org.opennrm.coordination.escalation.model;

import static org.opennrm.coordination.escalation.model.EscalationRule.ALREADY_CLOSED;
import static org.opennrm.coordination.escalation.model.EscalationRule.ALREADY_TAKEN;
import static org.opennrm.coordination.escalation.model.EscalationRule.COORDINATOR_STILL_HAS_TIME;
import static org.opennrm.coordination.escalation.model.EscalationRule.NOBODY_BEYOND_THE_DEPUTY;
import static org.opennrm.coordination.escalation.model.EscalationRule.NOT_ESCALATED_TO_YOU;
import static org.opennrm.platform.policy.model.Ruling.moved;
import static org.opennrm.platform.policy.model.Ruling.refused;

import java.time.Instant;
import java.util.Set;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.coordination.escalation.model.Escalation.Closed;
import org.opennrm.coordination.escalation.model.Escalation.Taken;
import org.opennrm.coordination.escalation.model.Escalation.WithCoordinator;
import org.opennrm.coordination.escalation.model.Escalation.WithDeputy;
import org.opennrm.coordination.escalation.model.EscalationCommand.Close;
import org.opennrm.coordination.escalation.model.EscalationCommand.PassOn;
import org.opennrm.coordination.escalation.model.EscalationCommand.Take;
import org.opennrm.platform.policy.model.Ruling;

/** What may happen to an escalation, step by step; every pair not listed is refused by name. */
public final class EscalationRules {

  private record Step(Escalation from, EscalationCommand asked) {}

  private EscalationRules() {}

  public static Ruling<Escalation, EscalationEvent> decide(
      Escalation current, EscalationCommand command, Instant now) {
    return switch (new Step(current, command)) {
      case Step(WithCoordinator w, PassOn _) when now.isBefore(w.due().graceUntil()) ->
          refused(COORDINATOR_STILL_HAS_TIME);
      case Step(WithCoordinator w, PassOn p) ->
          moved(
              new WithDeputy(p.deputy(), w.coordinator(), now, p.due()),
              new EscalationEvent.PassedOn(p.deputy(), p.due()));
      case Step(WithDeputy _, PassOn _) -> refused(NOBODY_BEYOND_THE_DEPUTY);

      case Step(WithCoordinator w, Take t) when t.by().equals(w.coordinator()) ->
          taken(t.by(), now);
      case Step(WithDeputy w, Take t)
          when t.by().equals(w.deputy()) || t.by().equals(w.coordinator()) ->
          taken(t.by(), now);
      case Step(WithCoordinator _, Take _) -> refused(NOT_ESCALATED_TO_YOU);
      case Step(WithDeputy _, Take _) -> refused(NOT_ESCALATED_TO_YOU);

      case Step(WithCoordinator _, Close c) -> closed(c, now);
      case Step(WithDeputy _, Close c) -> closed(c, now);
      case Step(Taken _, Close c) -> closed(c, now);

      case Step(Taken _, PassOn _) -> refused(ALREADY_TAKEN);
      case Step(Taken _, Take _) -> refused(ALREADY_TAKEN);
      case Step(Closed _, _) -> refused(ALREADY_CLOSED);
    };
  }

  /** What {@link #decide} can grant in this state, whatever the command says besides. */
  public static Set<Class<? extends EscalationCommand>> possibleIn(Escalation state) {
    return switch (state) {
      case WithCoordinator _ -> Set.of(PassOn.class, Take.class, Close.class);
      case WithDeputy _ -> Set.of(Take.class, Close.class);
      case Taken _ -> Set.of(Close.class);
      case Closed _ -> Set.of();
    };
  }

  private static Ruling<Escalation, EscalationEvent> taken(OrganisationCode by, Instant now) {
    return moved(new Taken(by, now), new EscalationEvent.Taken());
  }

  private static Ruling<Escalation, EscalationEvent> closed(Close asked, Instant now) {
    return moved(new Closed(asked.because(), now), new EscalationEvent.Closed());
  }
}
