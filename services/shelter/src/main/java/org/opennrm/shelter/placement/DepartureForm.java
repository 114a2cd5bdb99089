package org.opennrm.shelter.placement;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.platform.policy.model.Answer;
import org.opennrm.platform.web.Checked;
import org.opennrm.platform.web.Coded;
import org.opennrm.platform.web.FieldProblem;
import org.opennrm.shelter.placement.model.CodeListEntry;
import org.opennrm.shelter.placement.model.ExitReason;

/**
 * How a stay ended.
 *
 * @param reason a code, or that nobody knows
 */
record DepartureForm(@Coded(DepartureForm.REASONS) Answer<String> reason) implements Checked {

  static final String REASONS = "exit-reasons";

  @Override
  public List<FieldProblem> problems(Instant now) {
    return exit().isPresent()
        ? List.of()
        : List.of(
            new FieldProblem(
                "reason",
                REASONS
                    + ": "
                    + String.join(", ", CodeLists.of(REASONS).codes())
                    + ", or unknown as an answer"));
  }

  ExitReason exitReason() {
    return exit().orElseThrow();
  }

  private Optional<ExitReason> exit() {
    return CodeListEntry.of(ExitReason.class, reason.code(code -> code));
  }
}
