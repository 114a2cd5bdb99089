package org.opennrm.identification.consent;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.web.Checked;
import org.opennrm.platform.web.Coded;
import org.opennrm.platform.web.FieldProblem;

/**
 * What the person said to one purpose, in which language and through whom. Consent that was not
 * explained in the mother tongue first is none.
 */
record ConsentForm(
    @NotNull @Coded("consent-purposes") String purpose,
    @NotNull @Pattern(regexp = "given|refused|withdrawn") String decision,
    @Nullable OrganisationCode receiver,
    @NotNull @Pattern(regexp = "[a-z]{3}") String language,
    @NotNull @Pattern(regexp = "present|by-telephone|not-needed") String interpreter,
    @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,40}") String formVersion,
    @NotNull Boolean rightsToldInMotherTongue,
    @Nullable LocalDate expiresOn)
    implements Checked {

  @Override
  public List<FieldProblem> problems(Instant now) {
    var problems = new ArrayList<FieldProblem>();
    if (decision.equals("given") && !rightsToldInMotherTongue) {
      problems.add(
          new FieldProblem(
              "rightsToldInMotherTongue", "true: rights are told before anybody agrees"));
    }
    if (expiresOn != null && !expiresOn.isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
      problems.add(new FieldProblem("expiresOn", "a day after today"));
    }
    return problems;
  }
}
