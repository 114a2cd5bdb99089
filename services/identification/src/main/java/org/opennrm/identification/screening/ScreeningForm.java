package org.opennrm.identification.screening;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.policy.model.Answer;
import org.opennrm.platform.web.Checked;
import org.opennrm.platform.web.Coded;
import org.opennrm.platform.web.FieldProblem;

/**
 * An interview as it took place: where, by how many, in which language, and what was answered.
 * Answers are kept by question, so that nobody has to be asked again.
 */
record ScreeningForm(
    @NotNull Instant startedAt,
    @NotNull Instant endedAt,
    @NotNull
        @Pattern(
            regexp =
                "ngo-office|shelter|hospital|border-post|police-premises|detention-centre|court|by-telephone|other")
        String place,
    @NotNull Boolean uniformWorn,
    @NotNull @Min(1) @Max(20) Integer interviewers,
    @NotNull @Pattern(regexp = "[a-z]{3}") String language,
    @NotNull @Pattern(regexp = "present|by-telephone|not-needed") String interpreter,
    @NotNull Boolean officialInterpreter,
    @Nullable @Pattern(regexp = "same-community|known-to-the-person|employed-by-police|other")
        String interpreterConflict,
    @Coded("indicators-seen") Answer<List<String>> indicators,
    @Nullable Map<@Pattern(regexp = "[a-z0-9.-]{1,80}") String, JsonNode> answers)
    implements Checked {

  @Override
  public List<FieldProblem> problems(Instant now) {
    var problems = new ArrayList<FieldProblem>();
    if (endedAt.isBefore(startedAt)) {
      problems.add(new FieldProblem("endedAt", "a time not before startedAt"));
    }
    if (endedAt.isAfter(now.plusSeconds(300))) {
      problems.add(new FieldProblem("endedAt", "a time that is not in the future"));
    }
    return problems;
  }
}
