package org.opennrm.identification.protection.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opennrm.identification.protection.model.RemovalBar.Reason.HELP_RUNS_ON;
import static org.opennrm.identification.protection.model.RemovalBar.Reason.NOT_DECIDED;
import static org.opennrm.identification.protection.model.RemovalBar.Reason.OPEN_CLAIM;
import static org.opennrm.identification.protection.model.RemovalBar.Reason.RECOGNISED;
import static org.opennrm.identification.protection.model.RemovalBar.Reason.REFLECTION;
import static org.opennrm.identification.protection.model.RemovalBar.Reason.REVIEW_WINDOW;
import static org.opennrm.identification.protection.model.RemovalBar.Reason.UNDER_REVIEW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.casefile.model.CaseFile;
import org.opennrm.identification.casefile.model.CaseFile.Closed;
import org.opennrm.identification.casefile.model.CaseFile.Died;
import org.opennrm.identification.casefile.model.CaseFile.Identified;
import org.opennrm.identification.casefile.model.CaseFile.InNeed;
import org.opennrm.identification.casefile.model.CaseFile.NotIdentified;
import org.opennrm.identification.casefile.model.CaseFile.Presumed;
import org.opennrm.identification.casefile.model.CaseFile.ReviewAsked;
import org.opennrm.identification.casefile.model.CaseFile.SetAside;
import org.opennrm.identification.casefile.model.CaseFile.UnderReview;
import org.opennrm.identification.casefile.model.Elements;
import org.opennrm.identification.protection.model.Reflection.Granted;
import org.opennrm.identification.protection.model.Reflection.NotAskedFor;
import org.opennrm.identification.protection.model.RemovalBar.Reason;
import org.opennrm.platform.policy.model.DueTimes;

/** Nobody is removed while the question is open; both sides of each end. */
class RemovalBarTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(30));
  private static final OrganisationCode BY = new OrganisationCode("ba-identification");
  private static final NotIdentified NOT_IDENTIFIED =
      new NotIdentified(BY, Set.of("act-not-established"), Set.of(), NOW, LATER);
  private static final Identified IDENTIFIED =
      new Identified(BY, new Elements(Set.of(), Set.of(), Set.of()), Set.of(), NOW);
  private static final DueTimes DUE = new DueTimes(LATER, LATER);
  private static final HandOverRef HAND_OVER = new HandOverRef("HO-M30VEJ94TAR6B");

  @Test
  void fromTheReferralUntilTheFindingNobodyKnowsTheEnd() {
    for (var file :
        List.of(new InNeed(NOW), new Presumed(BY, Set.of("what-was-seen"), Set.of(), NOW))) {
      assertThat(reasonsAt(NOW, file)).containsExactly(NOT_DECIDED);
      assertThat(barAt(NOW, file).until()).isEmpty();
    }
    assertThat(reasonsAt(NOW, IDENTIFIED)).containsExactly(RECOGNISED);
  }

  @Test
  void aDecisionThatDoesNotRecogniseIsFinalWhenItsWindowHasClosedAndClosingTheFileDoesNotHurry() {
    for (var file : List.of(NOT_IDENTIFIED, new Closed("other", NOW, NOT_IDENTIFIED))) {
      assertThat(reasonsAt(LATER.minusMillis(1), file)).containsExactly(REVIEW_WINDOW);
      assertThat(barAt(NOW, file).until()).contains(LATER);
      assertThat(barAt(LATER, file).holds()).isFalse();
    }
  }

  @Test
  void whoeverIsLookedAtAgainStaysHoweverLongItTakes() {
    for (var file :
        List.of(
            new ReviewAsked(BY, HAND_OVER, "person", DUE, NOT_IDENTIFIED),
            new UnderReview(BY, HAND_OVER, "person", DUE, NOW, NOT_IDENTIFIED))) {
      assertThat(reasonsAt(LATER.plus(Duration.ofDays(900)), file)).containsExactly(UNDER_REVIEW);
      assertThat(barAt(NOW, file).until()).isEmpty();
    }
  }

  @Test
  void afterARecognitionWasSetAsideHelpRunsOnToItsEnd() {
    var aside = new SetAside(BY, "court-found-deception", NOW, LATER, IDENTIFIED);

    assertThat(reasonsAt(LATER.minusMillis(1), aside)).containsExactly(HELP_RUNS_ON);
    assertThat(barAt(LATER, aside).holds()).isFalse();
  }

  @Test
  void aTimeToReflectBarsByItselfUntilItIsOver() {
    var closed = new Closed("persons-wish", NOW, new InNeed(NOW));
    var reflection = new Granted(BY, NOW, LATER, 0);

    assertThat(RemovalBar.of(closed, reflection, Set.of(), LATER.minusMillis(1)).reasons())
        .containsOnlyKeys(REFLECTION)
        .containsEntry(REFLECTION, Optional.of(LATER));
    assertThat(RemovalBar.of(closed, reflection, Set.of(), LATER).holds()).isFalse();
  }

  @Test
  void anOpenClaimBarsWithoutAnEndThatAnybodyKnows() {
    var bar = RemovalBar.of(NOT_IDENTIFIED, new NotAskedFor(), Set.of("asylum"), NOW);

    assertThat(bar.reasons()).containsOnlyKeys(REVIEW_WINDOW, OPEN_CLAIM);
    assertThat(bar.until()).isEmpty();
  }

  @Test
  void theLastOfSeveralEndsIsTheEnd() {
    var bar =
        RemovalBar.of(NOT_IDENTIFIED, new Granted(BY, NOW, LATER.plusSeconds(1), 0), Set.of(), NOW);

    assertThat(bar.until()).contains(LATER.plusSeconds(1));
  }

  @Test
  void nothingIsBarredWhereNobodyAsksAnyMore() {
    assertThat(barAt(NOW, new Closed("opened-in-error", NOW, new InNeed(NOW))).holds()).isFalse();
    assertThat(
            RemovalBar.of(
                    new Died(BY, NOW, Optional.empty()),
                    new Granted(BY, NOW, LATER, 0),
                    Set.of("asylum"),
                    NOW)
                .holds())
        .isFalse();
  }

  private static RemovalBar barAt(Instant moment, CaseFile file) {
    return RemovalBar.of(file, new NotAskedFor(), Set.of(), moment);
  }

  private static Set<Reason> reasonsAt(Instant moment, CaseFile file) {
    return barAt(moment, file).reasons().keySet();
  }
}
