package org.opennrm.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.PlacementRef;

/** Where an event holds a code, nothing that a person wrote can take its place. */
class FreeTextStaysOutTest {
  private static final CaseRef CASE = CaseRef.mint(new Random(30));
  private static final PlacementRef PLACEMENT = PlacementRef.mint(new Random(31));

  @ParameterizedTest
  @ValueSource(strings = {"", "She left with her brother", "Left", "left.", "own_housing", "-left"})
  void aReasonThatIsNoCodeIsRefusedWithoutRepeatingIt(String words) {
    assertThatThrownBy(() -> new StayEndedV1(CASE, PLACEMENT, words, Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("reason is not a code in kebab-case");
  }

  @Test
  void aCodeThatIsTooLongToBeOneIsRefused() {
    assertThatThrownBy(() -> new StayEndedV1(CASE, PLACEMENT, "a".repeat(65), Instant.EPOCH))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theListsOfAProfileHoldCodesAndCannotChangeLater() {
    var languages = new ArrayList<>(List.of("ron"));
    var profile = profile(languages, 1, 0);
    languages.add("rus");
    assertThat(profile.languages()).containsExactly("ron");
    assertThatThrownBy(() -> profile(List.of("Romanian, a little"), 1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aProfileIsAboutSomebody() {
    assertThatThrownBy(() -> profile(List.of(), 0, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> profile(List.of(), 2, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(profile(List.of(), 0, 1).children()).isEqualTo(1);
  }

  private static ShelterProfile profile(List<String> languages, int adults, int children) {
    return new ShelterProfile(
        "unknown", "unknown", adults, children, languages, "low", List.of(), List.of(), List.of(),
        true);
  }
}
