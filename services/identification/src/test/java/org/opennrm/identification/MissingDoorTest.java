package org.opennrm.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.opennrm.identification.Door.AUTHORITY;
import static org.opennrm.identification.Door.OTHER_AUTHORITY;
import static org.opennrm.identification.Door.POLICE;
import static org.opennrm.identification.Door.REFERRAL;
import static org.opennrm.identification.Door.as;
import static org.opennrm.identification.Door.heldCase;
import static org.opennrm.identification.Door.submit;
import static org.opennrm.identification.Door.submitted;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.AlarmRaisedV1;
import org.opennrm.contracts.AlarmSettledV1;
import org.opennrm.contracts.HandOverAcceptedV1;
import org.opennrm.contracts.HandOverOfferedV1;
import org.opennrm.contracts.PersonDiedV1;
import org.opennrm.contracts.PersonFoundV1;
import org.opennrm.contracts.PersonMissingV1;
import org.opennrm.contracts.StayEndedV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.PlacementRef;
import org.opennrm.platform.access.CaseAlias;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.platform.testkit.TokenIssuer;

/** Somebody is missing: the desk knows at once, whoever helps may search, and their file stays. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class MissingDoorTest {

  private static final OrganisationCode OFFICE = new OrganisationCode("ba-identification");
  private static final OrganisationCode HOUSE = new OrganisationCode("ba-iom");
  private static final String HOUSE_TOKEN = TokenIssuer.token("ba-iom", "shelter-worker");
  private static final String COLLEAGUE =
      TokenIssuer.tokenOf("invented-second-person", "ba-identification", "identifier");
  private static final String SEARCH = "{\"policeMayBeTold\": [\"that-missing\", \"danger\"]}";

  @Inject CaseAlias aliases;
  @Inject DomainClock clock;

  @Test
  void fromTheReportToTheSearchToBeingFound() {
    var alias = heldCase(submitted());

    report(AUTHORITY, alias)
        .statusCode(201)
        .header("ETag", equalTo("\"1\""))
        .body("state", equalTo("reported"))
        .body("reportedBy", equalTo("ba-identification"))
        .body("possibleNow", contains("death", "found", "search"));
    put(AUTHORITY, alias, "unresolved", 1, "{\"reviewedBy\": \"coordinator\"}")
        .statusCode(409)
        .body("rule", equalTo("NOT_SEARCHED_FOR"));
    put(AUTHORITY, alias, "search", 1, SEARCH)
        .statusCode(200)
        .body("state", equalTo("searching"))
        .body("owner", equalTo("ba-identification"))
        .body("policeMayBeTold", contains("danger", "that-missing"));
    put(AUTHORITY, alias, "found", 2, "{\"condition\": \"safe\"}")
        .statusCode(200)
        .body("state", equalTo("found-safe"))
        .body("owner", nullValue())
        .body("possibleNow", equalTo(List.of()));
    as(AUTHORITY)
        .get("/identification/cases/" + alias)
        .then()
        .statusCode(200)
        .body("state", equalTo("in-need"));

    awaitTold(alias, "missing", "raised missing", "found", "settled missing");
  }

  @Test
  void aChildOrWhoMayBeOneIsAnAlarmOfItsOwn() {
    var reference =
        submit(POLICE, UUID.randomUUID().toString(), REFERRAL.replace("18-23", "9-17"))
            .then()
            .statusCode(201)
            .extract()
            .<String>path("reference");
    var alias = heldCase(reference);

    report(AUTHORITY, alias).statusCode(201);
    put(AUTHORITY, alias, "found", 1, "{\"condition\": \"safe\"}").statusCode(200);

    awaitTold(alias, "missing", "raised missing-child", "found", "settled missing-child");
  }

  @Test
  void whoIsFoundInDangerIsAnAlarmUntilTheyAreOutOfIt() {
    var alias = heldCase(submitted());
    report(AUTHORITY, alias).statusCode(201);

    put(AUTHORITY, alias, "found", 1, "{\"condition\": \"in-danger\"}")
        .statusCode(200)
        .body("state", equalTo("found-in-danger"));
    put(AUTHORITY, alias, "found", 2, "{\"condition\": \"in-danger\"}")
        .statusCode(409)
        .body("rule", equalTo("FOUND_ALREADY"))
        .body("possibleNow", contains("death", "found"));
    put(AUTHORITY, alias, "found", 2, "{\"condition\": \"safe\"}").statusCode(200);

    awaitTold(
        alias,
        "missing",
        "raised missing",
        "found",
        "settled missing",
        "raised danger",
        "settled danger");
    // In which condition they were found is not told to everybody who follows the case.
    assertThat(Feed.readAbout("nrm.identification", caseOf(alias).value()))
        .filteredOn(record -> record.event() instanceof PersonFoundV1)
        .singleElement()
        .satisfies(found -> assertThat(found.value()).doesNotContain("danger", "safe"));
  }

  @Test
  void aDeathIsToldTheDeskAndEndsEveryOtherAlarmAboutIt() {
    var alias = heldCase(submitted());
    report(AUTHORITY, alias).statusCode(201);
    put(AUTHORITY, alias, "search", 1, SEARCH).statusCode(200);

    put(AUTHORITY, alias, "death", 2, "").statusCode(200).body("state", equalTo("died"));
    report(AUTHORITY, alias).statusCode(409).body("rule", equalTo("PERSON_HAS_DIED"));

    as(AUTHORITY)
        .get("/identification/cases/" + alias)
        .then()
        .statusCode(200)
        .body("state", equalTo("died"));
    awaitTold(alias, "missing", "raised missing", "settled missing", "died", "raised died");
  }

  @Test
  void whoIsKnownToHaveDiedIsNotMissed() {
    var alias = heldCase(submitted());
    as(AUTHORITY)
        .header("If-Match", "\"1\"")
        .put("/identification/cases/" + alias + "/death")
        .then()
        .statusCode(200);

    report(AUTHORITY, alias)
        .statusCode(409)
        .body("rule", equalTo("PERSON_HAS_DIED"))
        .body("possibleNow", equalTo(List.of()));
    awaitTold(alias, "died", "raised died");
  }

  @Test
  void aSearchEndsOnlyWhenSomebodyElseHasLookedAtItAndCanBeTakenUpAgain() {
    var alias = heldCase(submitted());
    report(AUTHORITY, alias).statusCode(201);
    put(AUTHORITY, alias, "search", 1, SEARCH).statusCode(200);

    put(AUTHORITY, alias, "unresolved", 2, "{\"reviewedBy\": \"second-person\"}")
        .statusCode(409)
        .body("rule", equalTo("REVIEWED_BY_ANOTHER_PERSON"));
    put(COLLEAGUE, alias, "unresolved", 2, "{\"reviewedBy\": \"second-person\"}")
        .statusCode(200)
        .body("state", equalTo("unresolved"))
        .body("reviewedBy", equalTo("second-person"));
    report(AUTHORITY, alias).statusCode(409).body("rule", equalTo("MISSING_ALREADY"));
    put(AUTHORITY, alias, "search", 3, "{\"policeMayBeTold\": [\"nothing\"]}").statusCode(200);
    put(AUTHORITY, alias, "found", 4, "{\"condition\": \"safe\"}").statusCode(200);
  }

  @Test
  void aSecondReportIsRefusedUntilTheyAreFoundAndIsAnEpisodeOfItsOwnThen() {
    var alias = heldCase(submitted());
    var key = UUID.randomUUID().toString();
    var first = report(AUTHORITY, alias, key).then().statusCode(201).extract().asString();

    assertThat(report(AUTHORITY, alias, key).asString()).isEqualTo(first);
    report(AUTHORITY, alias)
        .statusCode(409)
        .body("rule", equalTo("MISSING_ALREADY"))
        .body("possibleNow", contains("death", "found", "search"));
    put(AUTHORITY, alias, "found", 1, "{\"condition\": \"safe\"}").statusCode(200);

    report(AUTHORITY, alias).statusCode(201).body("episode", equalTo(2));
    as(AUTHORITY)
        .get(path(alias))
        .then()
        .statusCode(200)
        .header("ETag", equalTo("\"1\""))
        .body("episode", equalTo(2))
        .body("state", equalTo("reported"));
  }

  @Test
  void ofManyWhoReportAtOnceOneIsHeard() throws Exception {
    var alias = heldCase(submitted());
    var start = new CyclicBarrier(6);
    try (var people = Executors.newFixedThreadPool(6)) {
      var reports =
          IntStream.range(0, 6)
              .<Callable<Integer>>mapToObj(_ ->
                  () -> {
                    start.await();
                    return report(AUTHORITY, alias).extract().statusCode();
                  })
              .toList();
      var answers = people.invokeAll(reports).stream().map(MissingDoorTest::answerOf).toList();
      assertThat(answers).containsOnly(201, 409).containsOnlyOnce(201);
    }
    awaitTold(alias, "missing", "raised missing");
  }

  @Test
  void theHouseThatHoldsAStepMayReportAndSearchAndNobodyWhoHoldsNone() {
    var alias = heldCase(submitted());
    var caseRef = caseOf(alias);
    var house = aliases.of(caseRef, HOUSE);
    report(HOUSE_TOKEN, house).statusCode(404);
    var handOver = HandOverRef.mint(new Random());
    var now = clock.now();

    try (var shelter = Feed.of("shelter")) {
      shelter.publish(
          new HandOverOfferedV1(
              caseRef,
              handOver,
              "shelter-placement",
              new CountryCode("ba"),
              OFFICE,
              HOUSE,
              now.plusSeconds(600),
              now.plusSeconds(1200),
              now));
      shelter.publish(new HandOverAcceptedV1(caseRef, handOver, "shelter-placement", HOUSE, now));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> report(HOUSE_TOKEN, house).statusCode(201));
      put(HOUSE_TOKEN, house, "search", 1, SEARCH).statusCode(200).body("owner", equalTo("ba-iom"));
      // Another takes the search over; the house still sees how it stands.
      put(AUTHORITY, alias, "search", 2, SEARCH).statusCode(200);
      as(HOUSE_TOKEN)
          .get(path(house))
          .then()
          .statusCode(200)
          .body("owner", equalTo(OFFICE.value()));

      shelter.publish(
          new StayEndedV1(caseRef, PlacementRef.mint(new Random()), "own-housing", clock.now()));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> as(HOUSE_TOKEN).get(path(house)).then().statusCode(404));
    }
    assertThat(Feed.readAbout("nrm.identification", caseRef.value()))
        .filteredOn(record -> record.event() instanceof PersonMissingV1)
        .singleElement()
        .satisfies(record -> assertThat(((PersonMissingV1) record.event()).by()).isEqualTo(HOUSE));
  }

  @Test
  void notYoursAndNotThereLookTheSame() {
    var alias = heldCase(submitted());
    report(AUTHORITY, alias).statusCode(201);

    for (var name :
        List.of(
            aliases.of(caseOf(alias), new OrganisationCode("ba-identification-rs")),
            alias,
            "C-nothing")) {
      report(OTHER_AUTHORITY, name).statusCode(404);
      as(OTHER_AUTHORITY).get(path(name)).then().statusCode(404);
      put(OTHER_AUTHORITY, name, "search", 1, SEARCH).statusCode(404);
      put(OTHER_AUTHORITY, name, "found", 1, "{\"condition\": \"safe\"}").statusCode(404);
      put(OTHER_AUTHORITY, name, "death", 1, "").statusCode(404);
      put(OTHER_AUTHORITY, name, "unresolved", 1, "{\"reviewedBy\": \"coordinator\"}")
          .statusCode(404);
    }
    as(POLICE).get(path(alias)).then().statusCode(403);
    report(TokenIssuer.token("ba-border-police", "identifier"), alias)
        .statusCode(403)
        .body("reason", equalTo("NO_MANDATE"));
    as(AUTHORITY).get(path(heldCase(submitted()))).then().statusCode(404);
  }

  @Test
  void whatIsWrongIsNamed() {
    var alias = heldCase(submitted());
    as(AUTHORITY)
        .post(path(alias))
        .then()
        .statusCode(400)
        .body("errors.field", contains("Idempotency-Key"));
    report(AUTHORITY, alias).statusCode(201);

    put(AUTHORITY, alias, "search", 1, "{\"policeMayBeTold\": [\"nothing\", \"danger\"]}")
        .statusCode(422)
        .body("errors.field", contains("policeMayBeTold"));
    put(AUTHORITY, alias, "search", 1, "{\"policeMayBeTold\": [\"everything\"]}")
        .statusCode(422)
        .body("errors.field", contains("policeMayBeTold"));
    put(AUTHORITY, alias, "search", 1, "{}")
        .statusCode(422)
        .body("errors.field", contains("policeMayBeTold"));
    put(AUTHORITY, alias, "found", 1, "{\"condition\": \"well\"}")
        .statusCode(422)
        .body("errors.field", contains("condition"));
    put(AUTHORITY, alias, "unresolved", 1, "{\"reviewedBy\": \"nobody\"}")
        .statusCode(422)
        .body("errors.field", contains("reviewedBy"));
    put(AUTHORITY, alias, "search", 7, SEARCH).statusCode(412);
    as(AUTHORITY).body(SEARCH).put(path(alias) + "/search").then().statusCode(428);
    as(AUTHORITY).get(path(alias)).then().body("state", equalTo("reported"));
  }

  private static ValidatableResponse report(String token, String alias) {
    return report(token, alias, UUID.randomUUID().toString()).then();
  }

  private static Response report(String token, String alias, String key) {
    return as(token).header("Idempotency-Key", key).post(path(alias));
  }

  private static ValidatableResponse put(
      String token, String alias, String step, int version, String body) {
    var request = as(token).header("If-Match", "\"" + version + "\"");
    return (body.isEmpty() ? request : request.body(body)).put(path(alias) + "/" + step).then();
  }

  private static String path(String alias) {
    return "/identification/cases/" + alias + "/missing";
  }

  private static int answerOf(java.util.concurrent.Future<Integer> answer) {
    try {
      return answer.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private CaseRef caseOf(String alias) {
    return aliases.read(alias, OFFICE).orElseThrow();
  }

  private void awaitTold(String alias, String... told) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(toldOf(caseOf(alias))).containsExactly(told));
  }

  private static List<String> toldOf(CaseRef caseRef) {
    return Feed.readAbout("nrm.identification", caseRef.value()).stream()
        .map(Feed.OnTopic::event)
        .map(event ->
            switch (event) {
              case PersonMissingV1 _ -> "missing";
              case PersonFoundV1 _ -> "found";
              case PersonDiedV1 _ -> "died";
              case AlarmRaisedV1 raised -> "raised " + raised.kind();
              case AlarmSettledV1 settled -> "settled " + settled.kind();
              default -> "";
            })
        .filter(what -> !what.isEmpty())
        .toList();
  }
}
