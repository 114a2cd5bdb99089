package org.opennrm.identification.referral;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.identification.referral.model.AgeBands;
import org.opennrm.platform.policy.model.Answer;
import org.opennrm.platform.web.Checked;
import org.opennrm.platform.web.Coded;
import org.opennrm.platform.web.FieldProblem;

/**
 * What an officer knows at the roadside. Only the channel, the place (a country will do) and the
 * basis for sharing are needed; everything else may be unknown, not asked, refused or none, and
 * told later.
 */
record ReferralForm(
    @NotNull @Coded("channels") String channel,
    @NotNull AreaCode area,
    Answer<Instant> seenAt,
    @Nullable @Valid PersonForm person,
    Answer<Boolean> immediateDanger,
    Answer<Boolean> detainedNow,
    Answer<Boolean> chargedOrFinedNow,
    Answer<Integer> accompanyingChildren,
    @Coded("papers") Answer<String> papers,
    @Coded("movement") Answer<String> movement,
    @Coded("indicators-seen") Answer<List<String>> seen,
    Answer<SafeContact> safeContact,
    @Nullable @Pattern(regexp = "[A-Za-z0-9/_.-]{1,64}") String ownReference,
    Answer<String> notes,
    @NotNull @Valid Sharing sharing)
    implements Checked {

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
  private static final int LONGEST_NOTE = 4000;
  private static final int OLDEST = 120;

  /**
   * Who the person is, as told; names are sealed on arrival and never leave the vault unrecorded.
   */
  record PersonForm(
      Answer<String> givenNames,
      Answer<String> familyName,
      Answer<LocalDate> birthDate,
      Answer<Integer> approximateAge,
      @Coded("age-bands") Answer<String> ageBand,
      @Coded("sexes") Answer<String> sex,
      @Coded("genders") Answer<String> gender,
      Answer<CountryCode> nationality,
      Answer<List<String>> languages) {}

  /** How the person can be reached without harm. */
  @Schema(description = "How the person can be reached without harm.")
  record SafeContact(
      @NotNull String channel,
      @NotNull String value,
      @Nullable String hours,
      @Nullable String codeWord,
      Answer<Boolean> mayBeTheExploiters) {}

  /** On what ground the person's data may be shared at all. */
  @Schema(
      description =
          "Consent needs language and interpreter; not-yet-able needs why; danger-to-life needs law and secondPerson.")
  record Sharing(
      @NotNull @Coded("sharing-bases") String basis,
      @Nullable String language,
      @Nullable @Pattern(regexp = "present|by-telephone|not-needed") String interpreter,
      @Nullable @Pattern(regexp = "no-interpreter|unconscious|drugged|shock|other") String why,
      @Nullable String law,
      @Nullable String secondPerson) {}

  PersonForm personOrNobodyAsked() {
    return Objects.requireNonNullElseGet(
        person,
        () ->
            new PersonForm(
                new Answer.NotAsked<>(),
                new Answer.NotAsked<>(),
                new Answer.NotAsked<>(),
                new Answer.NotAsked<>(),
                new Answer.NotAsked<>(),
                new Answer.NotAsked<>(),
                new Answer.NotAsked<>(),
                new Answer.NotAsked<>(),
                new Answer.NotAsked<>()));
  }

  boolean inImmediateDanger() {
    return immediateDanger.known().orElse(false);
  }

  /** {@code yes}, {@code no}, or why nobody knows. */
  String immediateDangerAsTold() {
    return immediateDanger.code(danger -> danger ? "yes" : "no");
  }

  /** The band as told, or from the birth date or the guessed age, whichever is there. */
  String ageBandOn(LocalDate day) {
    var who = personOrNobodyAsked();
    return who.ageBand()
        .known()
        .or(() ->
            who.birthDate().known().map(born -> AgeBands.of(Period.between(born, day).getYears())))
        .or(() -> who.approximateAge().known().map(AgeBands::of))
        .orElseGet(() -> who.ageBand().code(band -> band));
  }

  /** A child, not a child, or in doubt, which counts as a child until it is resolved. */
  String childOn(LocalDate day) {
    var band = ageBandOn(day);
    if (AgeBands.isChild(band)) {
      return "yes";
    }
    if (sharing.basis().equals("child-or-age-in-doubt")) {
      return "in-doubt";
    }
    return band.contains("-") && Character.isDigit(band.charAt(0)) ? "no" : "unknown";
  }

  @Override
  public List<FieldProblem> problems(Instant now) {
    var problems = new ArrayList<FieldProblem>();
    var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    seenAt
        .known()
        .filter(t -> t.isAfter(now.plus(CLOCKS_DIFFER)))
        .ifPresent(
            _ -> problems.add(new FieldProblem("seenAt", "a time that is not in the future")));
    personOrNobodyAsked()
        .birthDate()
        .known()
        .filter(d -> d.isAfter(today) || d.isBefore(today.minusYears(OLDEST)))
        .ifPresent(_ ->
            problems.add(new FieldProblem("person.birthDate", "a day within the last 120 years")));
    personOrNobodyAsked()
        .approximateAge()
        .known()
        .filter(age -> age < 0 || age > OLDEST)
        .ifPresent(
            _ -> problems.add(new FieldProblem("person.approximateAge", "years from 0 to 120")));
    personOrNobodyAsked()
        .languages()
        .known()
        .filter(all -> all.stream().anyMatch(l -> l == null || !l.matches("[a-z]{3}")))
        .ifPresent(_ ->
            problems.add(
                new FieldProblem("person.languages", "languages by ISO 639-3, such as [\"ron\"]")));
    accompanyingChildren
        .known()
        .filter(n -> n < 0 || n > 30)
        .ifPresent(
            _ -> problems.add(new FieldProblem("accompanyingChildren", "a number from 0 to 30")));
    notes
        .known()
        .filter(n -> n.length() > LONGEST_NOTE)
        .ifPresent(_ -> problems.add(new FieldProblem("notes", "at most 4000 characters")));
    problems.addAll(sharingProblems());
    return problems;
  }

  private List<FieldProblem> sharingProblems() {
    var missing = new ArrayList<FieldProblem>();
    switch (sharing.basis()) {
      case "consent" -> {
        needed(
            missing,
            "language",
            sharing.language(),
            "the language consent was given in (ISO 639-3)");
        needed(
            missing, "interpreter", sharing.interpreter(), "present, by-telephone or not-needed");
      }
      case "not-yet-able" ->
          needed(
              missing,
              "why",
              sharing.why(),
              "no-interpreter, unconscious, drugged, shock or other");
      case "danger-to-life" -> {
        needed(missing, "law", sharing.law(), "the law that allows it, by name");
        needed(
            missing, "secondPerson", sharing.secondPerson(), "the second person's service number");
      }
      default -> {}
    }
    return missing;
  }

  private static void needed(
      List<FieldProblem> missing, String field, @Nullable String value, String expected) {
    if (value == null || value.isBlank()) {
      missing.add(new FieldProblem("sharing." + field, expected));
    }
  }
}
