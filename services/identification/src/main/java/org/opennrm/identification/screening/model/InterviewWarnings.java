package org.opennrm.identification.screening.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the circumstances of an interview warn of. A warning is returned and kept; it never stops
 * what was said from being recorded, and never counts against the person.
 */
public final class InterviewWarnings {

  /** Enough for a night's rest between two interviews. */
  private static final Duration REST = Duration.ofHours(12);

  private static final int INTERVIEWERS_AT_MOST = 2;

  /** The circumstances, as recorded. */
  public record Circumstances(
      String place,
      boolean uniformWorn,
      int interviewers,
      Optional<String> interpreterConflict,
      Instant startedAt,
      Optional<Instant> previousEndedAt) {}

  private InterviewWarnings() {}

  public static List<String> of(Circumstances interview) {
    var warnings = new ArrayList<String>();
    if (interview.interviewers() > INTERVIEWERS_AT_MOST) {
      warnings.add("more-than-two-interviewers");
    }
    if (interview.place().equals("police-premises")) {
      warnings.add("police-premises");
    }
    if (interview.uniformWorn()) {
      warnings.add("uniform-worn");
    }
    if (interview.interpreterConflict().isPresent()) {
      warnings.add("interpreter-in-conflict");
    }
    if (interview
        .previousEndedAt()
        .map(ended -> interview.startedAt().isBefore(ended.plus(REST)))
        .orElse(false)) {
      warnings.add("before-the-rest-interval");
    }
    return List.copyOf(warnings);
  }
}
