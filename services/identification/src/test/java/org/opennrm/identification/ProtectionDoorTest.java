package org.opennrm.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.opennrm.identification.Door.AUTHORITY;
import static org.opennrm.identification.Door.OTHER_AUTHORITY;
import static org.opennrm.identification.Door.POLICE;
import static org.opennrm.identification.Door.as;
import static org.opennrm.identification.Door.heldCase;
import static org.opennrm.identification.Door.submitted;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.ReferralRef;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.platform.testkit.TokenIssuer;

/** Nobody is removed while the question is open, and nobody at home hears of it. All invented. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class ProtectionDoorTest {

  private static final String ENFORCEMENT = TokenIssuer.token("ba-immigration", "enforcement");

  @Inject AgroalDataSource database;

  @Test
  void enforcementLearnsWhetherUntilWhenAndWhomToCallAndNothingElse() throws SQLException {
    forgetQuestions();
    var reference = submitted();
    var barred = ask(reference).statusCode(200);

    barred
        .body("answer", equalTo("barred"))
        .body("until", nullValue())
        .body("call.line", notNullValue());
    var nobody = ask(ReferralRef.mint(new Random(3)).value());
    nobody
        .statusCode(200)
        .body("answer", equalTo("none-known"))
        .body("until", nullValue())
        .body("call.line", notNullValue());
    assertThat(ask(closedInError()).extract().asString())
        .as("who was here by mistake and who never was look the same")
        .isEqualTo(nobody.extract().asString());
    assertThat(barred.extract().asString().replace("barred", "none-known"))
        .as("the answer has one shape")
        .isEqualTo(nobody.extract().asString());
  }

  @Test
  void theBarEndsWithTheReviewWindowAndHoldsWhileSomebodyLooksAgain() throws SQLException {
    forgetQuestions();
    var reference = submitted();
    var alias = heldCase(reference);
    put(alias, "presumption", 1, "{\"grounds\": [\"persons-account\"]}").statusCode(200);
    var until =
        put(
                alias,
                "not-identified",
                2,
                "{\"reasons\": [\"act-not-established\"], \"toldHowToAskForReview\": true}")
            .statusCode(200)
            .extract()
            .<String>path("finding.finalFrom");

    ask(reference).body("answer", equalTo("barred")).body("until", equalTo(until));
    put(alias, "review", 3, "{\"askedBy\": \"person\"}").statusCode(200);
    ask(reference).body("answer", equalTo("barred")).body("until", nullValue());
  }

  @Test
  void whoeverSearchesInsteadOfAskingIsRefused() throws SQLException {
    forgetQuestions();
    var reference = submitted();
    for (var question = 0; question < 30; question++) {
      ask(reference).statusCode(200);
    }
    ask(reference).statusCode(429).header("Retry-After", equalTo("3600"));
    forgetQuestions();
    ask(reference).statusCode(200);
  }

  @Test
  void theQuestionIsForEnforcementAloneAndNamesWhatIsWrongWithIt() throws SQLException {
    forgetQuestions();
    for (var token : List.of(POLICE, AUTHORITY)) {
      as(token)
          .body("{\"reference\": \"" + submitted() + "\"}")
          .post("/identification/removal-questions")
          .then()
          .statusCode(403);
    }
    as(ENFORCEMENT)
        .body("{}")
        .post("/identification/removal-questions")
        .then()
        .statusCode(422)
        .body("errors.field", contains("reference"));
    as(ENFORCEMENT)
        .body("{\"reference\": \"everybody\", \"all\": true}")
        .post("/identification/removal-questions")
        .then()
        .statusCode(422)
        .body("errors.field", containsInAnyOrder("reference", "all"));
  }

  @Test
  void aTimeToReflectIsAskedForGrantedExtendedAndEndedWithSeveralDecisions() throws SQLException {
    var reference = submitted();
    var alias = heldCase(reference);

    as(AUTHORITY)
        .get(path(alias) + "/reflection")
        .then()
        .statusCode(200)
        .header("ETag", "\"0\"")
        .body("state", equalTo("not-asked-for"));
    put(alias, "reflection/application", 0, "")
        .statusCode(200)
        .body("state", equalTo("applied"))
        .body("possibleNow", contains("grant", "refusal"));
    var granted =
        put(alias, "reflection/grant", 1, "{}")
            .statusCode(200)
            .body("state", equalTo("granted"))
            .body("warnings", empty())
            .body("reminder", nullValue())
            .extract();
    var until = Instant.parse(granted.<String>path("until"));
    assertThat(Duration.between(Instant.parse(granted.<String>path("from")), until))
        .isBetween(Duration.ofDays(30).minusHours(1), Duration.ofDays(30).plusHours(1));
    put(alias, "reflection/extension", 2, "{\"until\": \"" + until + "\"}")
        .statusCode(409)
        .body("rule", equalTo("EXTENSION_IS_NO_LONGER"));
    put(alias, "reflection/extension", 2, "{\"until\": \"" + until.plusSeconds(60) + "\"}")
        .statusCode(200)
        .body("until", equalTo(until.plusSeconds(60).toString()));
    put(alias, "reflection/end", 3, "{\"why\": \"expired\", \"outcomes\": [\"undecided\"]}")
        .statusCode(409)
        .body("rule", equalTo("HAS_NOT_RUN_OUT"));
    put(
            alias,
            "reflection/end",
            3,
            "{\"why\": \"persons-wish\", \"outcomes\": [\"claims-asylum\", \"reports-the-crime\"]}")
        .statusCode(200)
        .body("state", equalTo("ended"))
        .body("outcomes", contains("claims-asylum", "reports-the-crime"));
    // Who claims asylum is not removed, and not spoken of at home; asking anew changes nothing of
    // it.
    put(alias, "reflection/application", 4, "").statusCode(200);
    as(AUTHORITY)
        .get(path(alias) + "/stay")
        .then()
        .body("openClaims", contains("asylum"))
        .body("noHomeContact", equalTo(true));

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(typesAbout(reference))
                .containsSubsequence(
                    "nrm.identification.reflection-granted.v1",
                    "nrm.identification.reflection-granted.v1",
                    "nrm.identification.reflection-ended.v1",
                    "nrm.identification.home-contact-forbidden.v1"));
  }

  @Test
  void aTimeBelowThirtyDaysIsWarnedOfAndTheNearEndIsListed() {
    var alias = heldCase(submitted());
    var until = openedAt(alias).plus(Duration.ofDays(2));

    put(alias, "reflection/grant", 0, "{\"until\": \"" + until + "\"}")
        .statusCode(200)
        .body("warnings", contains("shorter-than-thirty-days"))
        .body("reminder", equalTo("three-days"));
    as(AUTHORITY)
        .get("/identification/reflections?days=3")
        .then()
        .statusCode(200)
        .body("caseAlias", hasItem(alias));
    as(OTHER_AUTHORITY)
        .get("/identification/reflections?days=3")
        .then()
        .statusCode(200)
        .body("$", hasSize(0));
    as(AUTHORITY).get("/identification/reflections?days=-1").then().statusCode(400);
  }

  @Test
  void rightsAreTrackedOneByOneAndWhatNobodyToldIsNotNone() {
    var alias = heldCase(submitted());

    as(AUTHORITY)
        .get(path(alias) + "/stay")
        .then()
        .statusCode(200)
        .body("rights.stands", org.hamcrest.Matchers.everyItem(equalTo("not-asked")))
        .body("rights.right", hasItem("health-care"))
        .body("noHomeContact", equalTo(false));
    as(AUTHORITY)
        .body("{\"stands\": \"given\", \"from\": \"2026-01-05\", \"until\": \"2026-07-05\"}")
        .put(path(alias) + "/stay/rights/health-care")
        .then()
        .statusCode(200)
        .body("rights.find { it.right == 'health-care' }.stands", equalTo("given"))
        .body("rights.find { it.right == 'health-care' }.until", equalTo("2026-07-05"))
        .body("rights.find { it.right == 'work' }.stands", equalTo("not-asked"));
    as(AUTHORITY)
        .body("{\"stands\": \"given\", \"from\": \"2026-07-05\", \"until\": \"2026-01-05\"}")
        .put(path(alias) + "/stay/rights/work")
        .then()
        .statusCode(422)
        .body("errors.field", contains("until"));
    as(AUTHORITY)
        .body("{\"stands\": \"given\"}")
        .put(path(alias) + "/stay/rights/everything")
        .then()
        .statusCode(404);
  }

  @Test
  void aPaperThatEndsSoonSaysSo() {
    var alias = heldCase(submitted());
    var today = LocalDate.ofInstant(openedAt(alias), ZoneOffset.UTC);

    as(AUTHORITY)
        .body(
            """
            {"kind": "humanitarian-permit", "authority": "ba-ministry-of-security",
             "from": "%s", "until": "%s"}
            """
                .formatted(today.minusDays(20), today.plusDays(7)))
        .post(path(alias) + "/stay/residences")
        .then()
        .statusCode(200)
        .body("residences", hasSize(1))
        .body("residences[0].ending", equalTo("ten-days"));
    as(AUTHORITY)
        .body("{\"kind\": \"humanitarian-permit\", \"authority\": \"Mr Invented\"}")
        .post(path(alias) + "/stay/residences")
        .then()
        .statusCode(422)
        .body("errors.field", containsInAnyOrder("authority", "from"));
  }

  @Test
  void whileAsylumIsClaimedNobodyAtHomeIsToldAndThenOnlyIfThePersonStillSaysNo()
      throws SQLException {
    forgetQuestions();
    var reference = submitted();
    var alias = heldCase(reference);

    claim(alias, "open")
        .body("noHomeContact", equalTo(true))
        .body("openClaims", contains("asylum"));
    homeContact(alias, true).body("noHomeContact", equalTo(true));
    claim(alias, "decided").body("noHomeContact", equalTo(true)).body("openClaims", empty());
    homeContact(alias, false).body("noHomeContact", equalTo(false));
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(typesAbout(reference).stream().filter(type -> type.contains("home-contact")))
                .containsExactly(
                    "nrm.identification.home-contact-forbidden.v1",
                    "nrm.identification.home-contact-allowed.v1"));
    as(AUTHORITY)
        .body("{\"state\": \"open\"}")
        .put(path(alias) + "/stay/claims/lottery")
        .then()
        .statusCode(404);
  }

  @Test
  void whileNobodyAtHomeMayBeAskedNobodyIsTraced() {
    var alias = heldCase(submitted());
    homeContact(alias, true);
    trace(alias).statusCode(409).body("rule", equalTo("NO_HOME_CONTACT"));
    homeContact(alias, false);
    trace(alias).statusCode(201);
  }

  @Test
  void aRemovalDespiteABarAlarmsAndOneWithoutDoesNot() throws SQLException {
    var reference = submitted();
    var alias = heldCase(reference);
    removed(AUTHORITY, alias).statusCode(200).body("despiteBar", equalTo(true));
    removed(AUTHORITY, alias).statusCode(200).body("despiteBar", equalTo(true));
    removed(OTHER_AUTHORITY, alias).statusCode(404);
    removed(POLICE, alias).statusCode(403);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(typesAbout(reference).stream().filter("nrm.alarm.raised.v1"::equals))
                .hasSize(1));

    var free = submitted();
    var closed = heldCase(free);
    put(closed, "closure", 1, "{\"reason\": \"opened-in-error\"}").statusCode(200);
    removed(AUTHORITY, closed).statusCode(200).body("despiteBar", equalTo(false));
  }

  private static ValidatableResponse removed(String token, String alias) {
    return as(token).post(path(alias) + "/removal").then();
  }

  private static ValidatableResponse trace(String alias) {
    return as(AUTHORITY)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body("{\"kind\": \"family-tracing\", \"basis\": \"danger-to-life\"}")
        .post(path(alias) + "/help")
        .then();
  }

  @Test
  void onlyTheHolderSeesAndTellsWhatProtectsThePerson() {
    var alias = heldCase(submitted());

    for (var name : List.of(alias, "C-nothing")) {
      for (var door : List.of("reflection", "stay")) {
        as(OTHER_AUTHORITY).get(path(name) + "/" + door).then().statusCode(404);
        as(POLICE).get(path(name) + "/" + door).then().statusCode(403);
        as(ENFORCEMENT).get(path(name) + "/" + door).then().statusCode(403);
      }
      as(OTHER_AUTHORITY)
          .body("{\"none\": true}")
          .put(path(name) + "/stay/home-contact")
          .then()
          .statusCode(404);
    }
    as(AUTHORITY).body("{}").put(path(alias) + "/reflection/grant").then().statusCode(428);
    put(alias, "reflection/grant", 7, "{}").statusCode(412);
  }

  private ValidatableResponse claim(String alias, String state) {
    return as(AUTHORITY)
        .body("{\"state\": \"" + state + "\"}")
        .put(path(alias) + "/stay/claims/asylum")
        .then()
        .statusCode(200);
  }

  private ValidatableResponse homeContact(String alias, boolean none) {
    return as(AUTHORITY)
        .body("{\"none\": " + none + "}")
        .put(path(alias) + "/stay/home-contact")
        .then()
        .statusCode(200);
  }

  private static String closedInError() {
    var reference = submitted();
    as(POLICE)
        .header("If-Match", "\"1\"")
        .put("/identification/referrals/" + reference + "/error")
        .then()
        .statusCode(200);
    return reference;
  }

  private static ValidatableResponse ask(String reference) {
    return as(ENFORCEMENT)
        .body("{\"reference\": \"" + reference + "\"}")
        .post("/identification/removal-questions")
        .then();
  }

  /** A moment ago by the clock of the sandbox, which other tests move. */
  private static Instant openedAt(String alias) {
    return Instant.parse(as(AUTHORITY).get(path(alias)).then().extract().<String>path("openedAt"));
  }

  private static String path(String alias) {
    return "/identification/cases/" + alias;
  }

  private static ValidatableResponse put(String alias, String door, int version, String body) {
    var request = as(AUTHORITY).header("If-Match", "\"" + version + "\"");
    return (body.isEmpty() ? request : request.body(body)).put(path(alias) + "/" + door).then();
  }

  private List<String> typesAbout(String reference) throws SQLException {
    return Feed.readAbout("nrm.identification", caseOf(reference)).stream()
        .map(Feed.OnTopic::type)
        .toList();
  }

  private String caseOf(String reference) throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement("select case_ref from referral where reference = ?")) {
      query.setString(1, reference);
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  /** The hour in which they were asked is over, as far as the door can tell. */
  private void forgetQuestions() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("truncate removal_question");
    }
  }
}
