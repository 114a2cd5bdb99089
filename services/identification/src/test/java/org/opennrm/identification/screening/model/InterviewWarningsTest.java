package org.opennrm.identification.screening.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opennrm.identification.screening.model.InterviewWarnings.Circumstances;

class InterviewWarningsTest {

  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  @Test
  void aCalmInterviewByTwoInAnOfficeWarnsOfNothing() {
    assertThat(
            InterviewWarnings.of(
                new Circumstances(
                    "ngo-office", false, 2, Optional.empty(), START, Optional.empty())))
        .isEmpty();
  }

  @Test
  void everyCircumstanceThatFrightensIsNamed() {
    var interview =
        new Circumstances(
            "police-premises",
            true,
            3,
            Optional.of("same-community"),
            START,
            Optional.of(START.minus(Duration.ofHours(11))));

    assertThat(InterviewWarnings.of(interview))
        .containsExactly(
            "more-than-two-interviewers",
            "police-premises",
            "uniform-worn",
            "interpreter-in-conflict",
            "before-the-rest-interval");
  }

  @Test
  void twelveHoursAreANightsRest() {
    var rested = Optional.of(START.minus(Duration.ofHours(12)));

    assertThat(
            InterviewWarnings.of(
                new Circumstances("ngo-office", false, 1, Optional.empty(), START, rested)))
        .isEmpty();
  }
}
