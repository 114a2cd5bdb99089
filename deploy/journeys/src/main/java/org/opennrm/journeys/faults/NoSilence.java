package org.opennrm.journeys.faults;

import static org.opennrm.journeys.faults.Violation.Kind.OTHER;

import java.util.stream.Stream;

/** I7: a hand-over that has no end has a clock, and when that has run out it is escalated. */
final class NoSilence implements Check {

  private static final String SILENT =
      """
      select reference from hand_over
       where state in ('offered', 'acknowledged')
         and (due_at is null
              or (escalated_at is null
                  and grace_until < now() + interval '%d seconds' - interval '1 minute'
                  and not exists (select from escalation e where e.hand_over = reference)))
      """;

  @Override
  public Stream<Violation> on(Evidence evidence) {
    return Violation.of(
        "I7",
        OTHER,
        "a hand-over that ended in silence",
        evidence.tables().column("coordination", SILENT.formatted(evidence.offsetSeconds())));
  }
}
