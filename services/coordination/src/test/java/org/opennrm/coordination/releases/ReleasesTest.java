package org.opennrm.coordination.releases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opennrm.coordination.Door;
import org.opennrm.coordination.figures.Counted;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;

/** What leaves: drafted, approved by a person, then as it was, whatever happens afterwards. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class ReleasesTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Inject AgroalDataSource database;

  @Test
  void theMinistryReadsWhatWasApprovedAndNothingElse() throws Exception {
    count("2011-03-05T10:00:00Z", "female", 30);
    count("2011-03-06T10:00:00Z", "male", 4);
    awaitInNeed(2011, 34);
    var before = latestOrNothing();

    var draft = draft("2011").statusCode(201).extract().jsonPath();
    assertThat(draft.getString("state")).isEqualTo("drafted");
    assertThat(draft.getList("possibleNow")).isEqualTo(List.of("approval", "discard"));
    assertThat(latestOrNothing()).isEqualTo(before);

    approve(draft.getString("id"))
        .statusCode(200)
        .body("state", equalTo("approved"))
        .body("by.office", equalTo("ba-coordinator"))
        .body("by.subject", equalTo("subject-of-ba-coordinator"));

    var published = latest();
    assertThat(published.getString("id")).isEqualTo(draft.getString("id"));
    assertThat(published.getString("figures.period.name")).isEqualTo("2011");
    assertThat(published.getBoolean("figures.preliminary")).isFalse();
    assertThat(shown(published, "in-need", "total", "all")).isEqualTo("34");
    assertThat(shown(published, "in-need", "sex", "male")).isEqualTo("fewer than 10");
    assertThat(shown(published, "in-need", "sex", "female")).isEqualTo("not shown");
    assertThat(shown(published, "placed", "total", "all")).isEqualTo("fewer than 10");

    // Word for word as approved, for everybody, and the hash is that of the words.
    var asText = latestText();
    var figures = asText.substring(asText.indexOf("\"figures\":") + 10, asText.length() - 1);
    assertThat(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(figures.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
        .isEqualTo(published.getString("sha256"));

    count("2011-03-07T10:00:00Z", "male", 50);
    awaitInNeed(2011, 84);
    assertThat(latestText()).isEqualTo(asText);
    approve(draft.getString("id")).statusCode(409).body("rule", equalTo("APPROVED_AND_FROZEN"));
    discard(draft.getString("id")).statusCode(409).body("possibleNow", equalTo(List.of()));
  }

  @Test
  void aDraftThatOthersOvertookIsDraftedAgain() {
    count("2012-03-05T10:00:00Z", "female", 20);
    awaitInNeed(2012, 20);
    var one = draft("2012").statusCode(201).extract().jsonPath().getString("id");
    var other = draft("2012-Q1").statusCode(201).extract().jsonPath().getString("id");
    approve(one).statusCode(200);
    approve(other).statusCode(409).body("rule", equalTo("ANOTHER_WAS_APPROVED_SINCE"));
    discard(other).statusCode(200).body("state", equalTo("discarded"));
    approve(other).statusCode(409).body("rule", equalTo("DISCARDED_BEFORE"));
  }

  @Test
  void overlappingReleasesDoNotTellSmallCounts() {
    count("2013-02-05T10:00:00Z", "female", 20);
    count("2013-03-05T10:00:00Z", "female", 3);
    awaitInNeed(2013, 23);
    approve(draft("2013-02").extract().jsonPath().getString("id")).statusCode(200);
    var quarter = draft("2013-Q1").statusCode(201).extract().jsonPath();
    assertThat(shown(quarter, "in-need", "total", "all")).isEqualTo("not shown");
  }

  @Test
  void aReleaseThatIsNewOnlyByFewRepeatsTheFormer() {
    count("2014-02-05T10:00:00Z", "female", 20);
    awaitInNeed(2014, 20);
    approve(draft("2014").extract().jsonPath().getString("id")).statusCode(200);
    count("2014-02-06T10:00:00Z", "female", 3);
    awaitInNeed(2014, 23);
    assertThat(shown(draft("2014").extract().jsonPath(), "in-need", "total", "all"))
        .isEqualTo("20");
    count("2014-02-06T10:00:00Z", "female", 7);
    awaitInNeed(2014, 30);
    assertThat(shown(draft("2014").extract().jsonPath(), "in-need", "total", "all"))
        .isEqualTo("30");
  }

  @Test
  void theSameKeyDraftsOnce() {
    count("2015-02-05T10:00:00Z", "female", 1);
    awaitInNeed(2015, 1);
    var key = UUID.randomUUID().toString();
    var first = draft("2015", key).statusCode(201).extract().asString();
    assertThat(draft("2015", key).statusCode(201).extract().asString()).isEqualTo(first);
    draft("2015-Q1", key).statusCode(422).body("type", startsWith("urn:nrm:problem:idempotency"));
    Door.coordinator()
        .body(Map.of("period", "2015"))
        .post("/coordination/releases")
        .then()
        .statusCode(400)
        .body("errors.field", equalTo(List.of("Idempotency-Key")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-13", "2026-Q5", "26", "", "this year", "2999", "1901"})
  void aPeriodThatCannotBeReleasedIsRefusedByItsName(String period) {
    draft(period).statusCode(422).body("errors.field", equalTo(List.of("period")));
  }

  @Test
  void unknownAndMissingFieldsAreNamedTogether() {
    Door.coordinator()
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body("{\"year\": 2026, \"minimumCell\": 1}")
        .post("/coordination/releases")
        .then()
        .statusCode(422)
        .body("errors.field", equalTo(List.of("year", "minimumCell", "period")));
  }

  @Test
  void theDatabaseItselfLetsNobodyChangeARelease() throws SQLException {
    count("2016-02-05T10:00:00Z", "female", 12);
    awaitInNeed(2016, 12);
    var id = draft("2016").statusCode(201).extract().jsonPath().getString("id");
    refusedByTheDatabase("update release set payload = '{}' where id = '" + id + "'");
    approve(id).statusCode(200);
    for (var change :
        List.of(
            "update release set payload = '{}' where id = '%s'",
            "update release set state_name = 'drafted', number = null where id = '%s'",
            "update release set number = number + 100 where id = '%s'",
            "update release set tables = '{}' where id = '%s'",
            "delete from release where id = '%s'",
            "truncate release cascade")) {
      refusedByTheDatabase(change.formatted(id));
    }
  }

  @Test
  void anotherCountryFindsNothing() {
    count("2017-02-05T10:00:00Z", "female", 12);
    awaitInNeed(2017, 12);
    var id = draft("2017").statusCode(201).extract().jsonPath().getString("id");
    for (var path : List.of("", "/approval", "/discard")) {
      Door.coordinatorOfAnotherCountry()
          .request(path.isEmpty() ? "GET" : "PUT", "/coordination/releases/" + id + path)
          .then()
          .statusCode(404);
    }
    Door.coordinator().get("/coordination/releases/" + id).then().statusCode(200);
    Door.coordinator().get("/coordination/releases/none").then().statusCode(404);
    Door.coordinatorOfAnotherCountry()
        .get("/coordination/published-figures/latest")
        .then()
        .statusCode(404)
        .body("rule", equalTo("NOTHING_PUBLISHED"));
  }

  @Test
  void theListIsReadPageByPage() {
    count("2018-02-05T10:00:00Z", "female", 1);
    awaitInNeed(2018, 1);
    draft("2018").statusCode(201);
    draft("2018-02").statusCode(201);
    var first =
        Door.coordinator()
            .queryParam("limit", 1)
            .get("/coordination/releases")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(first.getList("items.period")).isEqualTo(List.of("2018-02"));
    Door.coordinator()
        .queryParam("limit", 1)
        .queryParam("after", first.getString("next"))
        .get("/coordination/releases")
        .then()
        .statusCode(200)
        .body("items.period", equalTo(List.of("2018")));
  }

  private void refusedByTheDatabase(String change) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      assertThatThrownBy(() -> statement.execute(change))
          .as(change)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("release");
    }
  }

  private static void count(String at, String sex, int persons) {
    try (var identification = Feed.of("identification")) {
      for (var each = 0; each < persons; each++) {
        identification.publish(
            Counted.somebodyIn("ba").inNeed(Instant.parse(at).plusSeconds(each), sex, "18-23"));
      }
    }
  }

  private static void awaitInNeed(int year, int persons) {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            Door.coordinator()
                .queryParams(Map.of("from", year + "-01-01", "until", (year + 1) + "-01-01"))
                .get("/coordination/figures")
                .then()
                .statusCode(200)
                .body("figures[0].persons", equalTo(persons)));
  }

  private static ValidatableResponse draft(String period) {
    return draft(period, UUID.randomUUID().toString());
  }

  private static ValidatableResponse draft(String period, String key) {
    return Door.coordinator()
        .header("Idempotency-Key", key)
        .body(Map.of("period", period))
        .post("/coordination/releases")
        .then();
  }

  private static ValidatableResponse approve(String id) {
    return Door.coordinator().put("/coordination/releases/" + id + "/approval").then();
  }

  private static ValidatableResponse discard(String id) {
    return Door.coordinator().put("/coordination/releases/" + id + "/discard").then();
  }

  private static JsonPath latest() {
    return new JsonPath(latestText());
  }

  private static String latestText() {
    return Door.ministry()
        .get("/coordination/published-figures/latest")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private static String latestOrNothing() {
    return Door.ministry()
        .get("/coordination/published-figures/latest")
        .then()
        .extract()
        .asString();
  }

  private static String shown(JsonPath release, String measure, String by, String category) {
    return release.getString(
        "figures.tables.find { it.measure == '%s' }.lines.find { it.by == '%s' && it.category == '%s' }.shown"
            .formatted(measure, by, category));
  }
}
