package org.opennrm.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.opennrm.identification.Door.AUTHORITY;
import static org.opennrm.identification.Door.OTHER_POLICE;
import static org.opennrm.identification.Door.POLICE;
import static org.opennrm.identification.Door.REFERRAL;
import static org.opennrm.identification.Door.as;
import static org.opennrm.identification.Door.heldCase;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.platform.testkit.TokenIssuer;

/** A raid brings many people at once; each is referred as if they had come alone. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class BatchDoorTest {

  private static final String WRONG = REFERRAL.replace("border-check", "pigeon");

  @Inject AgroalDataSource database;

  @Test
  void aRaidRefersThirtyFourPeopleInOneRequest() {
    var people =
        IntStream.rangeClosed(1, 34)
            .mapToObj(number -> person("p" + number, REFERRAL))
            .collect(Collectors.joining(","));

    var receipt =
        submit(POLICE, anyKey(), "{\"persons\": [" + people + "]}")
            .then()
            .statusCode(201)
            .header("Location", matchesPattern(".*/identification/batches/BAT-[0-9A-Z]{13}"))
            .body("stored", hasSize(34))
            .body("stored.receipt.reference", everyItem(matchesPattern("NRM-[0-9A-Z]{11}")))
            .body("stored.receipt.fileOpen", everyItem(equalTo(true)))
            .body("stored.receipt.answerBy", everyItem(notNullValue()))
            .body("returned", empty())
            .extract();
    var references = receipt.<java.util.List<String>>path("stored.receipt.reference");

    assertThat(references).doesNotHaveDuplicates();
    as(AUTHORITY)
        .get("/identification/inbox?limit=200")
        .then()
        .body("items.reference", hasItems(references.toArray(String[]::new)));
    as(POLICE)
        .get("/identification/batches/" + receipt.path("batch"))
        .then()
        .statusCode(200)
        .body("persons", hasSize(34))
        .body("persons.key", hasItems("p1", "p34"))
        .body("persons.reference", containsInAnyOrder(references.toArray(String[]::new)));
  }

  @Test
  void theHolderSeesWhoBelongsTogetherAndWhoMustNotMeet() {
    var receipt =
        submit(
                POLICE,
                anyKey(),
                """
                {"persons": [%s, %s, %s],
                 "households": [{"members": ["mother", "baby"]}],
                 "keepApart": [{"between": ["mother", "other"]}]}
                """
                    .formatted(
                        person("mother", REFERRAL),
                        person("baby", REFERRAL.replace("18-23", "0-8")),
                        person("other", REFERRAL)))
            .then()
            .statusCode(201)
            .extract();
    var mother = heldCase(receipt.path("stored.find { it.key == 'mother' }.receipt.reference"));
    var baby = heldCase(receipt.path("stored.find { it.key == 'baby' }.receipt.reference"));
    var other = heldCase(receipt.path("stored.find { it.key == 'other' }.receipt.reference"));

    as(AUTHORITY)
        .get("/identification/cases/" + mother)
        .then()
        .statusCode(200)
        .body("household", contains(baby))
        .body("keepApart", contains(other));
    as(AUTHORITY)
        .get("/identification/cases/" + other)
        .then()
        .body("household", empty())
        .body("keepApart", contains(mother));
    as(POLICE)
        .get("/identification/batches/" + receipt.path("batch"))
        .then()
        .body("persons.find { it.key == 'baby' }.household", contains("mother"))
        .body("persons.find { it.key == 'baby' }.keepApart", empty());
  }

  @Test
  void oneMistakeAndNobodyIsStored() throws SQLException {
    var before = referrals();

    submit(
            POLICE,
            anyKey(),
            "{\"persons\": [%s, %s, {\"key\": \"c\", \"referral\": 7}, %s]}"
                .formatted(
                    person("a", REFERRAL),
                    person("b", WRONG),
                    person("d", REFERRAL.replace("ba-fed-sarajevo", "ba-fed-atlantis"))))
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body(
            "errors.field",
            containsInAnyOrder(
                "persons[1].referral.channel", "persons[2].referral", "persons[3].referral.area"));

    assertThat(referrals()).isEqualTo(before);
  }

  @Test
  void onRequestWhoIsRightIsStoredAndTheOthersAreReturnedWithTheirErrors() throws SQLException {
    var before = referrals();
    var receipt =
        submit(
                POLICE,
                anyKey(),
                """
                {"onError": "store-valid", "persons": [%s, %s, %s],
                 "households": [{"members": ["a", "b"]}],
                 "keepApart": [{"between": ["a", "c"]}, {"between": ["b", "c"]}]}
                """
                    .formatted(person("a", REFERRAL), person("b", WRONG), person("c", REFERRAL)))
            .then()
            .statusCode(201)
            .body("stored.key", contains("a", "c"))
            .body("returned.key", contains("b"))
            .body("returned[0].errors.field", contains("persons[1].referral.channel"))
            .body("returned[0].errors.expected", contains(startsWith("channels:")))
            .body("householdsReturned[0].members", contains("a", "b"))
            .body("keepApartReturned.between", contains(java.util.List.of("b", "c")))
            .extract();
    assertThat(referrals()).isEqualTo(before + 2);
    var batch = receipt.<String>path("batch");

    add(
            POLICE,
            batch,
            anyKey(),
            "{\"persons\": [%s], \"households\": [{\"members\": [\"a\", \"b\"]}], \"keepApart\": [{\"between\": [\"b\", \"c\"]}]}"
                .formatted(person("b", REFERRAL)))
        .then()
        .statusCode(201)
        .body("stored.key", contains("b"));

    as(POLICE)
        .get("/identification/batches/" + batch)
        .then()
        .body("persons.key", containsInAnyOrder("a", "b", "c"))
        .body("persons.find { it.key == 'a' }.household", contains("b"))
        .body("persons.find { it.key == 'c' }.keepApart", contains("a", "b"));
  }

  @Test
  void whereNobodyIsRightNothingIsStored() throws SQLException {
    var before = referrals();

    submit(
            POLICE,
            anyKey(),
            "{\"onError\": \"store-valid\", \"persons\": [" + person("a", WRONG) + "]}")
        .then()
        .statusCode(422)
        .body("errors.field", contains("persons[0].referral.channel"));

    assertThat(referrals()).isEqualTo(before);
  }

  @Test
  void theSameKeyGetsTheSameAnswer() throws SQLException {
    var key = anyKey();
    var body = "{\"persons\": [" + person("a", REFERRAL) + "]}";
    var first = submit(POLICE, key, body).then().statusCode(201).extract();
    var added = anyKey();
    var more = "{\"persons\": [" + person("b", REFERRAL) + "]}";
    var second =
        add(POLICE, first.path("batch"), added, more).then().statusCode(201).extract().asString();
    var after = referrals();

    assertThat(submit(POLICE, key, body).asString()).isEqualTo(first.asString());
    assertThat(add(POLICE, first.path("batch"), added, more).asString()).isEqualTo(second);
    submit(POLICE, key, body.replace("\"a\"", "\"z\""))
        .then()
        .statusCode(422)
        .body("type", equalTo("urn:nrm:problem:idempotency-key-reused"));
    assertThat(referrals()).isEqualTo(after);
  }

  @Test
  void whatContradictsItselfIsRefused() throws SQLException {
    var two = person("a", REFERRAL) + "," + person("b", REFERRAL);
    var before = referrals();
    refused("{\"persons\": [" + two + "," + person("a", REFERRAL) + "]}", "persons[2].key");
    refused(
        "{\"persons\": [" + two + "], \"households\": [{\"members\": [\"a\", \"x\"]}]}",
        "households[0].members");
    refused(
        "{\"persons\": [" + two + "], \"households\": [{\"members\": [\"a\", \"a\"]}]}",
        "households[0].members");
    refused(
        "{\"persons\": [" + two + "], \"keepApart\": [{\"between\": [\"a\", \"x\"]}]}",
        "keepApart[0].between");
    refused(
        "{\"persons\": [" + two + "], \"keepApart\": [{\"between\": [\"a\", \"a\"]}]}",
        "keepApart[0].between");
    refused(
        "{\"persons\": ["
            + two
            + "], \"households\": [{\"members\": [\"a\", \"b\"]}],"
            + " \"keepApart\": [{\"between\": [\"b\", \"a\"]}]}",
        "keepApart[0].between");
    refused("{\"persons\": []}", "persons");
    refused("{\"persons\": [null]}", "persons[0]");
    refused("{\"onError\": \"hope\", \"persons\": [" + two + "]}", "onError");
    refused("{\"persons\": [" + two + "], \"colour\": \"blue\"}", "colour");
    assertThat(referrals()).isEqualTo(before);
  }

  @Test
  void aContradictionWithWhatWasSaidBeforeStoresNothing() throws SQLException {
    var batch =
        submit(
                POLICE,
                anyKey(),
                "{\"persons\": [%s, %s], \"keepApart\": [{\"between\": [\"a\", \"b\"]}]}"
                    .formatted(person("a", REFERRAL), person("b", REFERRAL)))
            .then()
            .statusCode(201)
            .extract()
            .<String>path("batch");
    var before = referrals();

    add(
            POLICE,
            batch,
            anyKey(),
            "{\"persons\": [%s], \"households\": [{\"members\": [\"a\", \"c\"]}, {\"members\": [\"c\", \"b\"]}]}"
                .formatted(person("c", REFERRAL)))
        .then()
        .statusCode(422)
        .body("errors.field", contains("keepApart"));
    add(POLICE, batch, anyKey(), "{\"persons\": [" + person("a", REFERRAL) + "]}")
        .then()
        .statusCode(422)
        .body("errors.field", contains("persons[0].key"));

    assertThat(referrals()).isEqualTo(before);
  }

  @Test
  void aHundredPeopleAreTheMost() {
    var people =
        IntStream.rangeClosed(1, 101)
            .mapToObj(number -> "{\"key\": \"p" + number + "\", \"referral\": {}}")
            .collect(Collectors.joining(","));

    refused("{\"persons\": [" + people + "]}", "persons");
  }

  @Test
  void whoseBatchItIsNobodyElseLearns() {
    var batch =
        submit(POLICE, anyKey(), "{\"persons\": [" + person("a", REFERRAL) + "]}")
            .<String>path("batch");
    var more = "{\"persons\": [" + person("b", REFERRAL) + "]}";

    for (var name : java.util.List.of(batch, "BAT-0000000000000", "rubbish")) {
      as(OTHER_POLICE).get("/identification/batches/" + name).then().statusCode(404);
      add(OTHER_POLICE, name, anyKey(), more).then().statusCode(404);
    }
    as(AUTHORITY).get("/identification/batches/" + batch).then().statusCode(403);
    submit(TokenIssuer.token("ba-iom", "referrer"), anyKey(), more)
        .then()
        .statusCode(403)
        .body("reason", equalTo("NO_MANDATE"));
    as(POLICE)
        .body(more)
        .post("/identification/batches")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("Idempotency-Key"));
  }

  private static void refused(String body, String field) {
    submit(POLICE, anyKey(), body).then().statusCode(422).body("errors.field", hasItem(field));
  }

  private static String person(String key, String referral) {
    return "{\"key\": \"" + key + "\", \"referral\": " + referral + "}";
  }

  private static String anyKey() {
    return UUID.randomUUID().toString();
  }

  private static Response submit(String token, String key, String body) {
    return as(token).header("Idempotency-Key", key).body(body).post("/identification/batches");
  }

  private static Response add(String token, String batch, String key, String body) {
    return as(token)
        .header("Idempotency-Key", key)
        .body(body)
        .post("/identification/batches/" + batch + "/persons");
  }

  private int referrals() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select count(*) from referral")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
