package org.opennrm.identification.interview.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * What was answered before and need not be told again. Answers flow towards help: whatever anybody
 * asked may be offered to a helper; what was said to a helper reaches police or court only section
 * by section, as far as the person released it after legal advice.
 */
public final class Prefill {

  private Prefill() {}

  /**
   * @param answer as JSON: the value, or why there is none
   * @param section in which it was asked then
   * @param doNotRepeat whether nobody is to ask for it again
   */
  public record Before(
      String question,
      String section,
      String answer,
      Setting setting,
      boolean doNotRepeat,
      UUID interview,
      OrganisationCode by,
      Instant at) {}

  /** The person agreed, after legal advice, that this section may reach that setting. */
  public record Release(String section, Setting to) {}

  /**
   * @param notToBeAsked show it as answered
   */
  public record Offered(Before before, boolean notToBeAsked) {}

  /** In the instrument's order; of several answers to a question the latest that may flow. */
  public static List<Offered> of(
      Instrument instrument, Setting asking, List<Before> answers, Set<Release> releases) {
    var offered = new ArrayList<Offered>();
    for (var section : instrument.sections()) {
      for (var question : section.questions()) {
        var flowing =
            answers.stream()
                .filter(answer -> answer.question().equals(question.id()))
                .filter(answer -> mayFlow(answer, asking, releases))
                .toList();
        flowing.stream()
            .max(Comparator.comparing(Before::at))
            .ifPresent(latest ->
                offered.add(new Offered(latest, flowing.stream().anyMatch(Before::doNotRepeat))));
      }
    }
    return List.copyOf(offered);
  }

  private static boolean mayFlow(Before answer, Setting asking, Set<Release> releases) {
    return asking.helps()
        || answer.setting() == asking
        || releases.contains(new Release(answer.section(), asking));
  }
}
