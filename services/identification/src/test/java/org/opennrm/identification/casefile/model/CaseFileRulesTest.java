package org.opennrm.identification.casefile.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opennrm.identification.casefile.model.CaseFileRule.ACCEPT_THE_REVIEW_FIRST;
import static org.opennrm.identification.casefile.model.CaseFileRule.AN_ACT_IS_NEEDED;
import static org.opennrm.identification.casefile.model.CaseFileRule.A_MEANS_IS_NEEDED_FOR_AN_ADULT;
import static org.opennrm.identification.casefile.model.CaseFileRule.A_PURPOSE_IS_NEEDED;
import static org.opennrm.identification.casefile.model.CaseFileRule.GROUNDS_ARE_NEEDED;
import static org.opennrm.identification.casefile.model.CaseFileRule.HOST_DOES_NOT_DECIDE;
import static org.opennrm.identification.casefile.model.CaseFileRule.LOOK_AT_THE_DANGER_FIRST;
import static org.opennrm.identification.casefile.model.CaseFileRule.NOT_AN_AUTHORISED_DECIDER;
import static org.opennrm.identification.casefile.model.CaseFileRule.NO_MEANS_IS_ASKED_OF_A_CHILD;
import static org.opennrm.identification.casefile.model.CaseFileRule.ONLY_THE_REVIEWER;
import static org.opennrm.identification.casefile.model.CaseFileRule.REASONS_ARE_NEEDED;
import static org.opennrm.identification.casefile.model.CaseFileRule.REVIEW_BY_SOMEBODY_UNINVOLVED;
import static org.opennrm.identification.casefile.model.CaseFileRule.TELL_HOW_TO_ASK_FOR_REVIEW;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.casefile.model.CaseFile.Died;
import org.opennrm.identification.casefile.model.CaseFile.Identified;
import org.opennrm.identification.casefile.model.CaseFile.NotIdentified;
import org.opennrm.identification.casefile.model.CaseFile.ReviewAsked;
import org.opennrm.identification.casefile.model.CaseFile.UnderReview;
import org.opennrm.identification.casefile.model.CaseFileCommand.AcceptReview;
import org.opennrm.identification.casefile.model.CaseFileCommand.AskForReview;
import org.opennrm.identification.casefile.model.CaseFileCommand.Close;
import org.opennrm.identification.casefile.model.CaseFileCommand.FindNotIdentified;
import org.opennrm.identification.casefile.model.CaseFileCommand.Identify;
import org.opennrm.identification.casefile.model.CaseFileCommand.PassReviewOn;
import org.opennrm.identification.casefile.model.CaseFileCommand.RecordDeath;
import org.opennrm.identification.casefile.model.CaseFileCommand.Reopen;
import org.opennrm.identification.casefile.model.CaseFileCommand.TellNextOfKin;
import org.opennrm.platform.policy.model.DueTimes;
import org.opennrm.platform.policy.model.Ruling;
import org.opennrm.platform.testkit.LifecyclePage;

class CaseFileRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(30));
  private static final OrganisationCode AUTHORITY = new OrganisationCode("ba-identification");
  private static final OrganisationCode REVIEWER = new OrganisationCode("ba-identification-rs");
  private static final OrganisationCode ANOTHER = new OrganisationCode("ba-coordinator");
  private static final HandOverRef HAND_OVER = new HandOverRef("HO-M30VEJ94TAR6B");
  private static final DueTimes DUE = new DueTimes(LATER, LATER);
  private static final Decider DECIDER = new Decider(AUTHORITY, true, true);
  private static final Decider SECOND = new Decider(REVIEWER, true, true);
  private static final Set<String> NONE = Set.of();
  private static final Elements ALL_THREE =
      new Elements(Set.of("recruitment"), Set.of("deception"), Set.of("labour"));
  private static final Set<String> WHY = Set.of("act-not-established");

  private static final CaseFile.InNeed IN_NEED = new CaseFile.InNeed(NOW.minusSeconds(60));
  private static final CaseFile.Presumed PRESUMED =
      new CaseFile.Presumed(AUTHORITY, Set.of("persons-account"), NONE, NOW);
  private static final Identified IDENTIFIED = new Identified(AUTHORITY, ALL_THREE, NONE, NOW);
  private static final NotIdentified NOT_IDENTIFIED =
      new NotIdentified(AUTHORITY, WHY, NONE, NOW, LATER);
  private static final CaseFile.SetAside SET_ASIDE =
      new CaseFile.SetAside(AUTHORITY, "court-found-deception", NOW, LATER, IDENTIFIED);
  private static final ReviewAsked REVIEW_ASKED =
      new ReviewAsked(REVIEWER, HAND_OVER, "lawyer", DUE, NOT_IDENTIFIED);
  private static final UnderReview UNDER_REVIEW =
      new UnderReview(REVIEWER, HAND_OVER, "lawyer", DUE, NOW, NOT_IDENTIFIED);
  private static final Died DIED = new Died(AUTHORITY, NOW, Optional.empty());

  private static final CaseFileCommand.Presume PRESUME =
      new CaseFileCommand.Presume(AUTHORITY, Set.of("persons-account"), NONE);
  private static final AskForReview ASK = new AskForReview("lawyer", REVIEWER, HAND_OVER, DUE);

  @Test
  void everyStepOfEveryStateIsDecidedAndDrawn() {
    LifecyclePage.of(
            "Case file",
            List.<CaseFile>of(
                IN_NEED,
                PRESUMED,
                IDENTIFIED,
                NOT_IDENTIFIED,
                REVIEW_ASKED,
                UNDER_REVIEW,
                SET_ASIDE,
                new CaseFile.Closed("other", NOW, PRESUMED),
                DIED),
            List.<CaseFileCommand>of(
                PRESUME,
                new CaseFileCommand.Presume(AUTHORITY, NONE, NONE),
                new CaseFileCommand.Presume(REVIEWER, Set.of("persons-account"), NONE),
                identify(DECIDER, ALL_THREE, false),
                identify(SECOND, ALL_THREE, false),
                identify(new Decider(AUTHORITY, false, true), ALL_THREE, false),
                identify(new Decider(AUTHORITY, true, false), ALL_THREE, false),
                identify(DECIDER, new Elements(NONE, NONE, NONE), false),
                identify(DECIDER, new Elements(Set.of("receipt"), NONE, NONE), false),
                identify(DECIDER, new Elements(Set.of("receipt"), NONE, NONE), true),
                doNotIdentify(DECIDER, WHY, false, true),
                doNotIdentify(SECOND, WHY, false, true),
                doNotIdentify(DECIDER, NONE, false, true),
                doNotIdentify(DECIDER, Set.of("means-not-established"), true, true),
                doNotIdentify(DECIDER, WHY, false, false),
                ASK,
                new AskForReview("person", AUTHORITY, HAND_OVER, DUE),
                new AcceptReview(REVIEWER),
                new AcceptReview(AUTHORITY),
                new PassReviewOn(REVIEWER, ANOTHER, DUE),
                new PassReviewOn(REVIEWER, AUTHORITY, DUE),
                new CaseFileCommand.SetAside(DECIDER, "court-found-deception", LATER),
                new Close("other"),
                new Close("died"),
                new Reopen(),
                new RecordDeath(AUTHORITY),
                new TellNextOfKin(true),
                new TellNextOfKin(false)),
            (state, command) -> CaseFileRules.decide(state, command, NOW))
        .coversAll(CaseFile.class, CaseFileCommand.class)
        .permitsExactly(CaseFileRules::possibleIn)
        .isDrawnIn("case-file.md");
  }

  @Test
  void aPresumptionNamesItsGrounds() {
    var none = new CaseFileCommand.Presume(AUTHORITY, NONE, Set.of("labour"));

    refuses(IN_NEED, none, GROUNDS_ARE_NEEDED);
    assertThat(decided(IN_NEED, PRESUME)).isInstanceOf(Ruling.Moved.class);
  }

  @Test
  void anAdultIsRecognisedByAllThreeElementsAndAChildWithoutAnyMeans() {
    var withoutMeans = new Elements(Set.of("harbouring"), NONE, Set.of("sexual"));

    refuses(PRESUMED, identify(DECIDER, withoutMeans, false), A_MEANS_IS_NEEDED_FOR_AN_ADULT);
    assertThat(next(PRESUMED, identify(DECIDER, withoutMeans, true)))
        .isEqualTo(new Identified(AUTHORITY, withoutMeans, NONE, NOW));
    for (var child : List.of(true, false)) {
      refuses(
          PRESUMED,
          identify(DECIDER, new Elements(NONE, Set.of("force"), Set.of("labour")), child),
          AN_ACT_IS_NEEDED);
      refuses(
          PRESUMED,
          identify(DECIDER, new Elements(Set.of("receipt"), Set.of("force"), NONE), child),
          A_PURPOSE_IS_NEEDED);
    }
    assertThat(next(PRESUMED, identify(DECIDER, ALL_THREE, false))).isEqualTo(IDENTIFIED);
  }

  @Test
  void thatNoMeansWasFoundIsAReasonForAnAdultAndNeverForAChild() {
    var noMeans = Set.of("means-not-established");

    refuses(PRESUMED, doNotIdentify(DECIDER, noMeans, true, true), NO_MEANS_IS_ASKED_OF_A_CHILD);
    assertThat(next(PRESUMED, doNotIdentify(DECIDER, noMeans, false, true)))
        .isEqualTo(new NotIdentified(AUTHORITY, noMeans, NONE, NOW, LATER));
  }

  @Test
  void nobodyIsNotRecognisedWithoutReasonsAndWithoutKnowingTheWayToAReview() {
    refuses(PRESUMED, doNotIdentify(DECIDER, NONE, false, true), REASONS_ARE_NEEDED);
    refuses(PRESUMED, doNotIdentify(DECIDER, WHY, false, false), TELL_HOW_TO_ASK_FOR_REVIEW);
  }

  @Test
  void neitherTheHostNorAnOrganisationWithoutTheOfficeDecides() {
    for (var command :
        List.<CaseFileCommand>of(
            identify(new Decider(AUTHORITY, true, false), ALL_THREE, false),
            doNotIdentify(new Decider(AUTHORITY, true, false), WHY, false, true))) {
      refuses(PRESUMED, command, HOST_DOES_NOT_DECIDE);
    }
    refuses(
        PRESUMED,
        identify(new Decider(AUTHORITY, false, true), ALL_THREE, false),
        NOT_AN_AUTHORISED_DECIDER);
    refuses(
        IDENTIFIED,
        new CaseFileCommand.SetAside(
            new Decider(AUTHORITY, true, false), "court-found-deception", LATER),
        HOST_DOES_NOT_DECIDE);
  }

  @Test
  void somebodyUninvolvedLooksAgainAndTheirDecisionTakesThePlaceOfTheFirst() {
    refuses(
        NOT_IDENTIFIED,
        new AskForReview("person", AUTHORITY, HAND_OVER, DUE),
        REVIEW_BY_SOMEBODY_UNINVOLVED);
    assertThat(next(NOT_IDENTIFIED, ASK)).isEqualTo(REVIEW_ASKED);
    refuses(REVIEW_ASKED, identify(SECOND, ALL_THREE, false), ACCEPT_THE_REVIEW_FIRST);
    refuses(REVIEW_ASKED, new AcceptReview(AUTHORITY), ONLY_THE_REVIEWER);
    assertThat(next(REVIEW_ASKED, new AcceptReview(REVIEWER))).isEqualTo(UNDER_REVIEW);
    refuses(UNDER_REVIEW, identify(DECIDER, ALL_THREE, false), ONLY_THE_REVIEWER);
    assertThat(decided(UNDER_REVIEW, identify(SECOND, ALL_THREE, false)))
        .isEqualTo(
            new Ruling.Moved<CaseFile, CaseFileEvent>(
                new Identified(REVIEWER, ALL_THREE, NONE, NOW),
                List.of(
                    new CaseFileEvent.Identified(Set.of("labour")),
                    new CaseFileEvent.ReviewEnded(HAND_OVER))));
  }

  @Test
  void afterAReviewADecisionIsFinalAtOnceAndAskingAgainStaysPossible() {
    var second = next(UNDER_REVIEW, doNotIdentify(SECOND, WHY, false, true));

    assertThat(second).isEqualTo(new NotIdentified(REVIEWER, WHY, NONE, NOW, NOW));
    assertThat(decided(second, new AskForReview("person-from-abroad", ANOTHER, HAND_OVER, DUE)))
        .isInstanceOf(Ruling.Moved.class);
  }

  @Test
  void aReviewThatIsPassedOnGoesToNobodyWhoIsInvolved() {
    refuses(
        UNDER_REVIEW, new PassReviewOn(REVIEWER, AUTHORITY, DUE), REVIEW_BY_SOMEBODY_UNINVOLVED);
    refuses(UNDER_REVIEW, new PassReviewOn(REVIEWER, REVIEWER, DUE), REVIEW_BY_SOMEBODY_UNINVOLVED);
    assertThat(next(UNDER_REVIEW, new PassReviewOn(REVIEWER, ANOTHER, DUE)))
        .isEqualTo(new ReviewAsked(ANOTHER, HAND_OVER, "lawyer", DUE, NOT_IDENTIFIED));
  }

  @Test
  void aClosedFileReopensAsItWasAndNoReviewStaysAtADesk() {
    for (var before : List.of(IN_NEED, PRESUMED, IDENTIFIED, NOT_IDENTIFIED, SET_ASIDE)) {
      var closed = new CaseFile.Closed("help-completed", NOW, before);

      assertThat(decided(closed, new Reopen()))
          .isEqualTo(Ruling.moved(before, new CaseFileEvent.Reopened()));
    }
    assertThat(decided(UNDER_REVIEW, new Close("persons-wish")))
        .isEqualTo(
            new Ruling.Moved<CaseFile, CaseFileEvent>(
                new CaseFile.Closed("persons-wish", NOW, NOT_IDENTIFIED),
                List.of(
                    new CaseFileEvent.Closed("persons-wish"),
                    new CaseFileEvent.ReviewDropped(HAND_OVER))));
  }

  @Test
  void aDeathIsRecordedAsADeathAndClosesNothing() {
    refuses(PRESUMED, new Close("died"), CaseFileRule.A_DEATH_IS_NO_CLOSURE);
    assertThat(next(PRESUMED, new RecordDeath(AUTHORITY))).isEqualTo(DIED);
  }

  @Test
  void theNextOfKinAreToldOnceAndOnlyAfterALookAtTheDanger() {
    refuses(DIED, new TellNextOfKin(false), LOOK_AT_THE_DANGER_FIRST);
    var told = next(DIED, new TellNextOfKin(true));
    assertThat(told).isEqualTo(new Died(AUTHORITY, NOW, Optional.of(NOW)));
    refuses(told, new TellNextOfKin(true), CaseFileRule.NEXT_OF_KIN_WERE_TOLD);
  }

  /** DOMAIN 2.2: the finding, the wish to return and the readiness to speak stay apart. */
  @Test
  void aFindingKnowsNeitherTheReturnWishNorTheReadinessToSpeak() {
    var words =
        Pattern.compile("(?i).*(return|wish|speak|testif|testimon|cooperat|police|consent).*");

    assertThat(
            Stream.of(Identify.class, FindNotIdentified.class, Elements.class, Decider.class)
                .flatMap(type -> Stream.of(type.getRecordComponents()))
                .map(component -> component.getName() + " " + component.getType().getSimpleName()))
        .isNotEmpty()
        .noneMatch(name -> words.matcher(name).matches());
  }

  private static Identify identify(Decider by, Elements elements, boolean child) {
    return new Identify(by, elements, NONE, child);
  }

  private static FindNotIdentified doNotIdentify(
      Decider by, Set<String> reasons, boolean child, boolean told) {
    return new FindNotIdentified(by, reasons, NONE, child, told, LATER);
  }

  private static Ruling<CaseFile, CaseFileEvent> decided(CaseFile state, CaseFileCommand command) {
    return CaseFileRules.decide(state, command, NOW);
  }

  private static CaseFile next(CaseFile state, CaseFileCommand command) {
    return switch (decided(state, command)) {
      case Ruling.Moved<CaseFile, CaseFileEvent>(var next, _) -> next;
      case Ruling.Refused<CaseFile, CaseFileEvent>(var rule) ->
          throw new AssertionError("refused by " + rule.name());
    };
  }

  private static void refuses(CaseFile state, CaseFileCommand command, CaseFileRule rule) {
    assertThat(decided(state, command)).isEqualTo(Ruling.refused(rule));
  }
}
