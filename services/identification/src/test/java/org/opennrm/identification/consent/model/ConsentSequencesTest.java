package org.opennrm.identification.consent.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.consent.model.Consent.Decision;
import org.opennrm.platform.testkit.Dice;
import org.opennrm.platform.testkit.SeededTrials;

/** Whatever a person says in whatever order, what holds is what a slip with the last word says. */
class ConsentSequencesTest {
  private static final List<String> PURPOSES = List.of("shelter", "transport");
  private static final LocalDate FIRST = LocalDate.of(2026, 1, 5);
  private static final OrganisationCode SOMEBODY = new OrganisationCode("ba-invented-house");

  /**
   * @param toAll not to one receiver alone
   * @param days for how many days it is said; 0 for good
   */
  private record Word(String purpose, Decision decision, boolean toAll, int days, int at) {
    static Word drawn(Dice dice) {
      return new Word(
          dice.any(PURPOSES),
          dice.any(List.of(Decision.values())),
          !dice.oneIn(4),
          dice.below(6),
          dice.below(8));
    }

    Consent asVersion(int version) {
      return new Consent(
          version,
          purpose,
          decision,
          toAll ? Optional.empty() : Optional.of(SOMEBODY),
          days == 0 ? Optional.empty() : Optional.of(FIRST.plusDays(days)));
    }
  }

  @Test
  void theLastWordToEverybodyIsWhatHolds() {
    SeededTrials.run(
        20_000,
        8,
        Word::drawn,
        words -> {
          var versions = new ArrayList<Consent>();
          var slips = new HashMap<String, Word>();
          for (var word : words) {
            versions.addFirst(word.asVersion(versions.size() + 1));
            if (word.toAll()) {
              slips.put(word.purpose(), word);
            }
            for (var purpose : PURPOSES) {
              var slip = slips.get(purpose);
              var holds =
                  slip != null
                      && slip.decision() == Decision.GIVEN
                      && (slip.days() == 0 || word.at() < slip.days());
              if (Consent.holdsFor(purpose, versions, FIRST.plusDays(word.at())) != holds) {
                throw new AssertionError(purpose + " should hold: " + holds);
              }
            }
          }
        });
  }
}
