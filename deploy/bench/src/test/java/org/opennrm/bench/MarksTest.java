package org.opennrm.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.ReferralRef;

class MarksTest {

  @Test
  void generatedReferencesAreOfTheRightFormAndMarked() {
    assertThat(new CaseRef(Marks.of("CASE-0123456789ABCDEF", 7, 0)).value()).endsWith("BENCH");
    assertThat(new ReferralRef(Marks.of("NRM-0123456789Z", 7, 0)).value()).contains("BENCH");
    assertThat(Marks.of("BK-0123456789ABC", 7, 0)).matches("BK-[0-9A-Z]{8}BENCH");
  }

  @Test
  void noTwoAreTheSame() {
    Set<String> all = new HashSet<>();
    for (int number = 0; number < 2_000; number++) {
      all.add(Marks.of("NRM-0123456789Z", number, 0));
      for (int which = 0; which < Marks.MOST_OF_A_KIND; which++) {
        all.add(Marks.of("HO-0123456789ABC", number, which));
      }
    }
    assertThat(all).hasSize(2_000 * (1 + Marks.MOST_OF_A_KIND));
  }

  @Test
  void theyAreSpreadOverTheIndexAsRandomOnesAre() {
    assertThat(Marks.of("CASE-0123456789ABCDEF", 1, 0).charAt(5))
        .isNotEqualTo(Marks.of("CASE-0123456789ABCDEF", 2, 0).charAt(5));
  }

  @Test
  void anIdKeepsItsBeginningAndEndsInACount() {
    assertThat(Marks.of("01a201fe-a325-71ae-a7c9-0123456789ab", 1, 3))
        .isEqualTo("01a201fe-a325-71ae-a7c9-be0000000023");
  }
}
