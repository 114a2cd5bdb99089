package org.opennrm.shelter.placement;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.platform.web.Checked;
import org.opennrm.platform.web.Coded;
import org.opennrm.platform.web.FieldProblem;
import org.opennrm.shelter.placement.model.CodeListEntry;
import org.opennrm.shelter.placement.model.DeclineReason;

/**
 * What a facility answers to an offer.
 *
 * @param reason why it declines; needed then, and only then
 */
record AnswerForm(@NotNull Answer answer, @Nullable @Coded(AnswerForm.REASONS) String reason)
    implements Checked {

  static final String REASONS = "offer-decline-reasons";

  /** Yes or no. */
  enum Answer {
    @JsonProperty("accepted")
    ACCEPTED,
    @JsonProperty("declined")
    DECLINED;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public List<FieldProblem> problems(Instant now) {
    if (accepts() && reason != null) {
      return List.of(new FieldProblem("reason", "no reason, when the answer is accepted"));
    }
    return accepts() || reason != null
        ? List.of()
        : List.of(
            new FieldProblem(
                "reason", REASONS + ": " + String.join(", ", CodeLists.of(REASONS).codes())));
  }

  boolean accepts() {
    return answer == Answer.ACCEPTED;
  }

  DeclineReason declineReason() {
    return CodeListEntry.of(DeclineReason.class, String.valueOf(reason)).orElseThrow();
  }

  /** The same answer again changes nothing and is no mistake. */
  boolean isAlreadyTheAnswerOf(OfferRow offer) {
    return accepts()
        ? offer.state.equals(OfferStore.ACCEPTED)
        : offer.state.equals(OfferStore.DECLINED) && declineReason().code().equals(offer.reason);
  }
}
