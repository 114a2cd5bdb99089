package org.opennrm.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.opennrm.identification.Door.AUTHORITY;
import static org.opennrm.identification.Door.OTHER_AUTHORITY;
import static org.opennrm.identification.Door.OTHER_POLICE;
import static org.opennrm.identification.Door.POLICE;
import static org.opennrm.identification.Door.REFERRAL;
import static org.opennrm.identification.Door.as;
import static org.opennrm.identification.Door.step;
import static org.opennrm.identification.Door.submit;
import static org.opennrm.identification.Door.submitted;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.platform.testkit.TokenIssuer;

@QuarkusTest
@QuarkusTestResource(Infra.class)
class ReferralDoorTest {

  @Test
  void anOfficerWithHalfOfTheAnswersGetsAReferenceAnOwnerAndATime() {
    submit(POLICE, UUID.randomUUID().toString(), REFERRAL)
        .then()
        .statusCode(201)
        .header("Location", matchesPattern(".*/identification/referrals/NRM-[0-9A-Z]{11}"))
        .header("Cache-Control", "no-store")
        .body("reference", matchesPattern("NRM-[0-9A-Z]{11}"))
        .body("owner.code", equalTo("ba-identification"))
        .body("fileOpen", equalTo(true))
        .body("state", equalTo("received"))
        .body("answerBy", notNullValue())
        .body("bedLine", notNullValue())
        .body("interpreterLine", notNullValue());
  }

  @Test
  void notKnowingOfDangerIsNotANo() {
    var unknown = submitted();
    var told = danger("true");
    var denied = danger("false");
    as(AUTHORITY)
        .get("/identification/referrals/" + unknown)
        .then()
        .body("immediateDanger", equalTo("unknown"));
    as(AUTHORITY)
        .get("/identification/referrals/" + told)
        .then()
        .body("immediateDanger", equalTo("yes"));
    as(AUTHORITY)
        .get("/identification/referrals/" + denied)
        .then()
        .body("immediateDanger", equalTo("no"));
  }

  private static String danger(String answer) {
    var asked = "\"immediateDanger\": {\"answer\": \"unknown\"}";
    return submit(
            POLICE,
            UUID.randomUUID().toString(),
            REFERRAL.replace(asked, "\"immediateDanger\": " + answer))
        .then()
        .statusCode(201)
        .extract()
        .path("reference");
  }

  @Test
  void theAreaDecidesWhoOwnsTheStep() {
    submit(
            POLICE,
            UUID.randomUUID().toString(),
            REFERRAL.replace("ba-fed-sarajevo", "ba-rs-trebinje"))
        .then()
        .statusCode(201)
        .body("owner.code", equalTo("ba-identification-rs"));
  }

  @Test
  void theSameKeyGetsTheSameAnswerAndAnotherBodyIsRefused() {
    var key = UUID.randomUUID().toString();
    var first = submit(POLICE, key, REFERRAL).then().statusCode(201).extract().asString();

    assertThat(submit(POLICE, key, REFERRAL).then().statusCode(201).extract().asString())
        .isEqualTo(first);
    submit(POLICE, key, REFERRAL.replace("18-23", "24-30"))
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:nrm:problem:idempotency-key-reused"));
    assertThat(submit(OTHER_POLICE, key, REFERRAL).then().statusCode(201).extract().asString())
        .as("a key belongs to its organisation")
        .isNotEqualTo(first);
  }

  @Test
  void tenRequestsWithOneKeyAtTheSameMomentMakeOneReferral() throws Exception {
    var key = UUID.randomUUID().toString();
    Callable<String> sending =
        () -> submit(POLICE, key, REFERRAL).then().statusCode(201).extract().path("reference");
    var references = new HashSet<String>();
    try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var sent : tasks.invokeAll(java.util.Collections.nCopies(10, sending))) {
        references.add(sent.get());
      }
    }
    assertThat(references).hasSize(1);
  }

  @Test
  void theAuthorityFindsItAcknowledgesAndAccepts() {
    var reference = submitted();

    as(AUTHORITY)
        .get("/identification/inbox?limit=200")
        .then()
        .statusCode(200)
        .body("items.reference", hasItem(reference));
    as(AUTHORITY)
        .get("/identification/referrals/" + reference)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("view", equalTo("offer"))
        .body("possibleNow", hasItems("acknowledgement", "decline", "forwarding"))
        .body("content", equalTo(null))
        .body("caseAlias", equalTo(null));
    step(AUTHORITY, reference, "acknowledgement", 1).statusCode(200).header("ETag", "\"2\"");
    step(AUTHORITY, reference, "acceptance", 2)
        .statusCode(200)
        .body("view", equalTo("holder"))
        .body("caseAlias", matchesPattern("C-.+"))
        .body("content.person.givenNames", equalTo("Invented Zorica"))
        .body("content.person.familyName.answer", equalTo("refused"))
        .body("content.person.approximateAge.answer", equalTo("not-asked"));
    as(AUTHORITY)
        .get("/identification/inbox?limit=200")
        .then()
        .body("items.reference", not(hasItem(reference)));
    as(POLICE)
        .get("/identification/referrals/" + reference)
        .then()
        .statusCode(200)
        .body("view", equalTo("sender"))
        .body("state", equalTo("acknowledged"))
        .body("content", equalTo(null))
        .body("caseAlias", equalTo(null));
  }

  @Test
  void aWrongAreaIsForwardedAndTheFormerOwnerSeesNothingMore() {
    var reference = submitted();

    step(AUTHORITY, reference, "forwarding", 1, "{\"to\": \"ba-identification-rs\"}")
        .statusCode(200)
        .body("view", equalTo("handed-on"))
        .body("owner", equalTo("ba-identification-rs"));
    as(AUTHORITY).get("/identification/referrals/" + reference).then().statusCode(404);
    as(OTHER_AUTHORITY)
        .get("/identification/referrals/" + reference)
        .then()
        .statusCode(200)
        .body("view", equalTo("offer"));
    step(OTHER_AUTHORITY, reference, "forwarding", 2, "{\"to\": \"ba-iom\"}")
        .statusCode(422)
        .body("errors.field", contains("to"));
  }

  @Test
  void theSenderAnswersWhatTheOwnerAsksAndWhatWasSentStaysAsItWas() {
    var reference = submitted();
    step(AUTHORITY, reference, "information-request", 1, "{\"questions\": [\"person.languages\"]}")
        .statusCode(200);
    as(POLICE)
        .get("/identification/referrals/" + reference)
        .then()
        .body("state", equalTo("information-requested"))
        .body("questions", contains("person.languages"))
        .body("possibleNow", hasItem("information"));

    step(
            POLICE,
            reference,
            "information",
            2,
            "{\"answers\": {\"person.languages\": [\"ron\", \"rus\"]}}")
        .statusCode(200)
        .body("state", equalTo("received"));
    step(AUTHORITY, reference, "acknowledgement", 3).statusCode(200);
    step(AUTHORITY, reference, "acceptance", 4)
        .statusCode(200)
        .body("content.person.languages", contains("ron"))
        .body("toldLater[0].'person.languages'", contains("ron", "rus"));
  }

  @Test
  void aStepThatTheLifecycleForbidsIsRefusedByNameWithWhatIsPossible() {
    var reference = submitted();

    step(AUTHORITY, reference, "acceptance", 1)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("rule", equalTo("ACKNOWLEDGE_FIRST"))
        .body("possibleNow", hasItem("acknowledgement"));
    step(AUTHORITY, reference, "acknowledgement", 1).statusCode(200);
    step(AUTHORITY, reference, "acknowledgement", 1).statusCode(412).header("ETag", "\"2\"");
    as(AUTHORITY)
        .put("/identification/referrals/" + reference + "/acceptance")
        .then()
        .statusCode(428);
    as(AUTHORITY)
        .header("If-Match", "three")
        .put("/identification/referrals/" + reference + "/acceptance")
        .then()
        .statusCode(400);
  }

  @Test
  void everyWrongFieldIsNamedWithItsPathInOneAnswer() {
    submit(
            POLICE,
            UUID.randomUUID().toString(),
            """
            {"channel": "pigeon", "area": "ba-fed-sarajevo", "colour": "blue", "seenAt": "yesterday",
             "person": {"birthDate": "2026-02-30", "sex": "f", "shoeSize": 38, "nationality": "zz"},
             "accompanyingChildren": "two", "papers": {"answer": "perhaps"},
             "sharing": {"basis": "consent", "hurry": true}}
            """)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body(
            "errors.field",
            hasItems(
                "channel",
                "colour",
                "seenAt",
                "person.birthDate",
                "person.sex",
                "person.shoeSize",
                "person.nationality",
                "accompanyingChildren",
                "papers",
                "sharing.hurry"))
        .body("errors.expected", everyItem(notNullValue()));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a time to come      | "sharing":         | "seenAt": "2999-01-01T00:00:00Z", "sharing": | seenAt
          an age beyond life  | "sex": "female"    | "sex": "female", "approximateAge": 200       | person.approximateAge
          a birth to come     | {"answer": "unknown"}} | "2999-01-01"}                            | person.birthDate
          an area nobody drew | ba-fed-sarajevo    | ba-fed-atlantis                              | area
          a country unknown   | ba-fed-sarajevo    | zz-somewhere                                 | area
          consent, no language| "language": "ron", |                                              | sharing.language
          no basis            | "basis": "consent",|                                              | sharing.basis
          """)
  void whatCannotBeIsRefusedWithItsField(String what, String find, String put, String field) {
    var body =
        REFERRAL
            .replaceFirst(
                "\"birthDate\": \\{\"answer\": \"unknown\"}}",
                "\"birthDate\": {\"answer\": \"unknown\"}}")
            .replace(find, put == null ? "" : put);
    assertThat(body).as(what).isNotEqualTo(REFERRAL);
    if (field.equals("person.birthDate")) {
      body =
          REFERRAL.replace(
              "\"birthDate\": {\"answer\": \"unknown\"}", "\"birthDate\": \"2999-01-01\"");
    }

    submit(POLICE, UUID.randomUUID().toString(), body)
        .then()
        .statusCode(422)
        .body("errors.field", hasItem(field));
  }

  @Test
  void aRefusalNeverRepeatsWhatWasSent() {
    var answer =
        submit(
                POLICE,
                UUID.randomUUID().toString(),
                REFERRAL.replace("\"ron\"]", "\"Invented Secret\"]"))
            .then()
            .statusCode(422)
            .extract()
            .asString();

    assertThat(answer).doesNotContain("Invented").contains("person.languages");
  }

  @Test
  void whatCannotBeReadIsMalformedAndNothingIsStored() {
    for (var broken : List.of("{\"channel\": ", "[]", "", "nonsense", "{} {}")) {
      var status =
          submit(POLICE, UUID.randomUUID().toString(), broken).then().extract().statusCode();
      assertThat(status).as(broken).isIn(400, 422);
    }
    submit(POLICE, UUID.randomUUID().toString(), "{\"channel\": \"raid\", \"channel\": \"raid\"}")
        .then()
        .statusCode(400);
    as(POLICE)
        .body(REFERRAL)
        .post("/identification/referrals")
        .then()
        .statusCode(400)
        .body("errors.field", contains("Idempotency-Key"));
    RestAssured.given()
        .auth()
        .oauth2(POLICE)
        .contentType(ContentType.XML)
        .body("<a/>")
        .post("/identification/referrals")
        .then()
        .statusCode(415);
    submit(
            POLICE,
            UUID.randomUUID().toString(),
            REFERRAL.replace("secret note", "x".repeat(300_000)))
        .then()
        .statusCode(413);
  }

  @Test
  void whoCallsIsCheckedBeforeAnythingIsRead() {
    var broken = "{\"channel\": ";
    var anyKey = UUID.randomUUID().toString();

    RestAssured.given()
        .contentType(ContentType.JSON)
        .body(broken)
        .post("/identification/referrals")
        .then()
        .statusCode(401);
    for (var bad :
        List.of(
            TokenIssuer.expired("ba-border-police", "referrer"),
            TokenIssuer.forAnotherAudience("ba-border-police", "referrer"),
            TokenIssuer.forged("ba-border-police", "referrer"))) {
      submit(bad, anyKey, broken).then().statusCode(401);
    }
    submit(TokenIssuer.withoutOrganisation("referrer"), anyKey, broken)
        .then()
        .statusCode(403)
        .body("reason", equalTo("NO_ORGANISATION"));
    submit(TokenIssuer.token("ba-nobody", "referrer"), anyKey, broken)
        .then()
        .statusCode(403)
        .body("reason", equalTo("UNKNOWN_ORGANISATION"));
    submit(TokenIssuer.token("ba-iom", "referrer"), anyKey, broken)
        .then()
        .statusCode(403)
        .body("reason", equalTo("NO_MANDATE"));
    submit(AUTHORITY, anyKey, broken).then().statusCode(403);
    submit(POLICE, anyKey, broken).then().statusCode(400);
  }

  @Test
  void whatBelongsToOthersAndWhatDoesNotExistLookAlike() {
    var others = submitted();
    var nowhere = "NRM-0000000000" + "0";
    var answers = new HashSet<String>();
    for (var reference : List.of(others, nowhere, "rubbish")) {
      var body =
          as(OTHER_POLICE)
              .get("/identification/referrals/" + reference)
              .then()
              .statusCode(404)
              .extract()
              .asString();
      answers.add(body.replace(reference, "…"));
      step(OTHER_AUTHORITY, reference, "acknowledgement", 7).statusCode(404);
    }
    assertThat(answers).hasSize(1);
  }

  @Test
  void listsShowExactlyWhatEachMayOpen() {
    var mine = submitted();
    var theirs =
        submit(OTHER_POLICE, UUID.randomUUID().toString(), REFERRAL)
            .then()
            .extract()
            .<String>path("reference");
    var forwarded = submitted();
    step(AUTHORITY, forwarded, "forwarding", 1, "{\"to\": \"ba-identification-rs\"}")
        .statusCode(200);
    var all = List.of(mine, theirs, forwarded);

    for (var reader :
        Map.of(
                POLICE, "/identification/referrals?limit=200",
                OTHER_POLICE, "/identification/referrals?limit=200",
                AUTHORITY, "/identification/inbox?limit=200",
                OTHER_AUTHORITY, "/identification/inbox?limit=200")
            .entrySet()) {
      var listed =
          as(reader.getKey())
              .get(reader.getValue())
              .then()
              .statusCode(200)
              .extract()
              .<List<String>>path("items.reference");
      for (var reference : all) {
        var opens =
            as(reader.getKey()).get("/identification/referrals/" + reference).statusCode() == 200;
        assertThat(listed.contains(reference)).as(reference).isEqualTo(opens);
      }
    }
  }

  @Test
  void pagesFollowOneAnotherWithoutGapsOrRepeats() {
    for (var i = 0; i < 5; i++) {
      submitted();
    }
    var seen = new java.util.ArrayList<String>();
    String next = "";
    while (next != null) {
      var page =
          as(POLICE)
              .get("/identification/referrals?limit=2" + (next.isEmpty() ? "" : "&after=" + next))
              .then()
              .statusCode(200)
              .extract();
      seen.addAll(page.<List<String>>path("items.reference"));
      next = page.path("next");
    }
    var whole =
        as(POLICE)
            .get("/identification/referrals?limit=200")
            .then()
            .extract()
            .<List<String>>path("items.reference");
    assertThat(seen).doesNotHaveDuplicates().startsWith(whole.toArray(String[]::new));
    as(POLICE).get("/identification/referrals?after=rubbish").then().statusCode(400);
    as(POLICE).get("/identification/referrals?limit=0").then().statusCode(400);
    as(AUTHORITY).get("/identification/inbox?state=lost").then().statusCode(400);
  }

  @Test
  void theCallersLanguageIsAnswered() {
    as(POLICE)
        .header("Accept-Language", "bs")
        .get("/identification/referrals/NRM-00000000000")
        .then()
        .statusCode(404)
        .body("title", equalTo("Ovdje nema ništa za vas."));
  }
}
