package org.opennrm.shelter.placement;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.platform.policy.model.Answer;
import org.opennrm.platform.web.Checked;
import org.opennrm.platform.web.Coded;
import org.opennrm.platform.web.FieldProblem;
import org.opennrm.shelter.placement.model.CodeListEntry;
import org.opennrm.shelter.placement.model.Placement;
import org.opennrm.shelter.placement.model.PlacementCommand;
import org.opennrm.shelter.placement.model.RefusalReason;

/**
 * What the person answers to the place, told by whoever is with them.
 *
 * @param reason why not; nobody has to give one
 * @param houseRulesTold whether they heard the rules of the house first, in words they understand
 * @param regimeTold whether they know if its doors are locked
 */
record PersonAnswerForm(
    @NotNull Decision answer,
    @Coded(PersonAnswerForm.REASONS) Answer<String> reason,
    @Nullable Boolean houseRulesTold,
    @Nullable Boolean regimeTold)
    implements Checked {

  static final String REASONS = "refusal-reasons";

  /** Yes or no. */
  enum Decision {
    @JsonProperty("agreed")
    AGREED,
    @JsonProperty("declined")
    DECLINED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public List<FieldProblem> problems(Instant now) {
    return refusal().isPresent()
        ? List.of()
        : List.of(
            new FieldProblem(
                "reason",
                REASONS
                    + ": "
                    + String.join(", ", CodeLists.of(REASONS).codes())
                    + ", or unknown, not-asked, refused as an answer"));
  }

  PlacementCommand command() {
    return answer == Decision.AGREED
        ? new PlacementCommand.Agree(
            Boolean.TRUE.equals(houseRulesTold), Boolean.TRUE.equals(regimeTold))
        : new PlacementCommand.DeclineByPerson(refusal().orElseThrow());
  }

  /** A yes that was heard before needs no second one. */
  boolean isAlreadyTheAnswerIn(Placement state) {
    return answer == Decision.AGREED && state instanceof Placement.PersonAgreed;
  }

  private Optional<RefusalReason> refusal() {
    return CodeListEntry.of(RefusalReason.class, reason.code(code -> code));
  }
}
