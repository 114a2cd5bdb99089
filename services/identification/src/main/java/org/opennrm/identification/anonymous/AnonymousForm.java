package org.opennrm.identification.anonymous;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.platform.policy.model.Answer;
import org.opennrm.platform.web.Checked;
import org.opennrm.platform.web.Coded;
import org.opennrm.platform.web.FieldProblem;

/**
 * Coded facts about somebody who chose not to be referred. There is no field for who it was, none
 * for free text, and none for a reference of the sender's own, by which it could be looked up.
 *
 * @param happened the day ({@code 2026-03-31}), or its month alone ({@code 2026-03}) where few
 *     people pass
 * @param present who else was there when the person was asked
 * @param rightsToldIn the language in which the person's rights were told
 */
record AnonymousForm(
    @NotNull @Coded("channels") String channel,
    @NotNull AreaCode area,
    @Coded("age-bands") Answer<String> ageBand,
    @Coded("sexes") Answer<String> sex,
    @Coded("forms-of-exploitation") Answer<List<String>> forms,
    @NotNull @Pattern(regexp = "\\d{4}-\\d{2}(-\\d{2})?") String happened,
    @Coded("refusal-reasons") Answer<List<String>> whyRefused,
    @NotNull @Pattern(regexp = "[a-z]{3}") String language,
    @NotNull @Pattern(regexp = "present|by-telephone|not-needed") String interpreter,
    @Coded("who-was-present") Answer<List<String>> present,
    Answer<String> rightsToldIn)
    implements Checked {

  private static final int OLDEST = 10;
  private static final int LENGTH_OF_A_DAY = 10;

  boolean aboutAChild() {
    return ageBand.known().filter(band -> band.equals("0-8") || band.equals("9-17")).isPresent();
  }

  @Override
  public List<FieldProblem> problems(Instant now) {
    var problems = new ArrayList<FieldProblem>();
    // It may be tomorrow already where it happened.
    var tomorrow = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(1);
    if (firstDay()
        .filter(day -> !day.isAfter(tomorrow) && !day.isBefore(tomorrow.minusYears(OLDEST)))
        .isEmpty()) {
      problems.add(
          new FieldProblem("happened", "a day such as 2026-03-31, or a month such as 2026-03"));
    }
    rightsToldIn
        .known()
        .filter(language -> !language.matches("[a-z]{3}"))
        .ifPresent(_ ->
            problems.add(
                new FieldProblem("rightsToldIn", "a language by ISO 639-3, such as \"ron\"")));
    withoutHoles(problems, "forms", forms);
    withoutHoles(problems, "whyRefused", whyRefused);
    withoutHoles(problems, "present", present);
    return problems;
  }

  private static void withoutHoles(
      List<FieldProblem> problems, String field, Answer<List<String>> codes) {
    codes
        .known()
        .filter(all -> all.stream().anyMatch(Objects::isNull))
        .ifPresent(_ -> problems.add(new FieldProblem(field, "codes only")));
  }

  private Optional<LocalDate> firstDay() {
    try {
      return Optional.of(
          happened.length() == LENGTH_OF_A_DAY
              ? LocalDate.parse(happened)
              : YearMonth.parse(happened).atDay(1));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
