package org.opennrm.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.opennrm.identification.Door.AUTHORITY;
import static org.opennrm.identification.Door.OTHER_AUTHORITY;
import static org.opennrm.identification.Door.POLICE;
import static org.opennrm.identification.Door.as;
import static org.opennrm.identification.Door.heldCase;
import static org.opennrm.identification.Door.step;
import static org.opennrm.identification.Door.submitted;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.PersonArrivedV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.PlacementRef;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.access.Caller;
import org.opennrm.platform.access.CaseAlias;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;

@QuarkusTest
@QuarkusTestResource(Infra.class)
class CaseFileDoorTest {

  private static final String SCREENING =
      """
      {"startedAt": "2026-01-05T09:00:00Z", "endedAt": "2026-01-05T10:00:00Z", "place": "police-premises",
       "uniformWorn": false, "interviewers": 3, "language": "ron", "interpreter": "present",
       "officialInterpreter": true, "answers": {"work.hours": "Invented secret answer 4711"}}
      """;
  private static final String CONSENT =
      """
      {"purpose": "shelter", "decision": "given", "language": "ron", "interpreter": "present",
       "formVersion": "shelter-2026-1", "rightsToldInMotherTongue": true}
      """;
  private static final String NEED =
      """
      {"kind": "shelter", "basis": "consent",
       "profile": {"sex": "female", "ageBand": "18-23", "adults": 1, "children": 0, "languages": ["ron"],
                   "riskLevel": "medium", "areasToAvoid": ["ba-rs-doboj"], "tonight": true}}
      """;

  @Inject AccessLog accessLog;
  @Inject CaseAlias caseAlias;
  @Inject AgroalDataSource database;

  @Test
  void fromScreeningToPresumptionToConsentToTheNeed() throws SQLException {
    var reference = submitted();
    var alias = heldCase(reference);

    post(alias, "screenings", SCREENING)
        .statusCode(201)
        .body("warnings", contains("more-than-two-interviewers", "police-premises"));
    put(alias, "presumption", 1, "{\"grounds\": [\"persons-account\"], \"forms\": [\"labour\"]}")
        .statusCode(200)
        .body("state", equalTo("presumed"))
        .body("presumedBy", equalTo("ba-identification"));
    post(alias, "needs", NEED)
        .statusCode(409)
        .body("rule", equalTo("CONSENT_FOR_SHELTER_IS_NEEDED"));
    post(alias, "consents", CONSENT).statusCode(201).body("version", equalTo(1));
    post(alias, "needs", NEED).statusCode(201).body("need", matchesPattern("NEED-.+"));
    post(alias, "needs", NEED).statusCode(409).body("rule", equalTo("ALREADY_SOUGHT"));

    var caseRef = caseRefOf(reference);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(typesAbout("nrm.identification", caseRef))
                .containsSubsequence(
                    "nrm.identification.referral-submitted.v1",
                    "nrm.hand-over.offered.v1",
                    "nrm.identification.referral-acknowledged.v1",
                    "nrm.hand-over.acknowledged.v1",
                    "nrm.identification.referral-accepted.v1",
                    "nrm.hand-over.accepted.v1",
                    "nrm.identification.screening-recorded.v1",
                    "nrm.identification.person-presumed.v1",
                    "nrm.identification.consent-given.v1"));
    await()
        .untilAsserted(() ->
            assertThat(typesAbout("nrm.identification.needs", caseRef))
                .containsExactly("nrm.identification.shelter-needed.v1"));
    assertThat(typesAbout("nrm.identification.facts", caseRef))
        .containsExactly(
            "nrm.identification.person-in-need-counted.v1",
            "nrm.identification.person-presumed-counted.v1");
  }

  @Test
  void nothingThatTellsWhoThePersonIsLeavesTheVault() throws SQLException {
    var reference = submitted();
    var alias = heldCase(reference);
    post(alias, "screenings", SCREENING).statusCode(201);
    var caseRef = caseRefOf(reference);

    await().until(() -> typesAbout("nrm.identification", caseRef).size() >= 7);
    for (var topic :
        List.of("nrm.identification", "nrm.identification.facts", "nrm.identification.needs")) {
      for (var event : Feed.readAbout(topic, caseRef)) {
        assertThat(event.toString()).doesNotContain("Zorica", "Invented");
      }
    }
    assertThat(everyTextInTheDatabase())
        .noneMatch(t ->
            Stream.of("Zorica", "Invented secret", "invented 0815")
                .anyMatch(secret -> t.contains(secret) || t.contains(asBytesAreShown(secret))));
  }

  @Test
  void everyReadOfThePersonIsInTheLogAndTheChainHolds() throws SQLException {
    var reference = submitted();
    heldCase(reference);
    var caseRef = caseRefOf(reference);
    var before = readsOf(caseRef);

    as(AUTHORITY).get("/identification/referrals/" + reference).then().statusCode(200);
    as(POLICE).get("/identification/referrals/" + reference + "/content").then().statusCode(200);
    as(POLICE).get("/identification/referrals/" + reference).then().statusCode(200);

    assertThat(readsOf(caseRef)).isEqualTo(before + 2);
    assertThat(accessLog.firstBreakIn(caseRef)).isEmpty();
  }

  @Test
  void theAccessLogCannotBeRewrittenAndATamperedChainShows() throws SQLException {
    var reference = submitted();
    heldCase(reference);
    var caseRef = caseRefOf(reference);
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      assertThatThrownBy(
              () -> statement.executeUpdate("update access_log set organisation = 'ba-nobody'"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("append-only");
      statement.execute("alter table access_log disable trigger user");
      statement.executeUpdate(
          "update access_log set organisation = 'ba-nobody' where subject = '"
              + caseRef
              + "' and position = 1");
      statement.execute("alter table access_log enable trigger user");
    }
    assertThat(accessLog.firstBreakIn(caseRef)).contains(1L);
  }

  @Test
  void anEntryForgedWithAHashOfItsOwnBreaksTheNext() throws SQLException {
    var reference = submitted();
    heldCase(reference);
    var caseRef = caseRefOf(reference);
    as(POLICE).get("/identification/referrals/" + reference + "/content").then().statusCode(200);
    assertThat(accessLog.firstBreakIn(caseRef)).isEmpty();
    assertThat(readsOf(caseRef)).isGreaterThan(1);
    var forger = new Caller("invented-forger", "psql", new OrganisationCode("ba-nobody"), Set.of());
    var ofTheCase = " where subject = '" + caseRef + "'";
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute("alter table access_log disable trigger user");
      statement.execute(
          "create table kept_log as select * from access_log" + ofTheCase + " and position > 1");
      statement.execute("create table kept_chain as select * from access_chain" + ofTheCase);
      statement.execute("delete from access_log" + ofTheCase);
      statement.execute("delete from access_chain" + ofTheCase);
      // The log itself writes the forged first entry, so that its own hash is right.
      accessLog.read(forger, caseRef, "case-file", "identification");
      statement.execute("insert into access_log select * from kept_log");
      statement.execute("delete from access_chain" + ofTheCase);
      statement.execute("insert into access_chain select * from kept_chain");
      statement.execute("drop table kept_log, kept_chain");
      statement.execute("alter table access_log enable trigger user");
    }
    assertThat(accessLog.firstBreakIn(caseRef)).contains(2L);
  }

  @Test
  void arrivalInAShelterReachesTheSenderAsInAssistanceAndNothingMore() throws SQLException {
    var reference = submitted();
    heldCase(reference);
    var caseRef = new CaseRef(caseRefOf(reference));
    try (var shelter = Feed.of("shelter")) {
      shelter.publish(
          new PersonArrivedV1(
              caseRef,
              PlacementRef.mint(new java.util.Random(7)),
              Instant.parse("2026-01-06T00:00:00Z")));
    }

    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() ->
            as(POLICE)
                .get("/identification/referrals/" + reference)
                .then()
                .body("state", equalTo("in-assistance"))
                .body(
                    "keySet()",
                    org.hamcrest.Matchers.everyItem(
                        org.hamcrest.Matchers.is(
                            org.hamcrest.Matchers.in(
                                List.of(
                                    "view",
                                    "reference",
                                    "state",
                                    "owner",
                                    "submittedAt",
                                    "answerBy",
                                    "possibleNow"))))));
  }

  @Test
  void aWithdrawalIsAnsweredWithWhoHasReadAlready() {
    var alias = heldCase(submitted());
    post(alias, "consents", CONSENT).statusCode(201);

    post(alias, "consents", CONSENT.replace("given", "withdrawn"))
        .statusCode(201)
        .body("version", equalTo(2))
        .body("readBy", hasItem("ba-identification"));
    post(alias, "needs", NEED)
        .statusCode(409)
        .body("rule", equalTo("CONSENT_FOR_SHELTER_IS_NEEDED"));
  }

  @Test
  void whoCannotBeAskedYetStillGetsABed() {
    var alias = heldCase(submitted());

    post(alias, "needs", NEED.replace("\"consent\"", "\"not-yet-able\"")).statusCode(201);
  }

  @Test
  void aClosedFileTakesNoStepButReopens() {
    var alias = heldCase(submitted());

    put(alias, "closure", 1, "{\"reason\": \"help-completed\"}")
        .statusCode(200)
        .body("state", equalTo("closed"));
    post(alias, "screenings", SCREENING).statusCode(409).body("rule", equalTo("CASE_IS_CLOSED"));
    put(alias, "presumption", 2, "{\"grounds\": [\"persons-account\"]}")
        .statusCode(409)
        .body("rule", equalTo("CASE_IS_CLOSED"))
        .body("possibleNow", contains("death", "reopening"));
    as(AUTHORITY)
        .header("If-Match", "\"2\"")
        .put("/identification/cases/" + alias + "/reopening")
        .then()
        .statusCode(200)
        .body("state", equalTo("in-need"));
  }

  @Test
  void aDeclinedReferralLeavesNoFileThatNobodyWatches() {
    var reference = submitted();
    step(AUTHORITY, reference, "decline", 1, "{\"reason\": \"senders-own-repeat\"}")
        .statusCode(200);

    as(POLICE)
        .get("/identification/referrals/" + reference)
        .then()
        .body("state", equalTo("closed"));
    step(AUTHORITY, submitted(), "decline", 1, "{\"reason\": \"we-doubt-it\"}")
        .statusCode(422)
        .body("errors.field", contains("reason"));
  }

  @Test
  void aCaseIsOpenOnlyUnderTheHoldersOwnAlias() throws SQLException {
    var reference = submitted();
    var alias = heldCase(reference);
    var caseRef = caseRefOf(reference);

    as(AUTHORITY)
        .get("/identification/cases/" + alias)
        .then()
        .statusCode(200)
        .body("caseAlias", equalTo(alias));
    as(AUTHORITY).get("/identification/cases/" + caseRef).then().statusCode(404);
    as(OTHER_AUTHORITY).get("/identification/cases/" + alias).then().statusCode(404);
    as(OTHER_AUTHORITY).get("/identification/cases/C-rubbish").then().statusCode(404);
    as(POLICE).get("/identification/cases/" + alias).then().statusCode(403);
    as(POLICE).get("/identification/cases/C-rubbish").then().statusCode(403);
  }

  @Test
  void aCaseOfOthersLooksLikeNoCase() throws SQLException {
    var reference = submitted();
    heldCase(reference);
    var theirName =
        caseAlias.of(
            new CaseRef(caseRefOf(reference)), new OrganisationCode("ba-identification-rs"));

    var others = as(OTHER_AUTHORITY).get("/identification/cases/" + theirName).then();
    var nobodys = as(OTHER_AUTHORITY).get("/identification/cases/C-rubbish").then();

    others.statusCode(404);
    nobodys.statusCode(404);
    assertThat(others.extract().asString().replace(theirName, "…"))
        .as("but for the name that was asked for")
        .isEqualTo(nobodys.extract().asString().replace("C-rubbish", "…"));
  }

  @Test
  void wrongBodiesAreRefusedWithTheirFieldsAtEveryDoorOfTheFile() {
    var alias = heldCase(submitted());

    post(alias, "screenings", "{\"place\": \"dark-room\", \"interviewers\": 0, \"mood\": 1}")
        .statusCode(422)
        .body(
            "errors.field",
            org.hamcrest.Matchers.hasItems(
                "place", "interviewers", "mood", "startedAt", "language"));
    post(alias, "consents", CONSENT.replace("true", "false"))
        .statusCode(422)
        .body("errors.field", contains("rightsToldInMotherTongue"));
    post(alias, "needs", NEED.replace("\"adults\": 1", "\"adults\": 0"))
        .statusCode(422)
        .body("errors.field", contains("profile.adults"));
    post(alias, "needs", NEED.replace("medium", "extreme"))
        .statusCode(422)
        .body("errors.field", contains("profile.riskLevel"));
    put(alias, "presumption", 1, "{\"grounds\": []}")
        .statusCode(422)
        .body("errors.field", contains("grounds"));
    put(alias, "presumption", 9, "{\"grounds\": [\"persons-account\"]}").statusCode(412);
  }

  private static ValidatableResponse post(String alias, String what, String body) {
    return as(AUTHORITY)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(body)
        .post("/identification/cases/" + alias + "/" + what)
        .then();
  }

  private static ValidatableResponse put(String alias, String what, int version, String body) {
    return as(AUTHORITY)
        .header("If-Match", "\"" + version + "\"")
        .body(body)
        .put("/identification/cases/" + alias + "/" + what)
        .then();
  }

  private static List<String> typesAbout(String topic, String caseRef) {
    return Feed.readAbout(topic, caseRef).stream().map(Feed.OnTopic::type).toList();
  }

  private String caseRefOf(String reference) throws SQLException {
    return one("select case_ref from referral where reference = '" + reference + "'");
  }

  private int readsOf(String caseRef) throws SQLException {
    return Integer.parseInt(
        one("select count(*) from access_log where subject = '" + caseRef + "'"));
  }

  private String one(String query) throws SQLException {
    try (var connection = database.getConnection();
        var rows = connection.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String asBytesAreShown(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> everyTextInTheDatabase() throws SQLException {
    var texts = new ArrayList<String>();
    try (var connection = database.getConnection();
        var tables =
            connection
                .createStatement()
                .executeQuery("select tablename from pg_tables where schemaname = 'public'")) {
      while (tables.next()) {
        try (var rows =
            connection
                .createStatement()
                .executeQuery("select t::text from \"" + tables.getString(1) + "\" t")) {
          while (rows.next()) {
            texts.add(rows.getString(1));
          }
        }
      }
    }
    return texts;
  }
}
