package org.opennrm.identification.casefile.model;

import static org.opennrm.identification.casefile.model.CaseFileRule.ALREADY_PRESUMED;
import static org.opennrm.identification.casefile.model.CaseFileRule.CASE_IS_CLOSED;
import static org.opennrm.identification.casefile.model.CaseFileRule.CASE_IS_OPEN;
import static org.opennrm.identification.casefile.model.CaseFileRule.GROUNDS_ARE_NEEDED;
import static org.opennrm.platform.policy.model.Ruling.moved;
import static org.opennrm.platform.policy.model.Ruling.refused;

import java.time.Instant;
import java.util.Set;
import org.opennrm.identification.casefile.model.CaseFile.Closed;
import org.opennrm.identification.casefile.model.CaseFile.InNeed;
import org.opennrm.identification.casefile.model.CaseFile.Open;
import org.opennrm.identification.casefile.model.CaseFile.Presumed;
import org.opennrm.identification.casefile.model.CaseFileCommand.Close;
import org.opennrm.identification.casefile.model.CaseFileCommand.Presume;
import org.opennrm.identification.casefile.model.CaseFileCommand.Reopen;
import org.opennrm.platform.policy.model.Ruling;

/** What may happen to a case file, step by step; every pair not listed is refused by name. */
public final class CaseFileRules {

  private record Step(CaseFile from, CaseFileCommand asked) {}

  private CaseFileRules() {}

  public static Ruling<CaseFile, CaseFileEvent> decide(
      CaseFile current, CaseFileCommand command, Instant now) {
    return switch (new Step(current, command)) {
      case Step(InNeed _, Presume p) when p.grounds().isEmpty() -> refused(GROUNDS_ARE_NEEDED);
      case Step(InNeed _, Presume p) ->
          moved(
              new Presumed(p.by(), p.grounds(), p.forms(), now),
              new CaseFileEvent.Presumed(p.forms()));
      case Step(Presumed _, Presume _) -> refused(ALREADY_PRESUMED);
      case Step(Open open, Close close) ->
          moved(new Closed(close.reason(), now, open), new CaseFileEvent.Closed(close.reason()));
      case Step(Closed closed, Reopen _) -> moved(closed.before(), new CaseFileEvent.Reopened());
      case Step(Open _, Reopen _) -> refused(CASE_IS_OPEN);
      case Step(Closed _, _) -> refused(CASE_IS_CLOSED);
    };
  }

  /** What {@link #decide} can grant in this state. */
  public static Set<Class<? extends CaseFileCommand>> possibleIn(CaseFile state) {
    return switch (state) {
      case InNeed _ -> Set.of(Presume.class, Close.class);
      case Presumed _ -> Set.of(Close.class);
      case Closed _ -> Set.of(Reopen.class);
    };
  }
}
