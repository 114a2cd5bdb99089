package org.opennrm.shelter.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.opennrm.shelter.Searches.until;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.CaseClosedV1;
import org.opennrm.contracts.ConsentWithdrawnV1;
import org.opennrm.contracts.FindingSetAsideV1;
import org.opennrm.contracts.HandOverOfferedV1;
import org.opennrm.contracts.HandOverWithdrawnV1;
import org.opennrm.contracts.NeedUnmetCountedV1;
import org.opennrm.contracts.NeedWithdrawnV1;
import org.opennrm.contracts.PersonDiedV1;
import org.opennrm.contracts.PersonNotIdentifiedV1;
import org.opennrm.contracts.PlacementOfferedV1;
import org.opennrm.contracts.PlacementSoughtV1;
import org.opennrm.contracts.PlacementUnmetV1;
import org.opennrm.contracts.PlacementWithdrawnV1;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.shelter.Database;
import org.opennrm.shelter.Door;
import org.opennrm.shelter.Needs;
import org.opennrm.shelter.Searches;
import org.opennrm.shelter.Told;

@QuarkusTest
@QuarkusTestResource(Infra.class)
class SearchTest {

  private static final String NEWS = "nrm.identification";
  private static final String NEEDS = "nrm.identification.needs";

  @Inject Searches searches;
  @Inject Database database;
  @Inject PlacementClock clock;

  @Test
  void aStatedNeedIsOfferedToEveryFacilityThatSuits() {
    var caseRef = searches.begun(Needs.ofAnyHouse());

    until(() -> Told.about(caseRef).size() == 9);
    assertThat(Told.about(caseRef))
        .extracting(Object::getClass)
        .startsWith(PlacementSoughtV1.class, PlacementOfferedV1.class, HandOverOfferedV1.class);
    assertThat(Told.about(caseRef, HandOverOfferedV1.class))
        .allSatisfy(offered -> {
          assertThat(offered.step()).isEqualTo("shelter-placement");
          assertThat(offered.from()).isEqualTo(Needs.AUTHORITY);
          assertThat(offered.dueAt()).isEqualTo(offered.offeredAt().plus(Duration.ofHours(2)));
          assertThat(offered.graceUntil()).isEqualTo(offered.dueAt().plus(Duration.ofMinutes(30)));
        })
        .extracting(offered -> offered.to().value())
        .containsExactlyInAnyOrder(
            "ba-iom",
            "ba-iom",
            "ba-iom",
            "ba-iom",
            "ba-la-strada",
            "ba-forum-of-solidarity",
            "ba-lara");
    assertThat(Told.about(caseRef, PlacementOfferedV1.class).getFirst().offers()).isEqualTo(7);
  }

  @Test
  void anAreaToAvoidIsLeftOutAndNobodyIsToldWhy() {
    var caseRef = searches.begun(Needs.avoiding("ba-fed-sarajevo-canton"));

    assertThat(facilitiesAskedFor(caseRef))
        .containsExactlyInAnyOrder(
            "ba-mostar-safe-house",
            "ba-doboj-safe-house",
            "ba-banja-luka-safe-house",
            "ba-bijeljina-safe-house");
    var offer = searches.offerTo(caseRef, "ba-mostar-safe-house");
    assertThat(
            Door.as(Door.LA_STRADA)
                .get("/shelter/offers/" + offer)
                .then()
                .statusCode(200)
                .extract()
                .asString())
        .doesNotContain("avoid", "sarajevo");
  }

  @Test
  void aNeedThatNoFacilitySuitsIsCountedAndStaysOpen() {
    var caseRef = searches.begun(Needs.ofTheImpossible());

    until(() -> !Told.factsAbout(caseRef).isEmpty());
    assertThat(searches.stateOf(caseRef)).isEqualTo("unmet");
    assertThat(Told.about(caseRef, PlacementUnmetV1.class))
        .singleElement()
        .satisfies(unmet -> assertThat(unmet.reason()).isEqualTo("no-facility-suits"));
    assertThat(Told.factsAbout(caseRef))
        .singleElement()
        .isInstanceOfSatisfying(
            NeedUnmetCountedV1.class,
            counted -> {
              assertThat(counted.sex()).isEqualTo("female");
              assertThat(counted.ageBand()).isEqualTo("18-23");
              assertThat(counted.reason()).isEqualTo("no-facility-suits");
            });
  }

  @Test
  void aNeedHeardTwiceIsSoughtOnce() {
    var caseRef = Needs.newCase();
    var need = Needs.stated(caseRef, Needs.ofAnyHouse(), searches.now());
    // Once as the broker may repeat it, once as the publisher may.
    try (var identification = Feed.of("identification")) {
      identification.publish(need);
      identification.send(identification.record(1, need));
      identification.publish(need);
    }
    searches.heard(caseRef, NEEDS);

    assertThat(database.count("select count(*) from placement where case_ref = ?", caseRef.value()))
        .isEqualTo(1);
    assertThat(facilitiesAskedFor(caseRef)).hasSize(7);
  }

  @Test
  void oneCaseSeeksOnePlaceAtATime() {
    var caseRef = searches.begun(Needs.ofAnyHouse());

    searches.published(Needs.stated(caseRef, Needs.ofAnyHouse(), searches.now()));
    searches.heard(caseRef, NEEDS);

    assertThat(database.ask("select reason from inbox_rejected where subject = ?", caseRef.value()))
        .containsExactly("already-sought");
    assertThat(facilitiesAskedFor(caseRef)).hasSize(7);
  }

  @Test
  void anUnmetNeedStatedAnewIsOfferedAgainInTheSameSearch() {
    var caseRef = searches.begun(Needs.ofTheImpossible());
    var placement = searches.placementOf(caseRef);

    searches.published(Needs.stated(caseRef, Needs.ofAnyHouse(), searches.now()));
    searches.untilIn(caseRef, "offered");

    assertThat(searches.placementOf(caseRef)).isEqualTo(placement);
    until(() -> !Told.about(caseRef, PlacementOfferedV1.class).isEmpty());
    assertThat(Told.about(caseRef, PlacementSoughtV1.class)).hasSize(2);
  }

  @Test
  void aWithdrawnNeedReleasesWhatWasAsked() {
    var caseRef = Needs.newCase();
    var need = Needs.stated(caseRef, Needs.ofAnyHouse(), searches.now());
    searches.published(need);
    until(() ->
        !database.ask("select ref from placement where case_ref = ?", caseRef.value()).isEmpty());

    searches.published(new NeedWithdrawnV1(caseRef, need.need(), Needs.AUTHORITY, searches.now()));
    searches.untilIn(caseRef, "withdrawn");

    until(() -> !Told.about(caseRef, PlacementWithdrawnV1.class).isEmpty());
    assertThat(Told.about(caseRef, HandOverWithdrawnV1.class))
        .hasSameSizeAs(Told.about(caseRef, HandOverOfferedV1.class));
    assertThat(offerStatesOf(caseRef)).containsOnly("withdrawn");
  }

  @Test
  void aClosedCaseAndAConsentTakenBackEndTheSearch() {
    var closed = searches.begun(Needs.ofAnyHouse());
    var unwilling = searches.begun(Needs.ofAnyHouse());
    var travelling = searches.begun(Needs.ofAnyHouse());

    searches.published(
        new CaseClosedV1(closed, Needs.AUTHORITY, "other", searches.now()),
        consentTakenBack(unwilling, "shelter"),
        consentTakenBack(travelling, "return"));

    searches.untilIn(closed, "withdrawn");
    searches.untilIn(unwilling, "withdrawn");
    searches.heard(travelling, NEWS);
    assertThat(searches.stateOf(travelling)).isEqualTo("offered");
  }

  @Test
  void aDeathEndsTheSearchAndNoFindingEverDoes() {
    var died = searches.begun(Needs.ofAnyHouse());
    var notRecognised = searches.begun(Needs.ofAnyHouse());
    var setAside = searches.begun(Needs.ofAnyHouse());
    var now = searches.now();

    searches.published(
        new PersonDiedV1(died, Needs.AUTHORITY, now),
        new PersonNotIdentifiedV1(notRecognised, Needs.AUTHORITY, now, now),
        new FindingSetAsideV1(setAside, Needs.AUTHORITY, now, now));

    searches.untilIn(died, "withdrawn");
    searches.heard(notRecognised, NEWS);
    searches.heard(setAside, NEWS);
    assertThat(searches.stateOf(notRecognised)).isEqualTo("offered");
    assertThat(searches.stateOf(setAside)).isEqualTo("offered");
  }

  @Test
  void anEndThatIsFasterThanItsNeedKeepsTheNeedFromBeingSought() {
    var withdrawn = Needs.newCase();
    var need = Needs.stated(withdrawn, Needs.ofAnyHouse(), searches.now());
    var closed = Needs.newCase();
    var statedBefore = Needs.stated(closed, Needs.ofAnyHouse(), searches.now());
    searches.published(
        new NeedWithdrawnV1(withdrawn, need.need(), Needs.AUTHORITY, searches.now()),
        new CaseClosedV1(closed, Needs.AUTHORITY, "other", searches.now()));
    searches.heard(withdrawn, NEWS);
    searches.heard(closed, NEWS);

    searches.published(need, statedBefore);
    searches.heard(withdrawn, NEEDS);
    searches.heard(closed, NEEDS);
    assertThat(
            database.ask(
                "select ref from placement where case_ref in (?, ?)",
                withdrawn.value(),
                closed.value()))
        .isEmpty();

    searches.published(Needs.stated(closed, Needs.ofAnyHouse(), searches.now()));
    until(() ->
        !database.ask("select ref from placement where case_ref = ?", closed.value()).isEmpty());
  }

  @Test
  void unansweredOffersEndWithTheirTimeAndStayOwed() {
    var caseRef = searches.begun(Needs.ofAnyHouse());
    var offer = searches.offerTo(caseRef, "ba-mostar-safe-house");

    assertThat(clock.due(searches.now().plus(Duration.ofHours(2)))).isPositive();

    searches.letPass(Duration.ofHours(2));
    searches.untilIn(caseRef, "unmet");

    assertThat(clock.due(searches.now())).as("nothing is left that is due").isZero();
    until(() -> !Told.about(caseRef, PlacementUnmetV1.class).isEmpty());
    assertThat(Told.about(caseRef, PlacementUnmetV1.class).getFirst().reason())
        .isEqualTo("no-answer");
    assertThat(Told.about(caseRef, HandOverWithdrawnV1.class)).isEmpty();
    assertThat(offerStatesOf(caseRef)).containsOnly("open");
    Door.answer(Door.LA_STRADA, offer, Door.ACCEPTED)
        .statusCode(409)
        .body("rule", equalTo("OFFER_HAS_EXPIRED"))
        .body("possibleNow", contains("answer"));
    Door.answer(Door.LA_STRADA, offer, Door.DECLINED_AS_FULL).statusCode(200);
    assertThat(searches.stateOf(caseRef)).isEqualTo("unmet");
  }

  @Test
  void everyChangeLeavesALineOfHistoryThatCannotBeRewritten() {
    var caseRef = searches.begun(Needs.ofAnyHouse());
    var placement = searches.placementOf(caseRef);

    assertThat(
            database.ask(
                "select command from placement_history where placement = ? order by version",
                placement))
        .containsExactly("Seek", "Offer");
    assertThat(
            database.ask(
                "select organisation from placement_history where placement = ?", placement))
        .containsOnly("ba-identification");
    assertThatThrownBy(() ->
            database.ask(
                "update placement_history set command = 'Nothing' where placement = ? returning command",
                placement))
        .hasMessageContaining("written once");
  }

  private PublishedEvent consentTakenBack(CaseRef caseRef, String purpose) {
    return new ConsentWithdrawnV1(caseRef, purpose, null, Needs.AUTHORITY, searches.now());
  }

  private List<String> facilitiesAskedFor(CaseRef caseRef) {
    return database.ask(
        "select o.facility from offer o join placement p on p.ref = o.placement where p.case_ref = ?",
        caseRef.value());
  }

  private List<String> offerStatesOf(CaseRef caseRef) {
    return database.ask(
        "select o.state from offer o join placement p on p.ref = o.placement where p.case_ref = ?",
        caseRef.value());
  }
}
