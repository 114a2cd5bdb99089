package org.opennrm.coordination.releases.model;

import static org.opennrm.coordination.releases.model.ReleaseRule.ANOTHER_WAS_APPROVED_SINCE;
import static org.opennrm.coordination.releases.model.ReleaseRule.APPROVED_AND_FROZEN;
import static org.opennrm.coordination.releases.model.ReleaseRule.DISCARDED_BEFORE;
import static org.opennrm.platform.policy.model.Ruling.moved;
import static org.opennrm.platform.policy.model.Ruling.refused;

import java.time.Instant;
import java.util.Set;
import org.opennrm.coordination.releases.model.Release.Approved;
import org.opennrm.coordination.releases.model.Release.Discarded;
import org.opennrm.coordination.releases.model.Release.Drafted;
import org.opennrm.coordination.releases.model.ReleaseCommand.Approve;
import org.opennrm.coordination.releases.model.ReleaseCommand.Discard;
import org.opennrm.platform.policy.model.Ruling;

/** What may happen to a release, step by step; every pair not listed is refused by name. */
public final class ReleaseRules {

  private record Step(Release from, ReleaseCommand asked) {}

  private ReleaseRules() {}

  public static Ruling<Release, ReleaseEvent> decide(
      Release current, ReleaseCommand command, Instant now) {
    return switch (new Step(current, command)) {
      case Step(Drafted d, Approve a) when a.approvedSoFar() != d.after() ->
          refused(ANOTHER_WAS_APPROVED_SINCE);
      // The one who drafted may approve: a second office is not to be had everywhere. Both names
      // are kept.
      case Step(Drafted d, Approve a) ->
          moved(new Approved(a.by(), now, d.after() + 1), new ReleaseEvent.Approved());
      case Step(Drafted _, Discard d) ->
          moved(new Discarded(d.by(), now), new ReleaseEvent.Discarded());
      case Step(Approved _, _) -> refused(APPROVED_AND_FROZEN);
      case Step(Discarded _, _) -> refused(DISCARDED_BEFORE);
    };
  }

  /** What {@link #decide} can grant in this state, whatever the command says besides. */
  public static Set<Class<? extends ReleaseCommand>> possibleIn(Release state) {
    return switch (state) {
      case Drafted _ -> Set.of(Approve.class, Discard.class);
      case Approved _, Discarded _ -> Set.of();
    };
  }
}
