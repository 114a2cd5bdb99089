package org.opennrm.identification.help.model;

import static org.opennrm.identification.help.model.HelpRule.ACCEPT_HELP_FIRST;
import static org.opennrm.identification.help.model.HelpRule.ACKNOWLEDGE_HELP_FIRST;
import static org.opennrm.identification.help.model.HelpRule.ALREADY_ACKNOWLEDGED;
import static org.opennrm.identification.help.model.HelpRule.ALREADY_ANSWERED;
import static org.opennrm.identification.help.model.HelpRule.HELP_IS_OVER;
import static org.opennrm.platform.policy.model.Ruling.moved;
import static org.opennrm.platform.policy.model.Ruling.refused;

import java.time.Instant;
import java.util.Set;
import org.opennrm.identification.help.model.AskedHelp.Accepted;
import org.opennrm.identification.help.model.AskedHelp.Acknowledged;
import org.opennrm.identification.help.model.AskedHelp.Completed;
import org.opennrm.identification.help.model.AskedHelp.Declined;
import org.opennrm.identification.help.model.AskedHelp.Offered;
import org.opennrm.identification.help.model.AskedHelp.Unowned;
import org.opennrm.identification.help.model.AskedHelp.Waiting;
import org.opennrm.identification.help.model.AskedHelp.Withdrawn;
import org.opennrm.identification.help.model.HelpCommand.Accept;
import org.opennrm.identification.help.model.HelpCommand.Acknowledge;
import org.opennrm.identification.help.model.HelpCommand.Complete;
import org.opennrm.identification.help.model.HelpCommand.Decline;
import org.opennrm.identification.help.model.HelpCommand.Withdraw;
import org.opennrm.platform.policy.model.Ruling;

/** What may happen to asked help, step by step; every pair not listed is refused by name. */
public final class HelpRules {

  private record Step(AskedHelp from, HelpCommand asked) {}

  private HelpRules() {}

  public static Ruling<AskedHelp, HelpEvent> decide(
      AskedHelp current, HelpCommand command, Instant now) {
    return switch (new Step(current, command)) {
      case Step(Offered o, Acknowledge _) -> acknowledged(o, now);
      case Step(Unowned u, Acknowledge _) -> acknowledged(u, now);
      case Step(Acknowledged a, Accept _) ->
          moved(new Accepted(a.owner(), now), new HelpEvent.Accepted());
      case Step(Waiting w, Decline d) ->
          moved(new Declined(w.owner(), d.reason(), now), new HelpEvent.Declined(d.reason()));
      case Step(Accepted a, Complete c) ->
          moved(new Completed(a.owner(), c.outcome(), now), new HelpEvent.Completed());
      case Step(Waiting w, Withdraw t) -> withdrawn(w, t, now);
      case Step(Accepted a, Withdraw t) -> withdrawn(a, t, now);

      case Step(Acknowledged _, Acknowledge _) -> refused(ALREADY_ACKNOWLEDGED);
      case Step(Waiting _, Accept _) -> refused(ACKNOWLEDGE_HELP_FIRST);
      case Step(Waiting _, Complete _) -> refused(ACCEPT_HELP_FIRST);
      case Step(Accepted _, _) -> refused(ALREADY_ANSWERED);
      case Step(_, _) -> refused(HELP_IS_OVER);
    };
  }

  /** What {@link #decide} can grant in this state, whatever the command says besides. */
  public static Set<Class<? extends HelpCommand>> possibleIn(AskedHelp state) {
    return switch (state) {
      case Offered _, Unowned _ -> Set.of(Acknowledge.class, Decline.class, Withdraw.class);
      case Acknowledged _ -> Set.of(Accept.class, Decline.class, Withdraw.class);
      case Accepted _ -> Set.of(Complete.class, Withdraw.class);
      case Completed _, Declined _, Withdrawn _ -> Set.of();
    };
  }

  private static Ruling<AskedHelp, HelpEvent> acknowledged(Waiting from, Instant now) {
    return moved(new Acknowledged(from.owner(), from.due(), now), new HelpEvent.Acknowledged());
  }

  private static Ruling<AskedHelp, HelpEvent> withdrawn(
      AskedHelp from, Withdraw command, Instant now) {
    return moved(new Withdrawn(from.owner(), command.reason(), now), new HelpEvent.Withdrawn());
  }
}
