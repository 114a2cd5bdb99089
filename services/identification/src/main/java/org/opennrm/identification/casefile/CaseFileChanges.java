package org.opennrm.identification.casefile;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.identification.casefile.model.CaseFile;
import org.opennrm.identification.casefile.model.CaseFileCommand;
import org.opennrm.identification.casefile.model.CaseFileEvent;
import org.opennrm.identification.casefile.model.CaseFileRules;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.policy.model.Ruling;
import org.opennrm.platform.web.Problems;

/** Decide, save, announce: the one way in which a case file changes its state. */
@ApplicationScoped
class CaseFileChanges {

  private static final Map<Class<? extends CaseFileCommand>, String> STEPS =
      Map.ofEntries(
          Map.entry(CaseFileCommand.Presume.class, "presumption"),
          Map.entry(CaseFileCommand.Identify.class, "identified"),
          Map.entry(CaseFileCommand.FindNotIdentified.class, "not-identified"),
          Map.entry(CaseFileCommand.AskForReview.class, "review"),
          Map.entry(CaseFileCommand.AcceptReview.class, "review/acceptance"),
          Map.entry(CaseFileCommand.PassReviewOn.class, "review/passing-on"),
          Map.entry(CaseFileCommand.SetAside.class, "setting-aside"),
          Map.entry(CaseFileCommand.Close.class, "closure"),
          Map.entry(CaseFileCommand.Reopen.class, "reopening"),
          Map.entry(CaseFileCommand.RecordDeath.class, "death"),
          Map.entry(CaseFileCommand.TellNextOfKin.class, "next-of-kin"));

  private final CaseFileStore store;
  private final CaseFileAnnouncer announcer;
  private final List<CaseFollower> followers;

  @Inject
  CaseFileChanges(
      CaseFileStore store, CaseFileAnnouncer announcer, @All List<CaseFollower> followers) {
    this.store = store;
    this.announcer = announcer;
    this.followers = followers;
  }

  /**
   * @return the state after the step
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 with the rule that refuses
   */
  CaseFile decide(CaseFileRow row, CaseFileCommand command, Caller by, Instant at) {
    var current = store.stateOf(row);
    return switch (CaseFileRules.decide(current, command, at)) {
      case Ruling.Refused<CaseFile, CaseFileEvent>(var rule) ->
          throw Problems.refused(rule.name(), possibleIn(current));
      case Ruling.Moved<CaseFile, CaseFileEvent>(var next, var events) -> {
        store.save(row, next, command.getClass().getSimpleName(), by, at);
        letFollow(row, current, next, by, at);
        events.forEach(event -> announcer.happened(row, event, by.organisation(), at));
        if (events.stream().anyMatch(event -> event instanceof CaseFileEvent.Presumed)) {
          followers.forEach(follower ->
              follower.presumed(new CaseRef(row.caseRef), new CountryCode(row.country), by, at));
        }
        yield next;
      }
    };
  }

  private void letFollow(CaseFileRow row, CaseFile before, CaseFile next, Caller by, Instant at) {
    var caseRef = new CaseRef(row.caseRef);
    if (!isOver(before) && isOver(next)) {
      followers.forEach(follower -> follower.caseEnded(caseRef, by, at));
    } else if (isOver(before) && !isOver(next)) {
      var country = new CountryCode(row.country);
      followers.forEach(follower -> follower.caseGoesOn(caseRef, country, by, at));
    }
  }

  private static boolean isOver(CaseFile state) {
    return state instanceof CaseFile.Closed || state instanceof CaseFile.Died;
  }

  /** The steps that are possible, by the last part of their path. */
  static List<String> possibleIn(CaseFile state) {
    return CaseFileRules.possibleIn(state).stream().map(STEPS::get).sorted().toList();
  }
}
