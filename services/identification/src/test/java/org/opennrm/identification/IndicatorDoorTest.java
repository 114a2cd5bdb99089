package org.opennrm.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
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

/** Indicators explain; they never add up to a score, and nothing that was not seen counts. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class IndicatorDoorTest {

  private static final String ALL_THREE_PARTS =
      """
      {"variant": "adult", "seen": [
        "exploitation.excessive-hours", "exploitation.low-or-no-salary",
        "deception.wages", "deception.travel", "deception.papers",
        "coercion.papers-taken", "coercion.debt-bondage"]}
      """;

  @Inject AgroalDataSource database;

  @Test
  void theIndicatorsInUseCanBeShownAsAForm() {
    as(POLICE)
        .get("/identification/indicators")
        .then()
        .statusCode(200)
        .body("id", equalTo("ilo-ec-labour"))
        .body("scope", equalTo("labour"))
        .body("verified", equalTo(false))
        .body("dimensions", hasSize(6))
        .body("dimensions.indicators*.size()", contains(10, 10, 16, 9, 15, 7))
        .body(
            "dimensions.indicators.flatten().findAll { it.doubtful }.code",
            contains(
                "recruitment-vulnerability.difficult-past",
                "recruitment-vulnerability.travel-difficulty"))
        .body(
            "dimensions.indicators.flatten().find { it.code == 'exploitation.no-social-protection' }.childWeight",
            nullValue());
  }

  @Test
  void eachDimensionIsExplainedAndTheWholeSupportsAReferral() {
    var alias = heldCase(submitted());

    assess(alias, anyKey(), ALL_THREE_PARTS)
        .then()
        .statusCode(201)
        .body("outcome", equalTo("supports-referral"))
        .body("verified", equalTo(false))
        .body(
            "dimensions.find { it.dimension == 'exploitation' }.because",
            equalTo("one-strong-and-another"))
        .body("dimensions.find { it.dimension == 'deception' }.because", equalTo("three-medium"))
        .body("dimensions.find { it.dimension == 'coercion' }.because", equalTo("two-strong"))
        .body("dimensions.find { it.dimension == 'vulnerability' }.positive", equalTo(false))
        .body("dimensions.find { it.dimension == 'vulnerability' }.seen", hasSize(0))
        .body("$", not(org.hamcrest.Matchers.hasKey("score")));
  }

  @Test
  void withoutOneOfThePartsItSaysNothingAboutAnAdultAndSupportsAReferralOfAChild() {
    var alias = heldCase(submitted());
    var exploitationAlone =
        "{\"variant\": \"%s\", \"seen\": [\"exploitation.excessive-hours\", \"exploitation.hazardous-work\"]}";

    assess(alias, anyKey(), exploitationAlone.formatted("adult"))
        .then()
        .statusCode(201)
        .body("outcome", equalTo("says-nothing"));
    assess(alias, anyKey(), exploitationAlone.formatted("child"))
        .then()
        .statusCode(201)
        .body("outcome", equalTo("supports-referral"));
    assess(alias, anyKey(), "{\"variant\": \"adult\", \"seen\": []}")
        .then()
        .statusCode(201)
        .body("outcome", equalTo("says-nothing"))
        .body("dimensions.positive", everyItem(equalTo(false)));
  }

  @Test
  void itIsKeptAsItWasExplainedAndTheSameKeyMakesNoOther() {
    var alias = heldCase(submitted());
    var key = anyKey();
    var first = assess(alias, key, ALL_THREE_PARTS).then().statusCode(201).extract().asString();

    assertThat(assess(alias, key, ALL_THREE_PARTS).asString()).isEqualTo(first);
    as(AUTHORITY)
        .get(path(alias))
        .then()
        .statusCode(200)
        .body("$", hasSize(1))
        .body("[0].outcome", equalTo("supports-referral"))
        .body("[0].by", equalTo("ba-identification"));
    assess(alias, key, "{\"variant\": \"child\", \"seen\": []}").then().statusCode(422);
  }

  @Test
  void whatWasSeenStandsNowhereInPlainText() throws SQLException {
    var alias = heldCase(submitted());
    assess(alias, anyKey(), ALL_THREE_PARTS).then().statusCode(201);

    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      try (var rows = statement.executeQuery("select content from indicator_assessment")) {
        while (rows.next()) {
          assertThat(new String(rows.getBytes(1), StandardCharsets.ISO_8859_1))
              .doesNotContain("exploitation");
        }
      }
      try (var rows =
          statement.executeQuery(
              "select answer from idempotency where operation like 'assess-indicators/%'")) {
        while (rows.next()) {
          assertThat(rows.getString(1)).doesNotContain("exploitation", "supports");
        }
      }
    }
  }

  @Test
  void whatIsNoIndicatorIsNamed() {
    var alias = heldCase(submitted());

    assess(
            alias,
            anyKey(),
            "{\"variant\": \"adult\", \"seen\": [\"deception.wages\", \"nonsense\"]}")
        .then()
        .statusCode(422)
        .body("errors.field", contains("seen[1]"));
    assess(alias, anyKey(), "{\"variant\": \"both\", \"seen\": []}")
        .then()
        .statusCode(422)
        .body("errors.field", contains("variant"));
    assess(alias, anyKey(), "{}")
        .then()
        .statusCode(422)
        .body("errors.field", org.hamcrest.Matchers.containsInAnyOrder("variant", "seen"));
  }

  @Test
  void onlyTheHolderAssessesAndReads() {
    var alias = heldCase(submitted());

    for (var name : List.of(alias, "C-nothing")) {
      as(OTHER_AUTHORITY).get(path(name)).then().statusCode(404);
      as(OTHER_AUTHORITY)
          .header("Idempotency-Key", anyKey())
          .body(ALL_THREE_PARTS)
          .post(path(name))
          .then()
          .statusCode(404);
    }
    as(POLICE).get(path(alias)).then().statusCode(403);
  }

  private static Response assess(String alias, String key, String body) {
    return as(AUTHORITY).header("Idempotency-Key", key).body(body).post(path(alias));
  }

  private static String path(String alias) {
    return "/identification/cases/" + alias + "/indicator-assessments";
  }

  private static String anyKey() {
    return UUID.randomUUID().toString();
  }
}
