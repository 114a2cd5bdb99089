package org.opennrm.identification.batch;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.web.Checked;
import org.opennrm.platform.web.FieldProblem;

/**
 * The people whom one operation brought, each with a referral of their own, and what binds them.
 * Whether links name people that there are is looked at later: some may have come before.
 */
record BatchForm(
    @Schema(
            description =
                "all-or-nothing, the default: one mistake and nobody is stored. store-valid: whoever is right is stored, the others are returned with their errors.")
        @Nullable
        @Pattern(regexp = "all-or-nothing|store-valid")
        String onError,
    @NotNull @NotEmpty @Size(max = MOST) List<@NotNull @Valid Person> persons,
    @Nullable @Size(max = MOST) List<@NotNull @Valid Household> households,
    @Nullable @Size(max = MOST_PAIRS) List<@NotNull @Valid KeepApart> keepApart)
    implements Checked {

  private static final int MOST = 100;
  private static final int MOST_PAIRS = 1_000;
  private static final String KEY = "[A-Za-z0-9_.-]{1,32}";

  /**
   * @param key what the sender calls the person in this batch: a number on a list, never a name
   * @param referral as it would be sent alone
   */
  record Person(
      @NotNull @Pattern(regexp = KEY) String key,
      @Schema(ref = "ReferralForm") @NotNull JsonNode referral) {}

  /** People who belong together, by their keys. */
  record Household(
      @NotNull @Size(min = 2, max = MOST) List<@NotNull @Pattern(regexp = KEY) String> members) {}

  /** Two people who must not meet, by their keys; why is nobody's business here. */
  record KeepApart(
      @NotNull @Size(min = 2, max = 2) List<@NotNull @Pattern(regexp = KEY) String> between) {}

  boolean storesWhoIsRight() {
    return "store-valid".equals(onError);
  }

  List<Household> householdsToldOf() {
    return Objects.requireNonNullElse(households, List.of());
  }

  List<KeepApart> pairsToKeepApart() {
    return Objects.requireNonNullElse(keepApart, List.of());
  }

  @Override
  public List<FieldProblem> problems(Instant now) {
    var problems = new ArrayList<FieldProblem>();
    var keys = new HashSet<String>();
    for (var i = 0; i < persons.size(); i++) {
      if (!keys.add(persons.get(i).key())) {
        problems.add(new FieldProblem("persons[" + i + "].key", "a key that no other person has"));
      }
    }
    for (var i = 0; i < householdsToldOf().size(); i++) {
      var members = householdsToldOf().get(i).members();
      if (Set.copyOf(members).size() < members.size()) {
        problems.add(new FieldProblem("households[" + i + "].members", "each key once"));
      }
    }
    for (var i = 0; i < pairsToKeepApart().size(); i++) {
      var between = Set.copyOf(pairsToKeepApart().get(i).between());
      if (between.size() < 2) {
        problems.add(new FieldProblem("keepApart[" + i + "].between", "two different keys"));
      } else if (householdsToldOf().stream()
          .anyMatch(household -> household.members().containsAll(between))) {
        problems.add(
            new FieldProblem(
                "keepApart[" + i + "].between", "two people who are not of one household"));
      }
    }
    return problems;
  }
}
