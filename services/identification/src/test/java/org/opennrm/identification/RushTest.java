package org.opennrm.identification;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.opennrm.identification.Door.AUTHORITY;
import static org.opennrm.identification.Door.POLICE;
import static org.opennrm.identification.Door.REFERRAL;
import static org.opennrm.identification.Door.as;
import static org.opennrm.identification.Door.submit;

import io.agroal.api.AgroalDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.platform.testkit.TokenIssuer;

/** What becomes of those who come while as many as can be are being answered: here, one. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
@TestProfile(RushTest.OneAtATime.class)
class RushTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  @Inject AgroalDataSource database;
  @Inject MeterRegistry meters;

  private final List<Future<Response>> sent = new ArrayList<>();
  private ExecutorService senders;
  private Connection stop;

  @BeforeEach
  void nobodyGetsFurtherThanTheTable() throws SQLException {
    // What the first one of all takes longer would be waited for by the others.
    submit(POLICE, UUID.randomUUID().toString(), REFERRAL).then().statusCode(201);
    senders = Executors.newVirtualThreadPerTaskExecutor();
    stop = database.getConnection();
    stop.setAutoCommit(false);
    try (var statement = stop.createStatement()) {
      statement.execute("lock table referral in exclusive mode");
    }
  }

  @AfterEach
  void everybodyHasLeft() throws SQLException {
    goOn();
    senders.close();
    await().atMost(SOON).until(() -> seen("inside") == 0 && seen("waiting") == 0);
  }

  @Test
  void aReferralWaitsForItsTurnAndIsTaken() throws Exception {
    send(3);
    await().atMost(SOON).until(() -> seen("waiting") == 2);

    goOn();

    everyoneIsTaken();
  }

  @Test
  void whoeverLooksAfterTheServiceDoesNotWait() {
    send(2);
    await().atMost(SOON).until(() -> seen("waiting") == 1);

    given().get("/q/health/ready").then().statusCode(200);
    as(TokenIssuer.token("ba-operations", "operator"))
        .get("/identification/operations/events")
        .then()
        .statusCode(200);
  }

  @Test
  void whoShowsNoValidTokenTakesNobodysSeat() {
    send(2);
    await().atMost(SOON).until(() -> seen("waiting") == 1);

    as("not.a.token").get("/identification/referrals").then().statusCode(401);
    given().get("/identification/referrals").then().statusCode(401);
    assertThat(seen("waiting")).isEqualTo(1);
  }

  @Test
  void withoutASeatOneIsToldToComeAgain() {
    send(4);
    await().atMost(SOON).until(() -> seen("waiting") == OneAtATime.SEATS);

    submit(POLICE, UUID.randomUUID().toString(), REFERRAL)
        .then()
        .statusCode(503)
        .contentType("application/problem+json")
        .header("Retry-After", notNullValue())
        .body("reason", equalTo("RUSH"));
  }

  @Test
  void whoHangsUpLeavesThePlaceToTheNext() throws Exception {
    var inside = hangsOn();
    await().atMost(SOON).until(() -> seen("inside") == 1);
    var waiting = hangsOn();
    await().atMost(SOON).until(() -> seen("waiting") == 1);
    send(1);
    await().atMost(SOON).until(() -> seen("waiting") == 2);

    waiting.close();
    await().atMost(SOON).until(() -> seen("waiting") == 1);
    inside.close();
    await().atMost(SOON).until(() -> seen("waiting") == 0);

    goOn();
    everyoneIsTaken();
  }

  @Test
  void whoWaitedForLongerThanThereIsPatienceIsToldToComeAgain() {
    send(1);
    await().atMost(SOON).until(() -> seen("inside") == 1);

    as(AUTHORITY)
        .get("/identification/referrals/NRM-00000000000")
        .then()
        .statusCode(503)
        .body("reason", equalTo("RUSH"));
  }

  private void send(int referrals) {
    for (var n = 0; n < referrals; n++) {
      sent.add(senders.submit(() -> submit(POLICE, UUID.randomUUID().toString(), REFERRAL)));
    }
  }

  private void everyoneIsTaken() throws ExecutionException, InterruptedException {
    for (var each : sent) {
      each.get().then().statusCode(201).body("reference", notNullValue());
    }
  }

  /** A referral by somebody who does not wait for the answer. */
  private static Socket hangsOn() throws IOException {
    var line = new Socket("localhost", RestAssured.port);
    line.getOutputStream()
        .write(
            """
            POST /identification/referrals HTTP/1.1\r
            Host: localhost\r
            Authorization: Bearer %s\r
            Idempotency-Key: %s\r
            Content-Type: application/json\r
            Content-Length: %d\r
            \r
            %s\
            """
                .formatted(POLICE, UUID.randomUUID(), REFERRAL.length(), REFERRAL)
                .getBytes(US_ASCII));
    return line;
  }

  private double seen(String where) {
    return meters.get("nrm.requests." + where).gauge().value();
  }

  private void goOn() throws SQLException {
    if (!stop.isClosed()) {
      stop.rollback();
      stop.close();
    }
  }

  /** One inside, three seats, and little patience. */
  public static class OneAtATime implements QuarkusTestProfile {
    static final int SEATS = 3;

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "nrm.waiting-room.inside", "1",
          "nrm.waiting-room.seats", String.valueOf(SEATS),
          "nrm.waiting-room.patience", "PT8S");
    }
  }
}
