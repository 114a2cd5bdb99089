package org.opennrm.shelter.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.opennrm.shelter.Door.ACCEPTED;
import static org.opennrm.shelter.Door.DECLINED_AS_FULL;
import static org.opennrm.shelter.Door.FORUM;
import static org.opennrm.shelter.Door.LARA;
import static org.opennrm.shelter.Door.LA_STRADA;
import static org.opennrm.shelter.Door.ZENE;
import static org.opennrm.shelter.Door.answer;
import static org.opennrm.shelter.Door.as;
import static org.opennrm.shelter.Searches.until;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.HandOverAcceptedV1;
import org.opennrm.contracts.HandOverDeclinedV1;
import org.opennrm.contracts.HandOverWithdrawnV1;
import org.opennrm.contracts.PlacementAcceptedV1;
import org.opennrm.contracts.PlacementUnmetV1;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.shelter.Database;
import org.opennrm.shelter.Needs;
import org.opennrm.shelter.Searches;
import org.opennrm.shelter.Told;

@QuarkusTest
@QuarkusTestResource(Infra.class)
class AnswerTest {

  @Inject Searches searches;
  @Inject Database database;

  @Test
  void anOperatorSeesTheNeedAndNeverThePerson() {
    var caseRef = searches.begun(Needs.of("hearing"));
    var offer = searches.offerTo(caseRef, "test-race-1");

    var seen =
        as(LARA)
            .get("/shelter/offers/" + offer)
            .then()
            .statusCode(200)
            .header("Cache-Control", "no-store")
            .body("facility", equalTo("test-race-1"))
            .body("state", equalTo("open"))
            .body("neededBy", equalTo("ba-identification"))
            .body("need.sex", equalTo("female"))
            .body("need.ageBand", equalTo("18-23"))
            .body("need.accessibility", equalTo(List.of("hearing")))
            .body("need.tonight", equalTo(true))
            .body("possibleNow", equalTo(List.of("answer")))
            .body("placement", nullValue())
            .extract()
            .asString();
    assertThat(seen).doesNotContain(caseRef.value(), searches.placementOf(caseRef));
    as(LARA).get("/shelter/offers?state=open").then().body("items.offer", hasItem(offer));
    assertThat(
            database.ask(
                "select organisation from access_log where subject = ? and what = ?",
                caseRef.value(),
                "offer/" + offer))
        .containsExactly("ba-lara");
  }

  @Test
  void anotherOperatorsOfferLooksLikeOneThatDoesNotExist() {
    var caseRef = searches.begun(Needs.of("hearing"));
    var offer = searches.offerTo(caseRef, "test-race-1");
    var none = "OF-0000000000000";

    assertThat(refusal(LA_STRADA, offer)).isEqualTo(refusal(LA_STRADA, none));
    assertThat(refusal(LA_STRADA, "anything")).isEqualTo(refusal(LA_STRADA, none));
    assertThat(refusedAnswer(LA_STRADA, offer)).isEqualTo(refusedAnswer(LA_STRADA, none));
    as(LA_STRADA).get("/shelter/offers").then().body("items.offer", not(hasItem(offer)));
    assertThat(searches.stateOf(caseRef)).isEqualTo("offered");
  }

  @Test
  void theFirstAcceptanceKeepsABedAndReleasesTheOthers() {
    var caseRef = searches.begun(Needs.of("hearing"));
    var first = searches.offerTo(caseRef, "test-race-1");
    var second = searches.offerTo(caseRef, "test-race-2");
    var third = searches.offerTo(caseRef, "test-race-3");

    answer(LARA, first, ACCEPTED)
        .statusCode(200)
        .body("state", equalTo("accepted"))
        .body("placement", equalTo(searches.placementOf(caseRef)))
        .body("heldUntil", notNullValue())
        .body("possibleNow", empty());

    answer(LA_STRADA, second, ACCEPTED)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("rule", equalTo("TAKEN_BY_ANOTHER"))
        .body("possibleNow", empty());
    answer(FORUM, third, DECLINED_AS_FULL)
        .statusCode(409)
        .body("rule", equalTo("TAKEN_BY_ANOTHER"));
    assertThat(searches.offerState(first)).isEqualTo("accepted");
    assertThat(searches.offerState(second)).isEqualTo("withdrawn");
    assertThat(searches.offerState(third)).isEqualTo("withdrawn");
    assertThat(staysOf(searches.placementOf(caseRef))).isEqualTo(1);

    until(() -> Told.about(caseRef, HandOverWithdrawnV1.class).size() == 2);
    assertThat(Told.about(caseRef, PlacementAcceptedV1.class)).hasSize(1);
    assertThat(Told.about(caseRef, HandOverAcceptedV1.class))
        .singleElement()
        .satisfies(accepted -> assertThat(accepted.by().value()).isEqualTo("ba-lara"));
  }

  @Test
  void whatTheLoserIsToldHoldsNothingAboutTheWinner() {
    var caseRef = searches.begun(Needs.of("hearing"));
    answer(LARA, searches.offerTo(caseRef, "test-race-1"), ACCEPTED).statusCode(200);
    var lost = searches.offerTo(caseRef, "test-race-2");

    assertThat(answer(LA_STRADA, lost, ACCEPTED).statusCode(409).extract().asString())
        .doesNotContain("lara", "race", "bijeljina", searches.placementOf(caseRef));
    as(LA_STRADA)
        .get("/shelter/offers/" + lost)
        .then()
        .statusCode(200)
        .body("state", equalTo("withdrawn"))
        .body("need", nullValue())
        .body("placement", nullValue());
    as(LA_STRADA)
        .get("/shelter/placements/" + searches.placementOf(caseRef))
        .then()
        .statusCode(404);
  }

  @Test
  void theSameAnswerAgainIsTheSameAnswer() {
    var caseRef = searches.begun(Needs.of("hearing"));
    var accepted = searches.offerTo(caseRef, "test-race-1");
    var declined = searches.offerTo(caseRef, "test-race-2");

    var no = answer(LA_STRADA, declined, DECLINED_AS_FULL).statusCode(200).extract().asString();
    assertThat(answer(LA_STRADA, declined, DECLINED_AS_FULL).statusCode(200).extract().asString())
        .isEqualTo(no);
    var yes = answer(LARA, accepted, ACCEPTED).statusCode(200).extract().asString();
    assertThat(answer(LARA, accepted, ACCEPTED).statusCode(200).extract().asString())
        .isEqualTo(yes);

    assertThat(staysOf(searches.placementOf(caseRef))).isEqualTo(1);
    until(() -> !Told.about(caseRef, HandOverAcceptedV1.class).isEmpty());
    assertThat(Told.about(caseRef, HandOverDeclinedV1.class)).hasSize(1);
  }

  @Test
  void anAnswerIsNotChangedAfterwards() {
    var caseRef = searches.begun(Needs.of("hearing"));
    var declined = searches.offerTo(caseRef, "test-race-2");
    answer(LA_STRADA, declined, DECLINED_AS_FULL).statusCode(200);

    answer(LA_STRADA, declined, ACCEPTED).statusCode(409).body("rule", equalTo("ALREADY_ANSWERED"));
    answer(LA_STRADA, declined, DECLINED_AS_FULL.replace("full", "understaffed"))
        .statusCode(409)
        .body("rule", equalTo("ALREADY_ANSWERED"));
  }

  @Test
  void whenEveryoneIsFullTheNeedIsUnmetAndOpen() {
    var caseRef = searches.begun(Needs.of("hearing"));
    for (var operator : List.of(LARA, LA_STRADA, FORUM)) {
      var house = 1 + List.of(LARA, LA_STRADA, FORUM).indexOf(operator);
      answer(operator, searches.offerTo(caseRef, "test-race-" + house), DECLINED_AS_FULL)
          .statusCode(200)
          .body("state", equalTo("declined"))
          .body("reason", equalTo("full"))
          .body("need", nullValue());
    }

    assertThat(searches.stateOf(caseRef)).isEqualTo("unmet");
    until(() -> !Told.about(caseRef, PlacementUnmetV1.class).isEmpty());
    assertThat(Told.about(caseRef, PlacementUnmetV1.class).getFirst().reason())
        .isEqualTo("all-full");
    assertThat(Told.about(caseRef, HandOverDeclinedV1.class))
        .hasSize(3)
        .allSatisfy(declined -> assertThat(declined.reason()).isEqualTo("full"));
  }

  @Test
  void aHouseWithoutStatedCapacityMakesAPlaceWhenItAccepts() {
    var first = searches.begun(Needs.of("assistance"));
    var second = searches.begun(Needs.of("assistance"));

    answer(ZENE, searches.offerTo(first, "test-pension"), ACCEPTED).statusCode(200);
    answer(ZENE, searches.offerTo(second, "test-pension"), ACCEPTED).statusCode(200);

    assertThat(
            database.ask(
                "select distinct p.kind from place p join stay s on s.place = p.id where s.placement in (?, ?)",
                searches.placementOf(first),
                searches.placementOf(second)))
        .containsExactly("on-request");
  }

  @Test
  void aListIsReadPageByPage() {
    for (var i = 0; i < 4; i++) {
      searches.begun(Needs.of("hearing"));
    }
    var all =
        as(LARA)
            .get("/shelter/offers?limit=200")
            .then()
            .extract()
            .jsonPath()
            .<String>getList("items.offer");
    var first = as(LARA).get("/shelter/offers?limit=2").then().extract().jsonPath();
    var second =
        as(LARA)
            .queryParam("after", first.getString("next"))
            .get("/shelter/offers?limit=2")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();

    assertThat(first.<String>getList("items.offer")).isEqualTo(all.subList(0, 2));
    assertThat(second.<String>getList("items.offer")).isEqualTo(all.subList(2, 4));
  }

  private static String refusedAnswer(String token, String offer) {
    return answer(token, offer, ACCEPTED).statusCode(404).extract().asString().replace(offer, "…");
  }

  private static String refusal(String token, String offer) {
    return as(token)
        .get("/shelter/offers/" + offer)
        .then()
        .statusCode(404)
        .extract()
        .asString()
        // The problem repeats the path that was asked for, and nothing else differs.
        .replace(offer, "…");
  }

  private long staysOf(String placement) {
    return database.count("select count(*) from stay where placement = ?", placement);
  }
}
