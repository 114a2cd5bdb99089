package org.opennrm.identification.interview;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.web.Checked;
import org.opennrm.platform.web.FieldProblem;

/**
 * An interview as it took place, and what was answered, question by question.
 *
 * @param setting for whose work it was
 * @param conductedBy whose people asked; the caller's when it is left out
 * @param present who was there beside the person and the interviewers
 * @param answers by question: a value, or why there is none
 * @param doNotRepeat questions that nobody is to ask again
 */
record InterviewForm(
    @NotNull @Pattern(regexp = "[a-z0-9.-]{1,80}") String instrument,
    @NotNull @Pattern(regexp = "screening|shelter|health|police|court") String setting,
    @Nullable OrganisationCode conductedBy,
    @NotNull
        @Pattern(
            regexp =
                "counsellor|social-worker|health-worker|lawyer|police-officer|prosecutor|judge|other")
        String role,
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
    @Nullable @Size(max = 10)
        List<
                @NotNull
                @Pattern(
                    regexp =
                        "support-worker|lawyer|guardian|doctor|own-child|relative|companion|other")
                String>
            present,
    @NotNull Instant startedAt,
    @NotNull Instant endedAt,
    @NotNull
        @Size(max = 500)
        @Schema(description = "By question: a value, or {\"answer\": \"refused\"} and the like.")
        Map<@Pattern(regexp = "[a-z0-9.-]{1,80}") String, @NotNull JsonNode> answers,
    @Nullable @Size(max = 500)
        List<@NotNull @Pattern(regexp = "[a-z0-9.-]{1,80}") String> doNotRepeat)
    implements Checked {

  private static final long CLOCKS_DIFFER = 300;

  List<String> notToBeRepeated() {
    return Objects.requireNonNullElseGet(doNotRepeat, List::of);
  }

  @Override
  public List<FieldProblem> problems(Instant now) {
    var problems = new ArrayList<FieldProblem>();
    if (endedAt.isBefore(startedAt)) {
      problems.add(new FieldProblem("endedAt", "a time not before startedAt"));
    }
    if (endedAt.isAfter(now.plusSeconds(CLOCKS_DIFFER))) {
      problems.add(new FieldProblem("endedAt", "a time that is not in the future"));
    }
    return problems;
  }
}
