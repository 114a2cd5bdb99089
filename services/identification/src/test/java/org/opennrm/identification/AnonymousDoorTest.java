package org.opennrm.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;
import static org.opennrm.identification.Door.AUTHORITY;
import static org.opennrm.identification.Door.OTHER_AUTHORITY;
import static org.opennrm.identification.Door.POLICE;
import static org.opennrm.identification.Door.as;
import static org.opennrm.identification.Door.heldCase;
import static org.opennrm.identification.Door.submit;
import static org.opennrm.identification.Door.submitted;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.codes.CodeLists;
import org.opennrm.contracts.ids.ReturnCode;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.platform.testkit.TokenIssuer;

/**
 * An adult who says no keeps their name, and can come back. Everybody in the bodies is invented.
 */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class AnonymousDoorTest {

  private static final String OTHER_POLICE =
      TokenIssuer.token("ba-border-police-north", "referrer");
  private static final String COORDINATOR = TokenIssuer.token("ba-coordinator", "coordinator");
  private static final String FOREIGN_COORDINATOR =
      TokenIssuer.token("mk-referral-office", "coordinator");

  private static final String SHE_SAID_NO =
      """
      {"channel": "border-check", "area": "ba-fed-sarajevo", "ageBand": "24-30", "sex": "female",
       "forms": ["sexual", "begging"], "happened": "2026-01", "whyRefused": ["distrust"],
       "language": "bos", "interpreter": "by-telephone", "present": ["second-officer"],
       "rightsToldIn": "bos"}
      """;

  /** What a notification may hold, and no more: adding a column means arguing with this list. */
  private static final Map<String, String> ALLOWED = allowed();

  @Inject AgroalDataSource database;

  @Test
  void herCardIsInHerLanguageAndHerMunicipalityBecomesARegion() throws SQLException {
    var answer =
        notified(POLICE, anyKey(), SHE_SAID_NO)
            .then()
            .statusCode(201)
            .body("reference", matchesPattern("ANON-[0-9A-HJKMNP-TV-Z]{13}"))
            .body("returnCode", matchesPattern("CARD(-[0-9A-HJKMNP-TV-Z]{5}){3}"))
            .body("card.language", equalTo("bos"))
            .body("card.fallbackFrom", nullValue())
            .body("card.lines", hasSize(greaterThan(3)))
            .extract()
            .jsonPath();

    assertThat(stored("area", answer.getString("reference"))).isEqualTo("ba-fed-sarajevo-canton");
    assertThat(stored("age_band", answer.getString("reference"))).isEqualTo("24-30");
  }

  @Test
  void aLanguageWithoutACardFallsBackToEnglishAndSaysSo() {
    notified(
            POLICE, anyKey(), SHE_SAID_NO.replace("\"language\": \"bos\"", "\"language\": \"ron\""))
        .then()
        .statusCode(201)
        .body("card.language", equalTo("eng"))
        .body("card.fallbackFrom", equalTo("ron"));
  }

  @Test
  void everyLanguageThatShipsHasTheWholeCard() {
    for (var language : List.of("eng", "bos", "srp", "mkd", "nob")) {
      notified(
              POLICE,
              anyKey(),
              SHE_SAID_NO.replace("\"language\": \"bos\"", "\"language\": \"" + language + "\""))
          .then()
          .statusCode(201)
          .body("card.language", equalTo(language))
          .body("card.lines", hasSize(5));
    }
  }

  @Test
  void whatNobodyKnowsIsToldAsSuch() throws SQLException {
    var reference =
        notified(
                POLICE,
                anyKey(),
                """
                {"channel": "raid", "area": "ba", "ageBand": {"answer": "unknown"},
                 "happened": "2026-01-31", "whyRefused": {"answer": "refused"},
                 "language": "ron", "interpreter": "present", "present": []}
                """)
            .then()
            .statusCode(201)
            .extract()
            .jsonPath()
            .getString("reference");

    assertThat(stored("age_band", reference)).isEqualTo("unknown");
    assertThat(stored("sex", reference)).isEqualTo("not-asked");
    assertThat(stored("why_refused", reference)).isEqualTo("{refused}");
    assertThat(stored("present", reference)).isEqualTo("{}");
    assertThat(stored("rights_told_in", reference)).isEqualTo("not-asked");
    assertThat(stored("area", reference)).isEqualTo("ba");
  }

  @Test
  void aChildIsReferredWhateverItSays() {
    for (var band : List.of("0-8", "9-17")) {
      notified(POLICE, anyKey(), SHE_SAID_NO.replace("24-30", band))
          .then()
          .statusCode(409)
          .body("rule", equalTo("A_CHILD_IS_REFERRED"))
          .body("detail", matchesPattern("A child is referred.*"))
          .body("possibleNow", contains("referral"));
    }
  }

  @Test
  void noFieldTakesWhoItWas() {
    for (var field :
        List.of(
            "person",
            "givenNames",
            "notes",
            "ownReference",
            "safeContact",
            "nationality",
            "name")) {
      notified(
              POLICE,
              anyKey(),
              SHE_SAID_NO.replace("\"sex\": \"female\"", "\"" + field + "\": \"Invented Zorica\""))
          .then()
          .statusCode(422)
          .body("errors.field", hasItem(field));
    }
    notified(
            POLICE,
            anyKey(),
            """
            {"channel": "Invented Zorica", "area": "ba-fed-nowhere", "ageBand": "Invented",
             "sex": "Zorica", "forms": ["Invented"], "happened": "2026-13",
             "whyRefused": ["Zorica"], "language": "Zorica", "interpreter": "Zorica",
             "present": ["Zorica"], "rightsToldIn": "bos"}
            """)
        .then()
        .statusCode(422)
        .body(
            "errors.field",
            containsInAnyOrder(
                "channel",
                "ageBand",
                "sex",
                "forms",
                "whyRefused",
                "language",
                "interpreter",
                "present"));
    for (var wrong :
        List.of(
            SHE_SAID_NO.replace("2026-01", "2026-13"),
            SHE_SAID_NO.replace("2026-01", "2199-01"),
            SHE_SAID_NO.replace("2026-01", "2026-02-30"))) {
      notified(POLICE, anyKey(), wrong)
          .then()
          .statusCode(422)
          .body("errors.field", contains("happened"));
    }
    notified(
            POLICE,
            anyKey(),
            SHE_SAID_NO.replace("\"rightsToldIn\": \"bos\"", "\"rightsToldIn\": \"Zorica\""))
        .then()
        .statusCode(422)
        .body("errors.field", contains("rightsToldIn"));
    notified(POLICE, anyKey(), SHE_SAID_NO.replace("[\"distrust\"]", "[null]"))
        .then()
        .statusCode(422)
        .body("errors.field", contains("whyRefused"));
    notified(POLICE, anyKey(), SHE_SAID_NO.replace("ba-fed-sarajevo", "ba-fed-nowhere"))
        .then()
        .statusCode(422)
        .body("errors.field", contains("area"));
    notified(POLICE, anyKey(), "{}")
        .then()
        .statusCode(422)
        .body(
            "errors.field",
            containsInAnyOrder("channel", "area", "happened", "language", "interpreter"));
  }

  @Test
  void theTableHasNoColumnInWhichIdentityCouldStand() throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                """
                select column_name, data_type, is_nullable from information_schema.columns
                 where table_name = 'anonymous_notification' order by ordinal_position
                """);
        var rows = query.executeQuery()) {
      var found = new LinkedHashMap<String, String>();
      while (rows.next()) {
        found.put(rows.getString(1), rows.getString(2));
        assertThat(rows.getString(3)).as(rows.getString(1)).isEqualTo("NO");
      }
      assertThat(found).containsExactlyInAnyOrderEntriesOf(ALLOWED);
    }
    var reference =
        notified(POLICE, anyKey(), SHE_SAID_NO).then().extract().jsonPath().getString("reference");
    for (var column : ALLOWED.entrySet()) {
      switch (column.getValue()) {
        case "text" -> {
          for (var identity :
              List.of("Invented Zorica", "invented-zorica", "+000 0815", "1999-04-03 Zorica")) {
            refuses(reference, column.getKey(), "'" + identity + "'");
          }
          refuses(reference, column.getKey(), "'" + "a".repeat(100) + "'");
          refuses(reference, column.getKey(), "''");
        }
        case "ARRAY" -> refuses(reference, column.getKey(), "array['invented-zorica']");
        default -> {}
      }
    }
  }

  @Test
  void whateverIsOnTheCodeListsHasItsPlaceInTheTable() throws SQLException {
    var adults =
        Stream.concat(
                CodeLists.of("age-bands").codes().stream()
                    .filter(band -> !band.equals("0-8") && !band.equals("9-17")),
                Stream.of("unknown"))
            .toList();
    var reference =
        notified(POLICE, anyKey(), SHE_SAID_NO).then().extract().jsonPath().getString("reference");
    takesEach(reference, "age_band", adults, "'%s'");
    takesEach(reference, "channel", CodeLists.of("channels").codes(), "'%s'");
    takesEach(reference, "sex", CodeLists.of("sexes").codes(), "'%s'");
    takesEach(reference, "forms", CodeLists.of("forms-of-exploitation").codes(), "array['%s']");
    takesEach(reference, "why_refused", CodeLists.of("refusal-reasons").codes(), "array['%s']");
    takesEach(reference, "present", CodeLists.of("who-was-present").codes(), "array['%s']");
    refuses(reference, "age_band", "'9-17'");
  }

  @Test
  void theCodeIsShownAgainToTheSameRequestAndStandsInNoTable() throws SQLException {
    var key = anyKey();
    var first = notified(POLICE, key, SHE_SAID_NO).then().statusCode(201).extract().asString();
    var code = JsonPath.from(first).getString("returnCode");

    assertThat(notified(POLICE, key, SHE_SAID_NO).asString()).isEqualTo(first);
    var symbols = ReturnCode.read(code).orElseThrow().symbols();
    for (var row : everything()) {
      assertThat(row).doesNotContainIgnoringCase(code).doesNotContainIgnoringCase(symbols);
    }
    notified(POLICE, key, SHE_SAID_NO.replace("female", "male")).then().statusCode(422);
    assertThat(
            notified(POLICE, anyKey(), SHE_SAID_NO)
                .then()
                .extract()
                .jsonPath()
                .getString("returnCode"))
        .isNotEqualTo(code);
  }

  @Test
  void whoComesBackWithTheCardHasOneCaseAndItsHistory() {
    var notification = notified(POLICE, anyKey(), SHE_SAID_NO).then().extract().jsonPath();
    var code = notification.getString("returnCode");
    var alias = heldCase(submitted());
    as(AUTHORITY).get(path(alias)).then().statusCode(200).body("$", hasSize(0));

    var joined =
        back(AUTHORITY, alias, code.toLowerCase(Locale.ROOT).replace("-", " "))
            .then()
            .statusCode(200)
            .body("reference", equalTo(notification.getString("reference")))
            .body("notifiedBy", equalTo("ba-border-police"))
            .body("joinedBy", equalTo("ba-identification"))
            .body("area", equalTo("ba-fed-sarajevo-canton"))
            .body("forms", containsInAnyOrder("sexual", "begging"))
            .body("rightsToldIn", equalTo("bos"))
            .extract()
            .asString();

    assertThat(back(AUTHORITY, alias, code).then().statusCode(200).extract().asString())
        .isEqualTo(joined);
    as(AUTHORITY)
        .get(path(alias))
        .then()
        .statusCode(200)
        .body("reference", contains(notification.getString("reference")));
  }

  @Test
  void aCardBelongsToOneCaseAndItsSecondUseLooksLikeAWrongOne() {
    var code =
        notified(POLICE, anyKey(), SHE_SAID_NO).then().extract().jsonPath().getString("returnCode");
    back(AUTHORITY, heldCase(submitted()), code).then().statusCode(200);
    var another = heldCase(submitted());

    var used = back(AUTHORITY, another, code).then().statusCode(422).extract().asString();
    var wrong = back(AUTHORITY, another, anyCode()).then().statusCode(422).extract().asString();

    assertThat(withoutInstance(used)).isEqualTo(withoutInstance(wrong));
    as(AUTHORITY).get(path(another)).then().body("$", hasSize(0));
    back(AUTHORITY, another, code.substring(0, code.length() - 1) + "U")
        .then()
        .statusCode(422)
        .body("errors.field", contains("returnCode"));
    as(AUTHORITY)
        .body("{}")
        .put(path(another))
        .then()
        .statusCode(422)
        .body("errors.field", contains("returnCode"));
  }

  @Test
  void nobodyFindsACardByTrying() throws SQLException {
    var alias = heldInTheOtherEntity();
    for (var i = 0; i < 10; i++) {
      back(OTHER_AUTHORITY, alias, anyCode()).then().statusCode(422);
    }
    var code =
        notified(POLICE, anyKey(), SHE_SAID_NO).then().extract().jsonPath().getString("returnCode");

    var wait =
        back(OTHER_AUTHORITY, alias, code).then().statusCode(429).extract().header("Retry-After");
    assertThat(Integer.parseInt(wait)).isBetween(3000, 3600);

    inTheDatabase("update wrong_card set since = since - interval '61 minutes'");
    back(OTHER_AUTHORITY, alias, code).then().statusCode(200);
  }

  @Test
  void eachUnitSeesItsOwnShareAndTheCoordinatorAllOfTheCountry() {
    var before =
        as(OTHER_POLICE)
            .get("/identification/anonymous-notifications/figures")
            .then()
            .statusCode(200)
            .body("units.organisation", contains("ba-border-police-north"))
            .extract()
            .jsonPath();
    notified(OTHER_POLICE, anyKey(), SHE_SAID_NO).then().statusCode(201);
    submit(OTHER_POLICE, anyKey(), Door.REFERRAL).then().statusCode(201);

    var after =
        as(OTHER_POLICE)
            .get("/identification/anonymous-notifications/figures")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(after.getInt("units[0].notifiedAnonymously"))
        .isEqualTo(before.getInt("units[0].notifiedAnonymously") + 1);
    assertThat(after.getInt("units[0].referred")).isEqualTo(before.getInt("units[0].referred") + 1);
    assertThat(after.getDouble("units[0].share")).isStrictlyBetween(0.0, 1.0);

    as(COORDINATOR)
        .get("/identification/anonymous-notifications/figures/by-unit")
        .then()
        .statusCode(200)
        .body("units.organisation", hasItem("ba-border-police-north"));
    as(FOREIGN_COORDINATOR)
        .get("/identification/anonymous-notifications/figures/by-unit")
        .then()
        .statusCode(200)
        .body("units", hasSize(0));
    as(OTHER_POLICE)
        .get("/identification/anonymous-notifications/figures?from=2020-01-01&until=2020-02-01")
        .then()
        .statusCode(200)
        .body("units[0].notifiedAnonymously", equalTo(0))
        .body("units[0].referred", equalTo(0))
        .body("units[0].share", nullValue());
    for (var wrong : List.of("from=yesterday", "until=2026-02-30", "from=9999-01-01")) {
      as(OTHER_POLICE)
          .get("/identification/anonymous-notifications/figures?" + wrong)
          .then()
          .statusCode(400);
    }
  }

  @Test
  void onlyUnitsThatReferNotifyAndOnlyTheHolderOfTheCaseTakesTheCard() {
    notified(AUTHORITY, anyKey(), SHE_SAID_NO).then().statusCode(403);
    notified(TokenIssuer.token("ba-identification", "referrer"), anyKey(), SHE_SAID_NO)
        .then()
        .statusCode(403)
        .body("reason", equalTo("NO_MANDATE"));
    as(POLICE)
        .body(SHE_SAID_NO)
        .post("/identification/anonymous-notifications")
        .then()
        .statusCode(400);
    as(POLICE)
        .get("/identification/anonymous-notifications/figures/by-unit")
        .then()
        .statusCode(403);
    as(COORDINATOR).get("/identification/anonymous-notifications/figures").then().statusCode(403);

    var alias = heldCase(submitted());
    back(POLICE, alias, anyCode()).then().statusCode(403);
    for (var name : List.of(alias, "C-nothing")) {
      back(OTHER_AUTHORITY, name, anyCode()).then().statusCode(404);
      as(OTHER_AUTHORITY).get(path(name)).then().statusCode(404);
    }
  }

  private static Map<String, String> allowed() {
    var columns = new LinkedHashMap<String, String>();
    for (var code :
        List.of(
            "reference",
            "organisation",
            "country",
            "area",
            "happened",
            "channel",
            "age_band",
            "sex",
            "language",
            "interpreter",
            "rights_told_in")) {
      columns.put(code, "text");
    }
    for (var codes : List.of("forms", "why_refused", "present")) {
      columns.put(codes, "ARRAY");
    }
    columns.put("notified_on", "date");
    columns.put("code_hash", "bytea");
    return columns;
  }

  private static String heldInTheOtherEntity() {
    String reference =
        submit(POLICE, anyKey(), Door.REFERRAL.replace("ba-fed-sarajevo", "ba-rs-doboj"))
            .then()
            .statusCode(201)
            .extract()
            .path("reference");
    Door.step(OTHER_AUTHORITY, reference, "acknowledgement", 1).statusCode(200);
    return Door.step(OTHER_AUTHORITY, reference, "acceptance", 2)
        .statusCode(200)
        .extract()
        .path("caseAlias");
  }

  private static Response notified(String token, String key, String body) {
    return as(token)
        .header("Idempotency-Key", key)
        .body(body)
        .post("/identification/anonymous-notifications");
  }

  private static Response back(String token, String alias, String code) {
    return as(token).body("{\"returnCode\": \"" + code + "\"}").put(path(alias));
  }

  private static String path(String alias) {
    return "/identification/cases/" + alias + "/return-card";
  }

  private static String anyCode() {
    var bytes = new byte[32];
    new Random(UUID.randomUUID().getMostSignificantBits()).nextBytes(bytes);
    return ReturnCode.of(bytes).asOnTheCard();
  }

  private static String withoutInstance(String problem) {
    return problem.replaceAll("\"instance\":\"[^\"]*\"", "");
  }

  private static String anyKey() {
    return UUID.randomUUID().toString();
  }

  private String stored(String column, String reference) throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select " + column + "::text from anonymous_notification where reference = ?")) {
      query.setString(1, reference);
      try (var rows = query.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    }
  }

  /** A copy of the row with another value in one column; rolled back whatever happens. */
  private void copy(Connection connection, String reference, String column, String value)
      throws SQLException {
    connection.setAutoCommit(false);
    var values =
        ALLOWED.keySet().stream()
            .map(name ->
                name.equals(column)
                    ? value
                    : switch (name) {
                      case "reference" -> "'ANON-0000000000000'";
                      case "code_hash" -> "decode(repeat('00', 32), 'hex')";
                      default -> name;
                    })
            .toList();
    try (var insert = connection.createStatement()) {
      insert.executeUpdate(
          "insert into anonymous_notification ("
              + String.join(", ", ALLOWED.keySet())
              + ") select "
              + String.join(", ", values)
              + " from anonymous_notification where reference = '"
              + reference
              + "'");
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  private void refuses(String reference, String column, String value) throws SQLException {
    try (var connection = database.getConnection()) {
      assertThatThrownBy(() -> copy(connection, reference, column, value))
          .as(column + " takes " + value)
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("check constraint");
    }
  }

  private void takesEach(String reference, String column, Collection<String> codes, String form)
      throws SQLException {
    try (var connection = database.getConnection()) {
      for (var code : codes) {
        copy(connection, reference, column, form.formatted(code));
      }
    }
  }

  private void inTheDatabase(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** Every row of every table of the service, as text; sealed bytes as the text they would be. */
  private List<String> everything() throws SQLException {
    var rows = new ArrayList<String>();
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      var tables = new ArrayList<String>();
      try (var names =
          statement.executeQuery(
              "select quote_ident(table_name) from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'")) {
        while (names.next()) {
          tables.add(names.getString(1));
        }
      }
      assertThat(tables).contains("anonymous_notification", "idempotency", "returned_card");
      for (var table : tables) {
        try (var all = statement.executeQuery("select * from " + table)) {
          while (all.next()) {
            var text = new StringBuilder(table);
            for (var i = 1; i <= all.getMetaData().getColumnCount(); i++) {
              text.append('|').append(all.getString(i));
              if (all.getMetaData().getColumnTypeName(i).equals("bytea")
                  && all.getBytes(i) != null) {
                text.append(new String(all.getBytes(i), StandardCharsets.ISO_8859_1));
              }
            }
            rows.add(text.toString());
          }
        }
      }
    }
    return rows;
  }
}
