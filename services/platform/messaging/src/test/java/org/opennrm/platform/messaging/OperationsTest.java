package org.opennrm.platform.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.opennrm.platform.messaging.Samples.CASES;
import static org.opennrm.platform.messaging.Samples.aCase;
import static org.opennrm.platform.messaging.Samples.sought;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.platform.testkit.TokenIssuer;

/** An operator gets a subject moving again, and never learns whose case it is. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class OperationsTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String CONSUMER = "test.placements";

  @Inject PlacementsConsumer consumer;
  @Inject AgroalDataSource database;

  @Test
  void aFailedEventIsReleasedWithThoseBehindItInTheirOrder() {
    var caseRef = aCase();
    consumer.failOn(caseRef);
    var event = publish(caseRef, 3);

    awaitBlocked(event, 3);
    var seen = blocked(event);
    assertThat(seen)
        .containsEntry("reason", "failed: java.lang.IllegalStateException")
        .containsEntry("owner", "operations")
        .containsEntry("overdue", false);
    assertThat(seen.get("due")).isNotNull();
    assertThat(road().prettify()).as("whose case it is").doesNotContain(caseRef.value());

    release(event).statusCode(200).body("events", equalTo(0));
    assertThat(blocked(event)).as("it fails again, and waits again").isNotEmpty();

    consumer.mend(caseRef);
    release(event).statusCode(200).body("events", equalTo(3));
    assertThat(numbers(caseRef)).containsExactly(1L, 2L, 3L);
    assertThat(blocked(event)).isEmpty();
    release(event).statusCode(404);
  }

  @Test
  void whatADatabaseForgotIsSettledUpToAMomentAndByTheOperatorAlone() {
    settle(
            TokenIssuer.token("ba-operations", "operator"),
            "{\"foundUntil\": \"2026-01-01T00:00:00Z\"}")
        .statusCode(200)
        .body("events", equalTo(0));
    settle(TokenIssuer.token("ba-operations", "operator"), "{}").statusCode(400);
    settle(TokenIssuer.token("ba-identification-fed", "identifier"), "{}").statusCode(403);
  }

  private static ValidatableResponse settle(String token, String body) {
    return given()
        .auth()
        .oauth2(token)
        .contentType(ContentType.JSON)
        .body(body)
        .post("/identification/operations/without-cause/settle")
        .then();
  }

  @Test
  void whatNobodyCanReadIsSetAsideAndTheOthersFollow() throws SQLException {
    var caseRef = aCase();
    String event;
    try (var shelter = Feed.of("shelter")) {
      var newer = Feed.put(shelter.record(1, sought(caseRef, 1)), "nrmversions", "99");
      var type = header(newer, "ce_type").replaceAll("v1$", "v99");
      shelter.send(Feed.put(newer, "ce_type", type));
      shelter.send(shelter.record(2, sought(caseRef, 2)));
      event = header(newer, "ce_id");
    }
    awaitBlocked(event, 2);
    assertThat(blocked(event)).containsEntry("reason", "unknown-version");

    operator()
        .body(Map.of("consumer", CONSUMER))
        .post("/identification/operations/parked/" + event + "/set-aside")
        .then()
        .statusCode(200)
        .body("events", equalTo(2));
    assertThat(numbers(caseRef)).containsExactly(2L);
    assertThat(rejected(caseRef)).containsExactly("set-aside");
  }

  @Test
  void aRecordThatSaysNothingOfItselfIsSetAsideToo() {
    var caseRef = aCase();
    try (var shelter = Feed.of("shelter")) {
      var record = shelter.record(1, sought(caseRef, 1));
      record.headers().remove("ce_subject").remove("ce_id");
      shelter.send(record);
    }
    await().atMost(SOON).until(() -> !unaddressed().isEmpty());
    for (var name : unaddressed()) {
      operator()
          .body(Map.of("consumer", CONSUMER))
          .post("/identification/operations/parked/" + name + "/set-aside")
          .then()
          .statusCode(200)
          .body("events", equalTo(1));
    }
    assertThat(unaddressed()).isEmpty();
  }

  @Test
  void aTopicIsReadAgainAndOnlyWhatIsMissingIsTakenIn() throws SQLException {
    var caseRef = aCase();
    publish(caseRef, 2);
    await().atMost(SOON).until(() -> numbers(caseRef).size() == 2);

    replay(Map.of("consumer", CONSUMER)).statusCode(200).body("[0].because", equalTo("asked"));
    awaitReplays();
    assertThat(numbers(caseRef)).as("it had both").containsExactly(1L, 2L);

    forget(caseRef);
    replay(Map.of("consumer", CONSUMER, "since", Instant.now().plusSeconds(3600).toString()));
    awaitReplays();
    assertThat(numbers(caseRef)).as("nothing reached the broker since").hasSize(2);

    replay(Map.of("consumer", CONSUMER));
    awaitReplays();
    assertThat(numbers(caseRef)).containsExactly(1L, 2L, 1L, 2L);
  }

  @Test
  void aCopyMadeAnewIsReadFromItsBeginningOnce() throws SQLException {
    var caseRef = aCase();
    publish(caseRef, 1);
    await().atMost(SOON).until(() -> numbers(caseRef).size() == 1);
    forget(caseRef);
    // As if the group's offset had skipped it: the copy was made anew in another order.
    var copy = String.valueOf(7);
    try (var shelter = Feed.of("shelter")) {
      var another = aCase();
      shelter.send(Feed.put(shelter.record(1, sought(another, 1)), "nrmcopy", copy));
      shelter.send(Feed.put(shelter.record(2, sought(another, 2)), "nrmcopy", copy));
    }
    await().atMost(SOON).until(() -> numbers(caseRef).size() == 2);
    awaitReplays();
    assertThat(road().getList("replays.findAll { it.because == 'copy-7' }")).hasSize(1);
  }

  @Test
  void aTopicIsRebuiltFromTheRecordOnTheOperatorsWord() {
    var caseRef = aCase();
    publish(caseRef, 2);
    await().atMost(SOON).until(() -> Feed.readAbout(CASES, caseRef.value()).size() == 2);

    operator()
        .post("/identification/operations/topics/" + CASES + "/rebuild")
        .then()
        .statusCode(200);

    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(Feed.readAbout(CASES, caseRef.value()))
                .extracting(Feed.OnTopic::position)
                .containsExactly(1L, 2L, 1L, 2L));
    operator().post("/identification/operations/topics/nrm.nobody/rebuild").then().statusCode(404);
  }

  @Test
  void aConsumerThatDecidesIsNotMadeAnewAndOneThatDoesNotExistIsNotFound() {
    replay(Map.of("consumer", CONSUMER, "anew", true)).statusCode(400);
    replay(Map.of("consumer", CONSUMER, "anew", true, "since", "2026-01-01T00:00:00Z"))
        .statusCode(400);
    replay(Map.of("since", "2026-01-01T00:00:00Z")).statusCode(400);
    replay(Map.of("consumer", "nobody")).statusCode(404);
  }

  @Test
  void onlyTheOperatorOfThisServiceIsLetIn() {
    given().get("/identification/operations/events").then().statusCode(401);
    given()
        .auth()
        .oauth2(TokenIssuer.token("ba-identification-fed", "identifier"))
        .get("/identification/operations/events")
        .then()
        .statusCode(403);
    operator().get("/shelter/operations/events").then().statusCode(404);
    operator()
        .get("/identification/operations/events")
        .then()
        .statusCode(200)
        .body("consumers.consumer", hasItem(CONSUMER))
        .body("gettingThrough", equalTo(true));
  }

  /** So many events of the case; tells the first one's name. */
  private static String publish(CaseRef caseRef, int events) {
    try (var shelter = Feed.of("shelter")) {
      String first = null;
      for (var position = 1; position <= events; position++) {
        var record = shelter.record(position, sought(caseRef, position));
        first = first == null ? header(record, "ce_id") : first;
        shelter.send(record);
      }
      return first == null ? "" : first;
    }
  }

  private static String header(ProducerRecord<String, String> record, String name) {
    return Envelope.text(record.headers().lastHeader(name).value());
  }

  private static RequestSpecification operator() {
    return given()
        .auth()
        .oauth2(TokenIssuer.token("ba-operations", "operator"))
        .contentType(ContentType.JSON);
  }

  private static JsonPath road() {
    return operator().get("/identification/operations/events").then().extract().jsonPath();
  }

  private static Map<String, Object> blocked(String event) {
    var found = road().<Map<String, Object>>getList("blocked");
    return found.stream()
        .filter(each -> event.equals(each.get("parked")))
        .findFirst()
        .orElse(Map.of());
  }

  private static List<String> unaddressed() {
    return road()
        .getList(
            "blocked.findAll { it.reason == 'unaddressed' && it.consumer == '%s' }.parked"
                .formatted(CONSUMER));
  }

  private static void awaitBlocked(String event, int waiting) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(blocked(event)).containsEntry("waiting", waiting));
  }

  private static void awaitReplays() {
    await()
        .atMost(SOON)
        .until(() -> road().getList("replays.findAll { it.doneAt == null }").isEmpty());
  }

  private static ValidatableResponse release(String event) {
    return operator()
        .body(Map.of("consumer", CONSUMER))
        .post("/identification/operations/parked/" + event + "/release")
        .then();
  }

  private static ValidatableResponse replay(Map<String, Object> wish) {
    return operator().body(wish).post("/identification/operations/replays").then();
  }

  private List<Long> numbers(CaseRef caseRef) {
    return consumer.taken(caseRef).stream().map(PlacementsConsumer.Taken::number).toList();
  }

  private void forget(CaseRef caseRef) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement("delete from inbox where subject = ?")) {
      statement.setString(1, caseRef.value());
      statement.executeUpdate();
    }
  }

  private List<String> rejected(CaseRef caseRef) throws SQLException {
    try (var connection = database.getConnection();
        var statement =
            connection.prepareStatement("select reason from inbox_rejected where subject = ?")) {
      statement.setString(1, caseRef.value());
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<String>();
        while (rows.next()) {
          found.add(rows.getString(1));
        }
        return found;
      }
    }
  }
}
