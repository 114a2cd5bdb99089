package org.opennrm.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;

class OnCallRotaTest {

  private static final CountryCode HERE = new CountryCode("xk");
  private static final OnCall OFFICE = line("xk-office", "bed", true);
  private static final OnCall NIGHT = line("xk-night", "bed", false);
  private static final OnCall INTERPRETER = line("xk-interpreter", "interpreter", false);

  private final OnCallRota rota = new OnCallRota(List.of(OFFICE, INTERPRETER, NIGHT));

  @Test
  void theOfficeAnswersOnAWorkingDayAndTheFallbackOnEveryOther() {
    assertThat(rota.answering(HERE, "bed", true)).contains(OFFICE);
    assertThat(rota.answering(HERE, "bed", false)).contains(NIGHT);
  }

  @Test
  void aLineThatIsAlwaysAnsweredIsGivenOnEveryDay() {
    assertThat(rota.answering(HERE, "interpreter", true)).contains(INTERPRETER);
    assertThat(rota.answering(HERE, "interpreter", false)).contains(INTERPRETER);
  }

  @Test
  void aCountryOrPurposeWithoutALineHasNone() {
    assertThat(rota.answering(HERE, "doctor", true)).isEmpty();
    assertThat(rota.answering(new CountryCode("al"), "bed", true)).isEmpty();
  }

  @Test
  void theLastResortOfEachPurposeIsTheLineThatIsAlwaysAnswered() {
    assertThat(rota.lastResorts()).containsExactly(NIGHT, INTERPRETER);
  }

  @Test
  void aPurposeWithoutALineForTheWeekendIsRefused() {
    assertThatThrownBy(() -> new OnCallRota(List.of(OFFICE)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("xk bed");
  }

  @Test
  void aLineThatNobodyWouldEverBeGivenIsRefused() {
    assertThatThrownBy(() -> new OnCallRota(List.of(NIGHT, OFFICE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OnCallRota(List.of(NIGHT, line("xk-other-night", "bed", false))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static OnCall line(String organisation, String purpose, boolean onWorkingDaysOnly) {
    return new OnCall(
        HERE,
        purpose,
        new OrganisationCode(organisation),
        "+000 invented " + organisation,
        onWorkingDaysOnly);
  }
}
