package org.opennrm.shelter.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.opennrm.shelter.Door.ACCEPTED;
import static org.opennrm.shelter.Door.AGREED;
import static org.opennrm.shelter.Door.AUTHORITY;
import static org.opennrm.shelter.Door.COORDINATOR;
import static org.opennrm.shelter.Door.LARA;
import static org.opennrm.shelter.Door.LA_STRADA;
import static org.opennrm.shelter.Door.ZENE;
import static org.opennrm.shelter.Door.answer;
import static org.opennrm.shelter.Door.as;
import static org.opennrm.shelter.Door.see;
import static org.opennrm.shelter.Door.step;
import static org.opennrm.shelter.Searches.until;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.CaseClosedV1;
import org.opennrm.contracts.HandOverCompletedV1;
import org.opennrm.contracts.HandOverOfferedV1;
import org.opennrm.contracts.HandOverWithdrawnV1;
import org.opennrm.contracts.PersonArrivedV1;
import org.opennrm.contracts.PersonNotArrivedV1;
import org.opennrm.contracts.PersonPlacedCountedV1;
import org.opennrm.contracts.PlacementAgreedV1;
import org.opennrm.contracts.PlacementDeclinedByPersonV1;
import org.opennrm.contracts.PlacementLostV1;
import org.opennrm.contracts.StayEndedV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.access.Standing;
import org.opennrm.platform.access.Standings;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.shelter.Database;
import org.opennrm.shelter.Needs;
import org.opennrm.shelter.Searches;
import org.opennrm.shelter.Told;

@QuarkusTest
@QuarkusTestResource(Infra.class)
class StayTest {

  private static final OrganisationCode LARA_CODE = new OrganisationCode("ba-lara");

  @Inject Searches searches;
  @Inject Database database;
  @Inject Standings standings;

  @Test
  void fromAcceptanceToArrivalToDeparture() {
    var caseRef = acceptedByLara();
    var placement = searches.placementOf(caseRef);

    step(AUTHORITY, placement, "person-answer", AGREED)
        .statusCode(200)
        .body("state", equalTo("person-agreed"))
        .body("operator", equalTo("ba-lara"))
        .body("facility", nullValue())
        .body("housed", equalTo(false));
    step(LARA, placement, "arrival")
        .statusCode(200)
        .body("state", equalTo("arrived"))
        .body("housed", equalTo(true))
        .body("facility", equalTo("test-race-1"))
        .body("possibleNow", contains("departure"));
    assertThat(standingsOfLara(caseRef)).containsExactly(Standing.HOLDS);
    assertThat(isPlaceTaken(placement, "infinity")).isTrue();

    step(LARA, placement, "departure", "{\"reason\": \"own-housing\"}")
        .statusCode(200)
        .body("state", equalTo("left"))
        .body("reason", equalTo("own-housing"))
        .body("housed", equalTo(false));
    assertThat(standingsOfLara(caseRef)).containsExactly(Standing.HELD);
    assertThat(isPlaceTaken(placement, "infinity")).isFalse();

    until(() -> !Told.about(caseRef, StayEndedV1.class).isEmpty());
    assertThat(Told.about(caseRef))
        .extracting(Object::getClass)
        .containsSubsequence(
            PlacementAgreedV1.class,
            PersonArrivedV1.class,
            HandOverCompletedV1.class,
            StayEndedV1.class);
    assertThat(Told.about(caseRef, StayEndedV1.class).getFirst().reason()).isEqualTo("own-housing");
  }

  @Test
  void anArrivalIsCountedByTypeAndByRegionOnlyWhereHousesShareIt() {
    var shared = acceptedByLara();
    var alone = searches.begun(Needs.of("assistance"));
    answer(ZENE, searches.offerTo(alone, "test-pension"), ACCEPTED).statusCode(200);
    arrived(shared, LARA);
    arrived(alone, ZENE);

    until(() -> !Told.factsAbout(shared).isEmpty() && !Told.factsAbout(alone).isEmpty());
    assertThat(Told.factsAbout(shared))
        .singleElement()
        .isInstanceOfSatisfying(
            PersonPlacedCountedV1.class,
            counted -> {
              assertThat(counted.facilityType()).isEqualTo("low-risk-shelter");
              assertThat(counted.region()).hasToString("ba-rs-north-east");
            });
    assertThat(Told.factsAbout(alone))
        .singleElement()
        .isInstanceOfSatisfying(
            PersonPlacedCountedV1.class, counted -> assertThat(counted.region()).isNull());
  }

  @Test
  void thePersonHearsRulesAndRegimeBeforeTheyAgree() {
    var placement = searches.placementOf(acceptedByLara());

    step(
            AUTHORITY,
            placement,
            "person-answer",
            AGREED.replace("\"houseRulesTold\": true", "\"houseRulesTold\": false"))
        .statusCode(409)
        .body("rule", equalTo("HOUSE_RULES_NOT_TOLD"))
        .body("possibleNow", contains("person-answer"));
    step(
            AUTHORITY,
            placement,
            "person-answer",
            "{\"answer\": \"agreed\", \"houseRulesTold\": true}")
        .statusCode(409)
        .body("rule", equalTo("REGIME_NOT_TOLD"));
    step(LARA, placement, "person-answer", AGREED).statusCode(200);
    step(AUTHORITY, placement, "person-answer", AGREED)
        .statusCode(200)
        .body("state", equalTo("person-agreed"));
  }

  @Test
  void aPlaceThePersonDeclinesIsFreeAndTheRestAreAskedAnew() {
    var caseRef = acceptedByLara();
    var placement = searches.placementOf(caseRef);

    step(
            LARA,
            placement,
            "person-answer",
            "{\"answer\": \"declined\", \"reason\": \"facility-rules\"}")
        .statusCode(200)
        .body("view", equalTo("released"))
        .body("caseAlias", nullValue());

    assertThat(searches.stateOf(caseRef)).isEqualTo("offered");
    assertThat(isPlaceTaken(placement, "infinity")).isFalse();
    see(LARA, placement).statusCode(404);
    see(AUTHORITY, placement).statusCode(200).body("asked", equalTo(2));
    answer(LA_STRADA, searches.offerTo(caseRef, "test-race-2"), ACCEPTED).statusCode(200);
    until(() -> Told.about(caseRef, HandOverOfferedV1.class).size() == 5);
    assertThat(Told.about(caseRef, PlacementDeclinedByPersonV1.class))
        .singleElement()
        .satisfies(declined -> assertThat(declined.reason()).isEqualTo("facility-rules"));
  }

  @Test
  void nobodyHasToSayWhyTheyDeclineAPlace() {
    var caseRef = acceptedByLara();

    step(AUTHORITY, searches.placementOf(caseRef), "person-answer", "{\"answer\": \"declined\"}")
        .statusCode(200)
        .body("state", equalTo("offered"));
    until(() -> !Told.about(caseRef, PlacementDeclinedByPersonV1.class).isEmpty());
    assertThat(Told.about(caseRef, PlacementDeclinedByPersonV1.class).getFirst().reason())
        .isEqualTo("not-asked");
  }

  @Test
  void aHoldThatExpiresFreesThePlaceAndTheSearchGoesOn() {
    var caseRef = acceptedByLara();
    var placement = searches.placementOf(caseRef);
    step(AUTHORITY, placement, "person-answer", AGREED).statusCode(200);

    searches.letPass(Duration.ofHours(23));
    see(LARA, placement).statusCode(200).body("heldUntil", notNullValue());
    searches.letPass(Duration.ofHours(1));
    searches.untilIn(caseRef, "offered");

    see(LARA, placement).statusCode(404);
    assertThat(isPlaceTaken(placement, searches.now().toString())).isFalse();
    until(() -> !Told.about(caseRef, PlacementLostV1.class).isEmpty());
    assertThat(Told.about(caseRef, PlacementLostV1.class))
        .singleElement()
        .satisfies(lost -> assertThat(lost.reason()).isEqualTo("hold-expired"));
    // Two that came too late in the first round, and the one whose hold ended.
    assertThat(Told.about(caseRef, HandOverWithdrawnV1.class)).hasSize(3);
    assertThat(Told.about(caseRef, HandOverOfferedV1.class)).hasSize(6);
    assertThat(
            database.ask(
                "select command from placement_history where placement = ? and caller is null and organisation is null order by version",
                placement))
        .containsExactly("LoseHold", "Offer");
  }

  @Test
  void whoDoesNotArriveIsMissedAndLetInWhenTheyComeLate() {
    var caseRef = acceptedByLara();
    var placement = searches.placementOf(caseRef);
    step(AUTHORITY, placement, "person-answer", AGREED).statusCode(200);

    step(LARA, placement, "non-arrival")
        .statusCode(200)
        .body("state", equalTo("not-arrived"))
        .body("possibleNow", contains("arrival"));
    step(LARA, placement, "non-arrival").statusCode(200);
    until(() -> !Told.about(caseRef, PersonNotArrivedV1.class).isEmpty());

    searches.letPass(Duration.ofHours(30));
    step(LARA, placement, "arrival").statusCode(200).body("housed", equalTo(true));
    assertThat(isPlaceTaken(placement, "infinity")).isTrue();
  }

  @Test
  void aPersonLivesInOnePlaceAtATime() {
    var caseRef = acceptedByLara();
    var first = searches.placementOf(caseRef);
    arrived(caseRef, LARA);

    searches.published(Needs.stated(caseRef, Needs.of("hearing"), searches.now()));
    until(() -> !searches.placementOf(caseRef).equals(first));
    var second = searches.placementOf(caseRef);
    answer(LA_STRADA, searches.offerTo(caseRef, "test-race-2"), ACCEPTED).statusCode(200);
    step(LA_STRADA, second, "person-answer", AGREED).statusCode(200);
    step(LA_STRADA, second, "arrival")
        .statusCode(409)
        .body("rule", equalTo("STILL_HOUSED_ELSEWHERE"));

    step(LARA, first, "departure", "{\"reason\": \"other-facility\"}").statusCode(200);
    step(LA_STRADA, second, "arrival").statusCode(200);
  }

  @Test
  void aStayIsNotEndedByAClosedCase() {
    var caseRef = acceptedByLara();
    arrived(caseRef, LARA);

    searches.published(new CaseClosedV1(caseRef, Needs.AUTHORITY, "other", searches.now()));
    searches.heard(caseRef, "nrm.identification");

    assertThat(searches.stateOf(caseRef)).isEqualTo("arrived");
  }

  @Test
  void aKeptPlaceIsReleasedWhenTheCaseCloses() {
    var caseRef = acceptedByLara();
    var placement = searches.placementOf(caseRef);

    searches.published(new CaseClosedV1(caseRef, Needs.AUTHORITY, "other", searches.now()));
    searches.untilIn(caseRef, "withdrawn");

    assertThat(isPlaceTaken(placement, "infinity")).isFalse();
    assertThat(isPlaceTaken(placement, searches.now().toString())).isFalse();
    until(() -> Told.about(caseRef, HandOverWithdrawnV1.class).size() == 3);
  }

  @Test
  void theSenderNeverLearnsInWhichHouseAndTheCoordinatorDoes() {
    var caseRef = acceptedByLara();
    var placement = searches.placementOf(caseRef);
    arrived(caseRef, LARA);

    var sender =
        see(AUTHORITY, placement)
            .statusCode(200)
            .body("view", equalTo("sender"))
            .body("housed", equalTo(true))
            .extract()
            .asString();
    assertThat(sender).doesNotContain("test-race", "bijeljina", "Invented");
    see(COORDINATOR, placement)
        .statusCode(200)
        .body("view", equalTo("coordinator"))
        .body("facility", equalTo("test-race-1"))
        .body("offers.facility", containsInAnyOrder("test-race-1", "test-race-2", "test-race-3"))
        .body(
            "suitability.find { it.facility == 'test-last-bed' }.because",
            contains("lacks-accessibility"))
        .body("suitability.find { it.facility == 'test-race-2' }.suits", equalTo(true));
    as(AUTHORITY)
        .queryParam("case", see(AUTHORITY, placement).extract().<String>path("caseAlias"))
        .get("/shelter/placements")
        .then()
        .statusCode(200)
        .body("items.placement", contains(placement));
  }

  private CaseRef acceptedByLara() {
    var caseRef = searches.begun(Needs.of("hearing"));
    answer(LARA, searches.offerTo(caseRef, "test-race-1"), ACCEPTED).statusCode(200);
    return caseRef;
  }

  private void arrived(CaseRef caseRef, String operator) {
    step(operator, searches.placementOf(caseRef), "person-answer", AGREED).statusCode(200);
    step(operator, searches.placementOf(caseRef), "arrival").statusCode(200);
    step(operator, searches.placementOf(caseRef), "arrival").statusCode(200);
  }

  private Set<Standing> standingsOfLara(CaseRef caseRef) {
    return standings.of(caseRef, LARA_CODE, "shelter-placement");
  }

  private boolean isPlaceTaken(String placement, String at) {
    return database.count(
            "select count(*) from stay where placement = ? and during && tstzrange(?::timestamptz, null, '[]')",
            placement,
            at.equals("infinity") ? "9999-01-01T00:00:00Z" : at)
        > 0;
  }
}
