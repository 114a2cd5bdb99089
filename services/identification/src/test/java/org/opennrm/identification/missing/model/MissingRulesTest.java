package org.opennrm.identification.missing.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.missing.model.Missing.ReviewedBy;
import org.opennrm.platform.policy.model.Ruling;
import org.opennrm.platform.testkit.LifecyclePage;

class MissingRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final OrganisationCode HOUSE = new OrganisationCode("ba-iom");
  private static final OrganisationCode OFFICE = new OrganisationCode("ba-identification");
  private static final Missing REPORTED = new Missing.Reported(HOUSE, NOW);
  private static final Missing SEARCHING =
      new Missing.Searching(OFFICE, "officer-1", Set.of("that-missing"), NOW);
  private static final Missing UNRESOLVED =
      new Missing.Unresolved(OFFICE, ReviewedBy.COORDINATOR, NOW);
  private static final Missing SAFE = new Missing.FoundSafe(HOUSE, NOW);
  private static final Missing IN_DANGER = new Missing.FoundInDanger(HOUSE, NOW);
  private static final Missing DIED = new Missing.Died(HOUSE, NOW);
  private static final List<Missing> STATES =
      List.of(REPORTED, SEARCHING, UNRESOLVED, SAFE, IN_DANGER, DIED);

  @Test
  void everyStepOfEveryStateIsDecidedAndDrawn() {
    LifecyclePage.of(
            "Missing",
            STATES,
            List.<MissingCommand>of(
                new MissingCommand.Search(HOUSE, "officer-2", Set.of("nothing")),
                new MissingCommand.Find(HOUSE, false),
                new MissingCommand.Find(HOUSE, true),
                new MissingCommand.RecordDeath(HOUSE),
                ended("officer-1", ReviewedBy.SECOND_PERSON),
                ended("officer-2", ReviewedBy.SECOND_PERSON)),
            (state, command) -> MissingRules.decide(state, command, NOW))
        .coversAll(Missing.class, MissingCommand.class)
        .permitsExactly(MissingRules::possibleIn)
        .isDrawnIn("missing.md");
  }

  @Test
  void whoeverLedTheSearchDoesNotReviewIt() {
    assertThat(decided(SEARCHING, ended("officer-1", ReviewedBy.SECOND_PERSON)))
        .isEqualTo(Ruling.refused(MissingRule.REVIEWED_BY_ANOTHER_PERSON));
    assertThat(decided(SEARCHING, ended("officer-2", ReviewedBy.SECOND_PERSON)))
        .isInstanceOf(Ruling.Moved.class);
    assertThat(decided(SEARCHING, ended("officer-1", ReviewedBy.COORDINATOR)))
        .isInstanceOf(Ruling.Moved.class);
  }

  @Test
  void nobodyIsReportedTwiceAndWhoWasFoundCanBeMissedAgain() {
    for (var state : STATES) {
      var ruling = MissingRules.report(Optional.of(state), HOUSE, NOW);
      switch (state) {
        case Missing.Gone _ ->
            assertThat(ruling).isEqualTo(Ruling.refused(MissingRule.MISSING_ALREADY));
        case Missing.Died _ ->
            assertThat(ruling).isEqualTo(Ruling.refused(MissingRule.PERSON_HAS_DIED));
        case Missing.FoundSafe _, Missing.FoundInDanger _ ->
            assertThat(ruling).isEqualTo(Ruling.moved(REPORTED, new MissingEvent.Reported()));
      }
    }
    assertThat(MissingRules.report(Optional.empty(), HOUSE, NOW))
        .isEqualTo(Ruling.moved(REPORTED, new MissingEvent.Reported()));
  }

  @Test
  void aSearchThatEndedCanBeTakenUpAgain() {
    var again = new MissingCommand.Search(HOUSE, "officer-3", Set.of("danger"));

    assertThat(decided(UNRESOLVED, again))
        .isEqualTo(
            Ruling.moved(
                new Missing.Searching(HOUSE, "officer-3", Set.of("danger"), NOW),
                new MissingEvent.SearchTaken()));
  }

  private static MissingCommand ended(String officer, ReviewedBy by) {
    return new MissingCommand.EndSearch(OFFICE, officer, by);
  }

  private static Ruling<Missing, MissingEvent> decided(Missing state, MissingCommand command) {
    return MissingRules.decide(state, command, NOW);
  }
}
