package org.opennrm.identification.help;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.identification.help.model.AskedHelp;
import org.opennrm.identification.help.model.HelpCommand;
import org.opennrm.identification.help.model.HelpEvent;
import org.opennrm.identification.help.model.HelpRules;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.policy.model.Ruling;
import org.opennrm.platform.web.Problems;

/** Decide and save: the one way in which asked help changes its state. */
@ApplicationScoped
class HelpChanges {

  private final HelpStore store;

  @Inject
  HelpChanges(HelpStore store) {
    this.store = store;
  }

  /** The state after a step, and what is to be announced of it. */
  record Changed(AskedHelp next, List<PublishedEvent> events) {}

  /**
   * @param possible the steps that are possible instead
   * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 with the rule that refuses
   */
  Changed decide(
      HelpRow row, HelpCommand command, Caller by, Instant at, Supplier<List<String>> possible) {
    return switch (HelpRules.decide(store.stateOf(row), command, at)) {
      case Ruling.Refused<AskedHelp, HelpEvent>(var rule) ->
          throw Problems.refused(rule.name(), possible.get());
      case Ruling.Moved<AskedHelp, HelpEvent>(var next, var events) -> {
        store.save(row, next, command.getClass().getSimpleName(), by, at);
        yield new Changed(
            next,
            events.stream()
                .map(event -> HelpAnnouncer.published(row, event, by.organisation(), at))
                .toList());
      }
    };
  }
}
