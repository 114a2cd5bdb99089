package org.opennrm.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.opennrm.identification.Door.AUTHORITY;
import static org.opennrm.identification.Door.OTHER_AUTHORITY;
import static org.opennrm.identification.Door.POLICE;
import static org.opennrm.identification.Door.REFERRAL;
import static org.opennrm.identification.Door.as;
import static org.opennrm.identification.Door.heldCase;
import static org.opennrm.identification.Door.submit;
import static org.opennrm.identification.Door.submitted;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.HandOverAcceptedV1;
import org.opennrm.contracts.HandOverOfferedV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.platform.testkit.TokenIssuer;

/** What is decided about a person, who decides, and who looks again. Everybody is invented. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class FindingDoorTest {

  private static final String COORDINATOR = TokenIssuer.token("ba-coordinator", "coordinator");
  private static final String RECOGNISED =
      """
      {"acts": ["recruitment", "receipt"], "means": ["deception"], "purposes": ["labour"],
       "onward": ["smuggled"]}
      """;
  private static final String NO_MEANS =
      "{\"acts\": [\"harbouring\"], \"means\": [], \"purposes\": [\"begging\"]}";
  private static final String NOT_RECOGNISED =
      """
      {"reasons": ["act-not-established"], "onward": ["labour-dispute"],
       "toldHowToAskForReview": true}
      """;

  @Inject AgroalDataSource database;

  @Test
  void aRecognitionKeepsTheElementsApartAndTellsTheOthersThatItHappened() throws SQLException {
    var reference = submitted();
    var alias = presumed(reference);

    put(AUTHORITY, alias, "identified", 2, RECOGNISED)
        .statusCode(200)
        .body("state", equalTo("identified"))
        .body("finding.acts", contains("receipt", "recruitment"))
        .body("finding.means", contains("deception"))
        .body("finding.purposes", contains("labour"))
        .body("finding.onward", contains("smuggled"))
        .body("finding.finalFrom", nullValue())
        .body("possibleNow", containsInAnyOrder("setting-aside", "closure", "death"));
    put(AUTHORITY, alias, "not-identified", 3, NOT_RECOGNISED)
        .statusCode(409)
        .body("rule", equalTo("ALREADY_DECIDED"));

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(typesAbout("nrm.identification", caseOf(reference)))
                .containsSubsequence(
                    "nrm.identification.person-presumed.v1",
                    "nrm.identification.person-identified.v1"));
    await()
        .untilAsserted(() ->
            assertThat(typesAbout("nrm.identification.facts", caseOf(reference)))
                .contains("nrm.identification.person-identified-counted.v1"));
    for (var event : Feed.readAbout("nrm.identification", caseOf(reference).value())) {
      assertThat(event.toString()).doesNotContain("deception", "recruitment", "smuggled");
    }
  }

  @Test
  void somebodyWhoseAgeIsInDoubtNeedsNoMeansAndAnAdultDoes() {
    var adult = presumed(submitted());
    put(AUTHORITY, adult, "identified", 2, NO_MEANS)
        .statusCode(409)
        .body("rule", equalTo("A_MEANS_IS_NEEDED_FOR_AN_ADULT"));

    var inDoubt = presumed(inDoubt());
    as(AUTHORITY).get(path(inDoubt)).then().body("child", equalTo("in-doubt"));
    put(
            AUTHORITY,
            inDoubt,
            "not-identified",
            2,
            NOT_RECOGNISED.replace("act-not-established", "means-not-established"))
        .statusCode(409)
        .body("rule", equalTo("NO_MEANS_IS_ASKED_OF_A_CHILD"));
    put(AUTHORITY, inDoubt, "identified", 2, NO_MEANS)
        .statusCode(200)
        .body("state", equalTo("identified"));
  }

  @Test
  void somebodyUninvolvedLooksAgainAndDecidesAndSeesNothingBeforeAndAfter() {
    var alias = presumed(submitted());
    var decided =
        put(AUTHORITY, alias, "not-identified", 2, NOT_RECOGNISED)
            .statusCode(200)
            .body("state", equalTo("not-identified"))
            .body("possibleNow", hasItem("review"))
            .extract();
    assertThat(
            Duration.between(
                Instant.parse(decided.<String>path("finding.at")),
                Instant.parse(decided.<String>path("finding.finalFrom"))))
        .isBetween(Duration.ofDays(30).minusHours(1), Duration.ofDays(30).plusHours(1));
    var handOver =
        put(AUTHORITY, alias, "review", 3, "{\"askedBy\": \"lawyer\"}")
            .statusCode(200)
            .body("state", equalTo("review-asked"))
            .body("review.reviewer", equalTo("ba-identification-rs"))
            .extract()
            .<String>path("review.handOver");

    var waiting = "find { it.review.handOver == '" + handOver + "' }";
    var reviewers =
        as(OTHER_AUTHORITY)
            .get("/identification/reviews")
            .then()
            .statusCode(200)
            .body(waiting + ".version", equalTo(4))
            .extract()
            .<String>path(waiting + ".caseAlias");
    as(OTHER_AUTHORITY).get(path(reviewers)).then().statusCode(404);
    put(OTHER_AUTHORITY, reviewers, "closure", 4, "{\"reason\": \"other\"}").statusCode(404);
    put(AUTHORITY, alias, "review/acceptance", 4, "")
        .statusCode(409)
        .body("rule", equalTo("ONLY_THE_REVIEWER"));
    put(OTHER_AUTHORITY, reviewers, "identified", 4, RECOGNISED)
        .statusCode(409)
        .body("rule", equalTo("ACCEPT_THE_REVIEW_FIRST"));
    put(OTHER_AUTHORITY, reviewers, "review/acceptance", 4, "")
        .statusCode(200)
        .body("state", equalTo("under-review"))
        .body("finding.reasons", contains("act-not-established"))
        .body("household", empty());
    as(OTHER_AUTHORITY).get(path(reviewers)).then().statusCode(200);
    put(AUTHORITY, alias, "identified", 5, RECOGNISED)
        .statusCode(409)
        .body("rule", equalTo("ONLY_THE_REVIEWER"));

    put(OTHER_AUTHORITY, reviewers, "identified", 5, RECOGNISED)
        .statusCode(200)
        .body("state", equalTo("identified"))
        .body("finding.by", equalTo("ba-identification-rs"));
    as(OTHER_AUTHORITY).get(path(reviewers)).then().statusCode(404);
    as(OTHER_AUTHORITY)
        .get("/identification/reviews")
        .then()
        .body("review.handOver", not(hasItem(handOver)));
    as(AUTHORITY).get(path(alias)).then().body("state", equalTo("identified"));
  }

  @Test
  void aReviewIsPassedOnToSomebodyElseUninvolvedAndToNobodyAbroad() {
    var alias = presumed(submitted());
    put(AUTHORITY, alias, "not-identified", 2, NOT_RECOGNISED).statusCode(200);
    var handOver =
        put(AUTHORITY, alias, "review", 3, "{\"askedBy\": \"person-from-abroad\"}")
            .statusCode(200)
            .extract()
            .<String>path("review.handOver");
    var reviewers = waitingAt(OTHER_AUTHORITY, handOver);

    put(OTHER_AUTHORITY, reviewers, "review/passing-on", 4, "{\"to\": \"ba-border-police\"}")
        .statusCode(422)
        .body("errors.field", contains("to"));
    put(OTHER_AUTHORITY, reviewers, "review/passing-on", 4, "{\"to\": \"ba-identification\"}")
        .statusCode(409)
        .body("rule", equalTo("REVIEW_BY_SOMEBODY_UNINVOLVED"));
    put(OTHER_AUTHORITY, reviewers, "review/passing-on", 4, "{\"to\": \"ba-coordinator\"}")
        .statusCode(204);

    as(OTHER_AUTHORITY).get(path(reviewers)).then().statusCode(404);
    put(OTHER_AUTHORITY, reviewers, "review/acceptance", 5, "").statusCode(404);
    assertThat(waitingAt(COORDINATOR, handOver)).isNotNull();
  }

  @Test
  void whoHousesThePersonDoesNotDecideAboutThem() throws SQLException {
    var reference = submitted();
    var alias = presumed(reference);
    var caseRef = caseOf(reference);
    var offer = HandOverRef.mint(new java.util.Random(11));
    var at = Instant.parse("2026-01-06T00:00:00Z");
    var authority = new OrganisationCode("ba-identification");
    try (var shelter = Feed.of("shelter")) {
      shelter.publish(
          new HandOverOfferedV1(
              caseRef,
              offer,
              "shelter-placement",
              new CountryCode("ba"),
              authority,
              authority,
              at,
              at,
              at));
      shelter.publish(new HandOverAcceptedV1(caseRef, offer, "shelter-placement", authority, at));
    }

    await().atMost(Duration.ofSeconds(15)).until(() -> isHoused(caseRef));
    put(AUTHORITY, alias, "not-identified", 2, NOT_RECOGNISED)
        .statusCode(409)
        .body("rule", equalTo("HOST_DOES_NOT_DECIDE"));
    put(AUTHORITY, alias, "identified", 2, RECOGNISED)
        .statusCode(409)
        .body("rule", equalTo("HOST_DOES_NOT_DECIDE"));
  }

  @Test
  void aRecognitionIsSetAsideForProvenDeceptionAloneAndHelpRunsOn() {
    var alias = presumed(submitted());
    put(AUTHORITY, alias, "identified", 2, RECOGNISED).statusCode(200);

    put(AUTHORITY, alias, "setting-aside", 3, "{\"ground\": \"does-not-testify\"}")
        .statusCode(422)
        .body("errors.field", contains("ground"));
    put(AUTHORITY, alias, "setting-aside", 3, "{\"ground\": \"court-found-deception\"}")
        .statusCode(200)
        .body("state", equalTo("set-aside"))
        .body("setAside.helpUntil", notNullValue())
        .body("finding.outcome", equalTo("identified"))
        .body("possibleNow", hasItem("review"));
  }

  @Test
  void whenSomebodyDiesTheFileAsksForNothingAnyMore() throws SQLException {
    var reference = submitted();
    var alias = presumed(reference);

    put(AUTHORITY, alias, "next-of-kin", 2, "{\"dangerWasLookedAt\": true}")
        .statusCode(409)
        .body("rule", equalTo("NOBODY_HAS_DIED"));
    put(AUTHORITY, alias, "death", 2, "").statusCode(200).body("state", equalTo("died"));
    put(AUTHORITY, alias, "identified", 3, RECOGNISED)
        .statusCode(409)
        .body("rule", equalTo("PERSON_HAS_DIED"))
        .body("possibleNow", contains("next-of-kin"));
    put(AUTHORITY, alias, "no-contact", 3, "{\"noContact\": true}")
        .statusCode(409)
        .body("rule", equalTo("PERSON_HAS_DIED"));
    put(AUTHORITY, alias, "next-of-kin", 3, "{\"dangerWasLookedAt\": false}")
        .statusCode(409)
        .body("rule", equalTo("LOOK_AT_THE_DANGER_FIRST"));
    put(AUTHORITY, alias, "next-of-kin", 3, "{\"dangerWasLookedAt\": true}")
        .statusCode(200)
        .body("nextOfKinToldAt", notNullValue());
    as(POLICE)
        .get("/identification/referrals/" + reference)
        .then()
        .body("state", equalTo("closed"));
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(typesAbout("nrm.identification", caseOf(reference)))
                .contains("nrm.identification.person-died.v1"));
  }

  @Test
  void disputingTheLabelAndWishingNoContactCloseNothing() {
    var alias = presumed(submitted());
    var since =
        put(AUTHORITY, alias, "dispute", 2, "{\"disputed\": true}")
            .statusCode(200)
            .body("state", equalTo("presumed"))
            .body("disputedSince", notNullValue())
            .body("possibleNow", hasItems("identified", "not-identified", "closure"))
            .extract()
            .<String>path("disputedSince");
    put(AUTHORITY, alias, "no-contact", 3, "{\"noContact\": true}")
        .statusCode(200)
        .body("disputedSince", equalTo(since))
        .body("noContactSince", notNullValue());
    put(AUTHORITY, alias, "dispute", 4, "{\"disputed\": true}")
        .statusCode(200)
        .body("disputedSince", equalTo(since));
    put(AUTHORITY, alias, "dispute", 5, "{\"disputed\": false}")
        .statusCode(200)
        .body("disputedSince", nullValue());
  }

  @Test
  void whatIsMissingOrUnknownInADecisionIsNamedAndNothingIsRecorded() {
    var alias = presumed(submitted());

    put(AUTHORITY, alias, "identified", 2, "{}")
        .statusCode(422)
        .body("errors.field", containsInAnyOrder("acts", "means", "purposes"));
    put(AUTHORITY, alias, "identified", 2, RECOGNISED.replace("receipt", "'; drop table"))
        .statusCode(422);
    put(AUTHORITY, alias, "not-identified", 2, "{\"reasons\": [\"does-not-want-to-go-home\"]}")
        .statusCode(422)
        .body("errors.field", hasItem("toldHowToAskForReview"));
    put(AUTHORITY, alias, "not-identified", 2, "{\"reasons\": [], \"toldHowToAskForReview\": true}")
        .statusCode(409)
        .body("rule", equalTo("REASONS_ARE_NEEDED"));
    put(
            AUTHORITY,
            alias,
            "identified",
            2,
            RECOGNISED.replace("\"onward\"", "\"wishesToReturn\": true, \"onward\""))
        .statusCode(422)
        .body("errors.field", contains("wishesToReturn"));
    put(AUTHORITY, alias, "identified", 1, RECOGNISED).statusCode(412);
    as(AUTHORITY).body(RECOGNISED).put(path(alias) + "/identified").then().statusCode(428);
    put(AUTHORITY, alias, "dispute", 2, "{}").statusCode(422);
    put(AUTHORITY, alias, "review", 2, "{\"askedBy\": \"person\"}")
        .statusCode(409)
        .body("rule", equalTo("NOTHING_TO_REVIEW"));
    as(AUTHORITY).get(path(alias)).then().body("state", equalTo("presumed"));
  }

  @Test
  void whoDoesNotHoldTheStepFindsNothingAndWhoHasNoMandateNoDoor() {
    var alias = presumed(submitted());

    for (var name : List.of(alias, "C-nothing")) {
      put(OTHER_AUTHORITY, name, "identified", 2, RECOGNISED).statusCode(404);
      put(OTHER_AUTHORITY, name, "not-identified", 2, NOT_RECOGNISED).statusCode(404);
      put(OTHER_AUTHORITY, name, "review/acceptance", 2, "").statusCode(404);
      put(OTHER_AUTHORITY, name, "death", 2, "").statusCode(404);
      put(OTHER_AUTHORITY, name, "dispute", 2, "{\"disputed\": true}").statusCode(404);
    }
    for (var door : List.of("identified", "review", "review/acceptance", "death", "dispute")) {
      put(POLICE, alias, door, 2, "{}").statusCode(403);
    }
    as(POLICE).get("/identification/reviews").then().statusCode(403);
  }

  private static String inDoubt() {
    return submit(
            POLICE,
            UUID.randomUUID().toString(),
            REFERRAL
                .replace("\"ageBand\": \"18-23\"", "\"ageBand\": {\"answer\": \"unknown\"}")
                .replace("\"basis\": \"consent\"", "\"basis\": \"child-or-age-in-doubt\""))
        .then()
        .statusCode(201)
        .extract()
        .path("reference");
  }

  private static String presumed(String reference) {
    var alias = heldCase(reference);
    put(AUTHORITY, alias, "presumption", 1, "{\"grounds\": [\"persons-account\"]}").statusCode(200);
    return alias;
  }

  private static String waitingAt(String reviewer, String handOver) {
    return as(reviewer)
        .get("/identification/reviews")
        .then()
        .statusCode(200)
        .extract()
        .path("find { it.review.handOver == '" + handOver + "' }.caseAlias");
  }

  private static String path(String alias) {
    return "/identification/cases/" + alias;
  }

  private static ValidatableResponse put(
      String token, String alias, String door, int version, String body) {
    var request = as(token).header("If-Match", "\"" + version + "\"");
    return (body.isEmpty() ? request : request.body(body)).put(path(alias) + "/" + door).then();
  }

  private static List<String> typesAbout(String topic, CaseRef caseRef) {
    return Feed.readAbout(topic, caseRef.value()).stream().map(Feed.OnTopic::type).toList();
  }

  private boolean isHoused(CaseRef caseRef) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement("select 1 from case_host where case_ref = ?")) {
      query.setString(1, caseRef.value());
      try (var rows = query.executeQuery()) {
        return rows.next();
      }
    }
  }

  private CaseRef caseOf(String reference) throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement("select case_ref from referral where reference = ?")) {
      query.setString(1, reference);
      try (var rows = query.executeQuery()) {
        rows.next();
        return new CaseRef(rows.getString(1));
      }
    }
  }
}
