package org.opennrm.identification.need;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ShelterProfile;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.platform.web.Checked;
import org.opennrm.platform.web.Coded;
import org.opennrm.platform.web.FieldProblem;

/**
 * What the person asks for. For a shelter: a profile of coarse codes, never who they are. The basis
 * is the person's consent, or what stands in for it until they can be asked.
 */
record NeedForm(
    @NotNull @Pattern(regexp = "shelter") String kind,
    @NotNull @Coded("sharing-bases") String basis,
    @NotNull @Valid Profile profile)
    implements Checked {

  /** Whom a place has to suit. Lists left out say that nobody has asked. */
  record Profile(
      @NotNull @Pattern(regexp = "female|male|intersex|unknown|not-asked|refused") String sex,
      @NotNull
          @Pattern(regexp = "0-8|9-17|18-23|24-30|31-38|39-47|48-plus|unknown|not-asked|refused")
          String ageBand,
      @NotNull @Min(0) @Max(30) Integer adults,
      @NotNull @Min(0) @Max(30) Integer children,
      @Nullable List<@Pattern(regexp = "[a-z]{3}") String> languages,
      @NotNull @Coded("risk-levels") String riskLevel,
      @Nullable @Coded("accessibility") List<String> accessibility,
      @Nullable @Coded("capabilities") List<String> capabilities,
      @Nullable List<AreaCode> areasToAvoid,
      @NotNull Boolean tonight) {

    ShelterProfile asPublished() {
      return new ShelterProfile(
          sex,
          ageBand,
          adults,
          children,
          orNotAsked(languages),
          riskLevel,
          orNotAsked(accessibility),
          orNotAsked(capabilities),
          Objects.requireNonNullElse(areasToAvoid, List.of()),
          tonight);
    }

    private static List<String> orNotAsked(@Nullable List<String> codes) {
      return codes == null ? List.of("not-asked") : codes;
    }
  }

  @Override
  public List<FieldProblem> problems(Instant now) {
    var problems = new ArrayList<FieldProblem>();
    if (profile.adults() + profile.children() < 1) {
      problems.add(new FieldProblem("profile.adults", "adults and children together at least 1"));
    }
    return problems;
  }
}
