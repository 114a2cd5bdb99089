package org.opennrm.shelter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.oneOf;
import static org.opennrm.shelter.Door.ACCEPTED;
import static org.opennrm.shelter.Door.AGREED;
import static org.opennrm.shelter.Door.AUTHORITY;
import static org.opennrm.shelter.Door.COORDINATOR;
import static org.opennrm.shelter.Door.LARA;
import static org.opennrm.shelter.Door.LA_STRADA;
import static org.opennrm.shelter.Door.MINISTRY;
import static org.opennrm.shelter.Door.POLICE;
import static org.opennrm.shelter.Door.answer;
import static org.opennrm.shelter.Door.as;
import static org.opennrm.shelter.Door.step;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.platform.testkit.TokenIssuer;

/** What a wrong request gets at every door: what is wrong, and never whether something exists. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class BadInputTest {

  private static final String NO_OFFER = "OF-0000000000000";
  private static final String NO_PLACEMENT = "PL-0000000000000";

  @Inject Searches searches;
  @Inject Database database;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "answer        | {}                                                     | answer",
        "answer        | {\"answer\": null}                                     | answer",
        "answer        | {\"answer\": \"maybe\"}                                | answer",
        "answer        | {\"answer\": 1}                                        | answer",
        "answer        | {\"answer\": [\"accepted\"]}                           | answer",
        "answer        | {\"answer\": \"accepted\", \"note\": \"x\"}            | note",
        "answer        | {\"answer\": \"accepted\", \"reason\": \"full\"}       | reason",
        "answer        | {\"answer\": \"declined\"}                             | reason",
        "answer        | {\"answer\": \"declined\", \"reason\": \"bored\"}      | reason",
        "answer        | {\"answer\": \"declined\", \"reason\": {\"a\": 1}}     | reason",
        "person-answer | {}                                                     | answer",
        "person-answer | {\"answer\": \"agreed\", \"houseRulesTold\": \"yes\"}  | houseRulesTold",
        "person-answer | {\"answer\": \"agreed\", \"regimeTold\": 1}            | regimeTold",
        "person-answer | {\"answer\": \"agreed\", \"person\": {\"name\": \"x\"}} | person",
        "person-answer | {\"answer\": \"declined\", \"reason\": \"bored\"}      | reason",
        "person-answer | {\"answer\": \"declined\", \"reason\": {\"answer\": \"none\"}} | reason",
        "departure     | {}                                                     | reason",
        "departure     | {\"reason\": \"absconded\"}                            | reason",
        "departure     | {\"reason\": {\"answer\": \"not-asked\"}}              | reason",
        "departure     | {\"reason\": \"left\", \"to\": \"somewhere\"}          | to",
      })
  void everyWrongFieldIsNamedAndNothingIsDone(String operation, String body, String field) {
    var caseRef = searches.begun(Needs.of("hearing"));
    var before = versionOf(caseRef);

    put(operation, caseRef, body)
        .statusCode(422)
        .contentType("application/problem+json")
        .header("Cache-Control", "no-store")
        .body("errors.field", contains(field));

    assertThat(versionOf(caseRef)).isEqualTo(before);
  }

  @Test
  void allWrongFieldsAreNamedAtOnceInTheCallersLanguage() {
    var placement = searches.placementOf(searches.begun(Needs.of("hearing")));

    as(AUTHORITY)
        .header("Accept-Language", "bs")
        .body("{\"answer\": \"perhaps\", \"regimeTold\": \"no\", \"name\": \"x\"}")
        .put("/shelter/placements/" + placement + "/person-answer")
        .then()
        .statusCode(422)
        .body("title", equalTo("Neka polja treba pogledati još jednom."))
        .body("errors.field", containsInAnyOrder("answer", "regimeTold", "name"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "\"accepted\"",
        "null",
        "{\"answer\": \"accepted\"} x",
        "{\"answer\": \"accepted\", \"answer\": \"declined\"}"
      })
  void whatIsNoSuchBodyIsRefused(String body) {
    var caseRef = searches.begun(Needs.of("hearing"));

    put("answer", caseRef, body).statusCode(oneOf(400, 422));
    assertThat(searches.stateOf(caseRef)).isEqualTo("offered");
  }

  @Test
  void anotherMediaTypeAndAnOversizedBodyAreRefused() {
    var offer = searches.offerTo(searches.begun(Needs.of("hearing")), "test-race-1");

    given()
        .auth()
        .oauth2(LARA)
        .contentType("text/plain")
        .body("accepted")
        .put("/shelter/offers/" + offer + "/answer")
        .then()
        .statusCode(415)
        .body("type", equalTo("urn:nrm:problem:unsupported-media-type"));
    answer(LARA, offer, "{\"answer\": \"accepted\", \"x\": \"" + "x".repeat(300 * 1024) + "\"}")
        .statusCode(413)
        .body("type", equalTo("urn:nrm:problem:too-large"));
    assertThat(searches.offerState(offer)).isEqualTo("open");
  }

  @Test
  void aStaleVersionIsRefusedAndAFreshOneIsTaken() {
    var caseRef = acceptedByLara();
    var placement = searches.placementOf(caseRef);
    var version = versionOf(caseRef);

    withIfMatch(placement, "\"" + (version - 1) + "\"")
        .statusCode(412)
        .header("ETag", "\"" + version + "\"");
    withIfMatch(placement, "whatever").statusCode(400).body("errors.field", contains("If-Match"));
    withIfMatch(placement, "\"" + version + "\"")
        .statusCode(200)
        .header("ETag", "\"" + (version + 1) + "\"");
  }

  @Test
  void anIllegalStepNamesTheRuleAndWhatIsPossibleNow() {
    var placement = searches.placementOf(acceptedByLara());

    step(LARA, placement, "arrival")
        .statusCode(409)
        .body("rule", equalTo("NOT_OPEN_TO_THIS_STEP"))
        .body("possibleNow", contains("person-answer"));
    step(LARA, placement, "non-arrival").statusCode(409);
    step(LARA, placement, "departure", "{\"reason\": \"left\"}").statusCode(409);
    step(AUTHORITY, placement, "person-answer", AGREED).statusCode(200);
    step(LARA, placement, "departure", "{\"reason\": \"left\"}")
        .statusCode(409)
        .body("possibleNow", contains("arrival", "non-arrival", "person-answer"));
    step(LARA, placement, "arrival").statusCode(200);
    step(LARA, placement, "person-answer", AGREED)
        .statusCode(409)
        .body("possibleNow", contains("departure"));
  }

  @Test
  void aWrongTokenOpensNothing() {
    for (var token :
        List.of(
            "rubbish",
            TokenIssuer.expired("ba-lara", "shelter-worker"),
            TokenIssuer.forged("ba-lara", "shelter-worker"),
            TokenIssuer.forAnotherAudience("ba-lara", "shelter-worker"))) {
      as(token).get("/shelter/offers").then().statusCode(401);
    }
    given().get("/shelter/offers").then().statusCode(401);
    as(TokenIssuer.withoutOrganisation("shelter-worker"))
        .get("/shelter/offers")
        .then()
        .statusCode(403)
        .body("reason", equalTo("NO_ORGANISATION"));
    as(TokenIssuer.token("ba-nobody-knows", "shelter-worker"))
        .get("/shelter/offers")
        .then()
        .statusCode(403)
        .body("reason", equalTo("UNKNOWN_ORGANISATION"));
    answer(TokenIssuer.token("ba-ministry", "shelter-worker"), NO_OFFER, ACCEPTED)
        .statusCode(403)
        .body("reason", equalTo("NO_MANDATE"));
  }

  @Test
  void aRoleWithoutTheDoorIsRefusedWhetherOrNotTheThingExists() {
    var caseRef = acceptedByLara();
    var placement = searches.placementOf(caseRef);
    var offer = searches.offerTo(caseRef, "test-race-1");

    for (var token : List.of(POLICE, MINISTRY)) {
      for (var path :
          List.of(
              "/shelter/offers",
              "/shelter/offers/" + offer,
              "/shelter/offers/" + NO_OFFER,
              "/shelter/placements",
              "/shelter/placements/" + placement,
              "/shelter/placements/" + NO_PLACEMENT,
              "/shelter/facilities",
              "/shelter/facilities/test-race-1",
              "/shelter/facilities/no-such-house",
              "/shelter/facilities/test-race-1/address",
              "/shelter/facilities/no-such-house/address")) {
        as(token).get(path).then().statusCode(403);
      }
    }
    step(AUTHORITY, placement, "arrival").statusCode(403);
    step(COORDINATOR, placement, "person-answer", AGREED).statusCode(403);
  }

  @Test
  void checksComeInOneOrder() {
    var caseRef = acceptedByLara();
    var placement = searches.placementOf(caseRef);

    // 403 before the body is looked at, 415 and 422 before anything is looked up.
    step(POLICE, NO_PLACEMENT, "person-answer", "{").statusCode(403);
    answer(LARA, NO_OFFER, "{\"answer\": \"perhaps\"}").statusCode(422);
    step(LARA, NO_PLACEMENT, "departure", "{}").statusCode(422);
    // 404 before 412, so that a version cannot be used to feel for what is there.
    as(LA_STRADA)
        .header("If-Match", "\"1\"")
        .put("/shelter/placements/" + placement + "/arrival")
        .then()
        .statusCode(404);
    // 412 before 409.
    as(LARA)
        .header("If-Match", "\"1\"")
        .put("/shelter/placements/" + placement + "/arrival")
        .then()
        .statusCode(412);
    step(LARA, placement, "arrival").statusCode(409);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PL-1",
        "pl-0000000000000",
        "PL-' or 1=1 --",
        "%00",
        "..%2F..%2Foffers",
        "%E2%80%AE",
        "PL-0000000000000%0A"
      })
  void aHostileReferenceIsOneThatDoesNotExist(String reference) {
    given()
        .urlEncodingEnabled(false)
        .auth()
        .oauth2(COORDINATOR)
        .get("/shelter/placements/" + reference.replace(" ", "%20").replace("'", "%27"))
        .then()
        .statusCode(oneOf(400, 404))
        .statusCode(lessThan(500));
  }

  @Test
  void aWrongPageIsRefused() {
    for (var path :
        List.of(
            "/shelter/offers?limit=0",
            "/shelter/offers?limit=201",
            "/shelter/offers?after=rubbish",
            "/shelter/offers?state=lost")) {
      as(LARA)
          .get(path)
          .then()
          .statusCode(400)
          .body("errors.field", hasItem(path.substring(16, path.indexOf('='))));
    }
    as(LARA).get("/shelter/placements?limit=many").then().statusCode(lessThan(500));
    as(LARA).get("/shelter/placements?after=AAAA").then().statusCode(400);
  }

  private ValidatableResponse put(String operation, CaseRef caseRef, String body) {
    return operation.equals("answer")
        ? answer(LARA, searches.offerTo(caseRef, "test-race-1"), body)
        : step(LARA, searches.placementOf(caseRef), operation, body);
  }

  private static ValidatableResponse withIfMatch(String placement, String version) {
    return as(AUTHORITY)
        .header("If-Match", version)
        .body(AGREED)
        .put("/shelter/placements/" + placement + "/person-answer")
        .then();
  }

  private CaseRef acceptedByLara() {
    var caseRef = searches.begun(Needs.of("hearing"));
    answer(LARA, searches.offerTo(caseRef, "test-race-1"), ACCEPTED).statusCode(200);
    return caseRef;
  }

  private long versionOf(CaseRef caseRef) {
    return database.count("select version from placement where case_ref = ?", caseRef.value());
  }
}
