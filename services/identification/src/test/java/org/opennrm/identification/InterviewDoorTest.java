package org.opennrm.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
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
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opennrm.platform.testkit.Infra;

/** Told once: what was answered is offered, towards help only. Everybody is invented. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class InterviewDoorTest {

  private static final String CALM =
      """
      {"instrument": "screening", "setting": "%s", "role": "counsellor", "place": "ngo-office",
       "uniformWorn": false, "interviewers": 1, "language": "ron", "interpreter": "present",
       "officialInterpreter": true, "present": ["support-worker"],
       "startedAt": "2026-03-0%dT09:00:00Z", "endedAt": "2026-03-0%dT10:00:00Z",
       "answers": %s, "doNotRepeat": %s}
      """;

  private static final String SAFETY =
      """
      {"safety.afraid": true, "safety.what-helps": "Invented: a light in the corridor",
       "safety.afraid-for-others": {"answer": "refused"}, "health.needs-doctor-today": {"answer": "not-asked"}}
      """;

  @Inject AgroalDataSource database;

  @Test
  void aPartnerCanShowTheInstrumentInALanguageAndSeesWhatIsNotTranslated() {
    as(POLICE)
        .get("/identification/instruments")
        .then()
        .statusCode(200)
        .body("id", hasItem("screening"));
    as(POLICE)
        .get("/identification/instruments/screening?language=bos")
        .then()
        .statusCode(200)
        .body("title.language", equalTo("bos"))
        .body("title.fallbackFrom", nullValue())
        .body("languages", containsInAnyOrder("bos", "eng", "mkd", "nob", "srp"))
        .body(
            "sections.questions.flatten().find { it.id == 'wishes.nobody-told' }.text.language",
            equalTo("eng"))
        .body(
            "sections.questions.flatten().find { it.id == 'wishes.nobody-told' }.text.fallbackFrom",
            equalTo("bos"))
        .body(
            "sections.questions.flatten().find { it.id == 'papers.which' }.codes",
            hasItems("lost", "withheld"))
        .body(
            "sections.questions.flatten().find { it.id == 'safety.what-helps' }.askIf.question",
            equalTo("safety.afraid"));
    as(POLICE)
        .get("/identification/instruments/screening?language=ron")
        .then()
        .body("title.language", equalTo("eng"))
        .body("title.fallbackFrom", equalTo("ron"));
    as(POLICE).get("/identification/instruments/nothing").then().statusCode(404);
    as(POLICE).get("/identification/instruments/screening?language=English").then().statusCode(400);
  }

  @Test
  void whatWasAnsweredIsOfferedToTheNextHelperWithWhereItComesFrom() {
    var alias = heldCase(submitted());
    var id =
        interview(alias, calm("screening", 1, SAFETY, "[]"))
            .then()
            .statusCode(201)
            .body("warnings", hasSize(0))
            .extract()
            .<String>path("id");

    prefill(alias, "shelter")
        .then()
        .statusCode(200)
        .body(
            "answers.question",
            contains("safety.afraid", "safety.afraid-for-others", "safety.what-helps"))
        .body("answers[0].answer", equalTo(true))
        .body("answers[0].by", equalTo("ba-identification"))
        .body("answers[0].interview", equalTo(id))
        .body("answers[0].setting", equalTo("screening"))
        .body("answers[0].at", equalTo("2026-03-01T10:00:00Z"))
        .body("answers[1].answer.answer", equalTo("refused"));
    as(AUTHORITY)
        .get(path(alias, "interviews"))
        .then()
        .statusCode(200)
        .body("$", hasSize(1))
        .body("[0].version", equalTo("1"))
        .body("[0].content.answers.'safety.afraid'", equalTo(true));
  }

  @Test
  void whatIsMarkedIsShownAsAnsweredAndNotAskedAgain() {
    var alias = heldCase(submitted());
    interview(
            alias,
            calm(
                "health",
                1,
                "{\"health.pregnant\": true, \"health.needs-doctor-today\": false}",
                "[\"health.pregnant\"]"))
        .then()
        .statusCode(201);

    prefill(alias, "screening")
        .then()
        .body("answers.find { it.question == 'health.pregnant' }.doNotRepeat", equalTo(true))
        .body(
            "answers.find { it.question == 'health.needs-doctor-today' }.doNotRepeat",
            equalTo(false));
  }

  @Test
  void policeAnswersHelpAndHelpersAnswersReachPoliceOnlyByReleaseAfterConsent() {
    var alias = heldCase(submitted());
    interview(alias, calm("police", 1, "{\"papers.which\": \"withheld\"}", "[]"))
        .then()
        .statusCode(201);
    interview(alias, calm("screening", 3, SAFETY, "[]")).then().statusCode(201);

    prefill(alias, "screening").then().body("answers.question", hasItem("papers.which"));
    prefill(alias, "police").then().body("answers.question", contains("papers.which"));
    prefill(alias, "court").then().body("answers", hasSize(0));

    release(alias, "safety", "police")
        .then()
        .statusCode(409)
        .body("rule", equalTo("CONSENT_TO_THIS_USE_IS_NEEDED"));
    consent(alias, "police", "given");
    release(alias, "safety", "police").then().statusCode(200).body("to", equalTo("police"));
    prefill(alias, "police")
        .then()
        .body("answers.question", hasItems("safety.afraid", "papers.which"));
    prefill(alias, "court").then().body("answers", hasSize(0));

    consent(alias, "police", "withdrawn");
    prefill(alias, "police").then().body("answers.question", contains("papers.which"));
  }

  @Test
  void theCircumstancesWarnAndTheWarningsAreKept() {
    var alias = heldCase(submitted());
    interview(alias, calm("screening", 1, SAFETY, "[]")).then().statusCode(201);

    interview(
            alias,
            calm("police", 1, "{\"safety.afraid\": false}", "[]")
                .replace("T09:00", "T11:00")
                .replace("T10:00", "T12:00")
                .replace("ngo-office", "police-premises")
                .replace("\"uniformWorn\": false", "\"uniformWorn\": true")
                .replace("\"interviewers\": 1", "\"interviewers\": 3"))
        .then()
        .statusCode(201)
        .body(
            "warnings",
            containsInAnyOrder(
                "more-than-two-interviewers",
                "police-premises",
                "uniform-worn",
                "before-the-rest-interval",
                "same-section-again"));
    interview(alias, calm("screening", 3, "{\"work.could-leave\": false}", "[]"))
        .then()
        .statusCode(201)
        .body("warnings", not(hasItem("same-section-again")));
    as(AUTHORITY).get(path(alias, "interviews")).then().body("[1].warnings", hasSize(5));
  }

  @Test
  void aScreeningSoonAfterAnInterviewWarnsOfTheRestToo() {
    var alias = heldCase(submitted());
    interview(alias, calm("screening", 1, "{}", "[]")).then().statusCode(201);

    as(AUTHORITY)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(
            """
            {"startedAt": "2026-03-01T12:00:00Z", "endedAt": "2026-03-01T13:00:00Z",
             "place": "shelter", "uniformWorn": false, "interviewers": 1, "language": "ron",
             "interpreter": "present", "officialInterpreter": true}
            """)
        .post(path(alias, "screenings"))
        .then()
        .statusCode(201)
        .body("warnings", contains("before-the-rest-interval"));
  }

  @Test
  void whatDoesNotFitTheInstrumentIsNamed() {
    var alias = heldCase(submitted());
    interview(
            alias,
            calm(
                "screening",
                1,
                """
                {"safety.afraid": "yes", "papers.which": "eaten", "work.hours-a-day": -1,
                 "nothing.known": true, "wishes.first": {"answer": "perhaps"},
                 "work.could-leave": true, "work.what-would-have-happened": "Invented"}
                """,
                "[\"wishes.first\", \"health.pregnant\"]"))
        .then()
        .statusCode(422)
        .body(
            "errors.field",
            containsInAnyOrder(
                "answers.safety.afraid",
                "answers.papers.which",
                "answers.work.hours-a-day",
                "answers.nothing.known",
                "answers.wishes.first",
                "answers.work.what-would-have-happened",
                "doNotRepeat[0]",
                "doNotRepeat[1]"));
    interview(
            alias,
            calm("screening", 1, "{}", "[]")
                .replace("\"instrument\": \"screening\"", "\"instrument\": \"other\""))
        .then()
        .statusCode(422)
        .body("errors.field", contains("instrument"));
    interview(alias, calm("party", 1, "{}", "[]"))
        .then()
        .statusCode(422)
        .body("errors.field", contains("setting"));
    interview(alias, calm("screening", 1, "{}", "[]").replace("T10:00", "T08:00"))
        .then()
        .statusCode(422)
        .body("errors.field", contains("endedAt"));
    prefill(alias, "party").then().statusCode(400);
    as(AUTHORITY).get(path(alias, "prefill")).then().statusCode(400);
    release(alias, "nothing", "police")
        .then()
        .statusCode(422)
        .body("errors.field", contains("section"));
  }

  @Test
  void theSameKeyRecordsOnceAndWhatWasSaidStandsNowhereInPlainText() throws SQLException {
    var alias = heldCase(submitted());
    var key = UUID.randomUUID().toString();
    var body = calm("screening", 1, SAFETY, "[]");
    var first = interview(alias, key, body).then().statusCode(201).extract().asString();

    assertThat(interview(alias, key, body).asString()).isEqualTo(first);
    as(AUTHORITY).get(path(alias, "interviews")).then().body("$", hasSize(1));
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select content, null from interview union all select null, answer from idempotency")) {
      while (rows.next()) {
        var text =
            rows.getBytes(1) == null
                ? String.valueOf(rows.getString(2))
                : new String(rows.getBytes(1), StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain("corridor").doesNotContain("safety.afraid");
      }
    }
  }

  @Test
  void onlyTheHolderRecordsReadsAndReleases() {
    var alias = heldCase(submitted());
    for (var name : List.of(alias, "C-nothing")) {
      as(OTHER_AUTHORITY).get(path(name, "interviews")).then().statusCode(404);
      as(OTHER_AUTHORITY)
          .get(path(name, "prefill") + "?instrument=screening")
          .then()
          .statusCode(404);
      as(OTHER_AUTHORITY)
          .header("Idempotency-Key", "k")
          .body(calm("screening", 1, "{}", "[]"))
          .post(path(name, "interviews"))
          .then()
          .statusCode(404);
      as(OTHER_AUTHORITY)
          .body("{\"section\": \"safety\", \"to\": \"police\", \"legalAdviceOn\": \"2026-01-01\"}")
          .put(path(name, "prefill/release"))
          .then()
          .statusCode(404);
    }
    as(POLICE).get(path(alias, "interviews")).then().statusCode(403);
    as(POLICE).get(path(alias, "prefill") + "?instrument=screening").then().statusCode(403);
  }

  private static String calm(String setting, int day, String answers, String marked) {
    return CALM.formatted(setting, day, day, answers, marked);
  }

  private static Response interview(String alias, String body) {
    return interview(alias, UUID.randomUUID().toString(), body);
  }

  private static Response interview(String alias, String key, String body) {
    return as(AUTHORITY).header("Idempotency-Key", key).body(body).post(path(alias, "interviews"));
  }

  private static Response prefill(String alias, String setting) {
    return as(AUTHORITY).get(path(alias, "prefill") + "?instrument=screening&setting=" + setting);
  }

  private static Response release(String alias, String section, String to) {
    return as(AUTHORITY)
        .body(
            "{\"section\": \"%s\", \"to\": \"%s\", \"legalAdviceOn\": \"2026-01-01\"}"
                .formatted(section, to))
        .put(path(alias, "prefill/release"));
  }

  private static void consent(String alias, String purpose, String decision) {
    as(AUTHORITY)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(
            """
            {"purpose": "%s", "decision": "%s", "language": "ron", "interpreter": "present",
             "formVersion": "1", "rightsToldInMotherTongue": true}
            """
                .formatted(purpose, decision))
        .post(path(alias, "consents"))
        .then()
        .statusCode(201);
  }

  private static String path(String alias, String what) {
    return "/identification/cases/" + alias + "/" + what;
  }
}
