package org.opennrm.identification.protection;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.web.Checked;
import org.opennrm.platform.web.Coded;
import org.opennrm.platform.web.FieldProblem;

/** What is told of rights, papers, claims and contact with home. */
final class StayForms {

  private StayForms() {}

  /**
   * @param from the first day on which it holds
   * @param until the last one
   */
  record RightForm(
      @NotNull @Pattern(regexp = "applied|given|refused|ended") String stands,
      @Nullable LocalDate from,
      @Nullable LocalDate until)
      implements Checked {
    @Override
    public List<FieldProblem> problems(Instant now) {
      return inOrder(from, until);
    }
  }

  /**
   * @param authority who issued it: an organisation's code, never a person
   * @param from the first day on which it holds
   * @param until the last one
   */
  record ResidenceForm(
      @NotNull @Coded("residence-kinds") String kind,
      @NotNull @Pattern(regexp = "[a-z]{2}-[a-z0-9-]{1,60}") String authority,
      @NotNull LocalDate from,
      @Nullable LocalDate until)
      implements Checked {
    @Override
    public List<FieldProblem> problems(Instant now) {
      return inOrder(from, until);
    }
  }

  record ClaimForm(@NotNull @Pattern(regexp = "open|decided") String state) {}

  /**
   * @param none nobody at home is told or asked anything
   */
  record HomeContactForm(@NotNull Boolean none) {}

  private static List<FieldProblem> inOrder(@Nullable LocalDate from, @Nullable LocalDate until) {
    return from != null && until != null && until.isBefore(from)
        ? List.of(new FieldProblem("until", "a day that is not before the first"))
        : List.of();
  }
}
