package org.opennrm.journeys.faults;

import java.util.List;
import org.opennrm.journeys.faults.Violation.Kind;

/**
 * What came of one fault.
 *
 * @param acknowledged requests that were acknowledged while it lasted
 * @param secondsToDeliver from healing until everything accepted before was taken in by all readers
 * @param secondsToDrain from healing until everybody under way had come to an end, and everything
 *     was sent, taken in and done
 * @param checked whether all rules were looked at, or only whether everything arrived
 */
record Outcome(
    String fault,
    int number,
    int acknowledged,
    double secondsToDeliver,
    double secondsToDrain,
    boolean checked,
    List<Violation> violations) {

  Outcome {
    violations = List.copyOf(violations);
  }

  int count(Kind kind) {
    return violations.stream()
        .filter(each -> each.kind() == kind)
        .mapToInt(each -> each.references().size())
        .sum();
  }
}
