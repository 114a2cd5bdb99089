package org.opennrm.identification.consent.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.consent.model.Consent.Decision;

class ConsentTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

  @Test
  void theLastWordHolds() {
    var given = said(1, Decision.GIVEN);
    var withdrawn = said(2, Decision.WITHDRAWN);
    var givenAgain = said(3, Decision.GIVEN);

    assertThat(Consent.holdsFor("shelter", List.of(given), TODAY)).isTrue();
    assertThat(Consent.holdsFor("shelter", List.of(withdrawn, given), TODAY)).isFalse();
    assertThat(Consent.holdsFor("shelter", List.of(given, withdrawn, givenAgain), TODAY)).isTrue();
    assertThat(Consent.holdsFor("shelter", List.of(said(1, Decision.REFUSED)), TODAY)).isFalse();
    assertThat(Consent.holdsFor("shelter", List.of(), TODAY)).isFalse();
  }

  @Test
  void consentToOneThingIsNoConsentToAnother() {
    assertThat(Consent.holdsFor("police", List.of(said(1, Decision.GIVEN)), TODAY)).isFalse();
    var onlyForOne =
        new Consent(
            1,
            "shelter",
            Decision.GIVEN,
            Optional.of(new OrganisationCode("ba-iom")),
            Optional.empty());
    assertThat(Consent.holdsFor("shelter", List.of(onlyForOne), TODAY)).isFalse();
  }

  @Test
  void consentEndsOnTheDayItExpires() {
    var untilToday =
        new Consent(1, "shelter", Decision.GIVEN, Optional.empty(), Optional.of(TODAY));

    assertThat(Consent.holdsFor("shelter", List.of(untilToday), TODAY.minusDays(1))).isTrue();
    assertThat(Consent.holdsFor("shelter", List.of(untilToday), TODAY)).isFalse();
  }

  private static Consent said(int version, Decision decision) {
    return new Consent(version, "shelter", decision, Optional.empty(), Optional.empty());
  }
}
