package org.opennrm.platform.messaging;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ClockMovedV1;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.platform.testkit.TokenIssuer;

@QuarkusTest
@QuarkusTestResource(Infra.class)
class SandboxTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  @Inject ClockMover mover;
  @Inject ClockFollower follower;
  @Inject DomainClock clock;

  @Test
  void theOperatorSeesHowFarTheServiceHasCome() {
    given()
        .auth()
        .oauth2(TokenIssuer.token("ba-sandbox", "sandbox-operator"))
        .get("/identification/sandbox")
        .then()
        .statusCode(200)
        .body("offsetSeconds", equalTo((int) clock.offset().toSeconds()))
        .body("pendingEvents", notNullValue())
        .body("dueTimers", equalTo(3));
  }

  @Test
  void nobodyElseDoes() {
    given().get("/identification/sandbox").then().statusCode(401);
    for (var refused :
        new String[] {
          TokenIssuer.expired("ba-sandbox", "sandbox-operator"),
          TokenIssuer.forAnotherAudience("ba-sandbox", "sandbox-operator"),
          TokenIssuer.forged("ba-sandbox", "sandbox-operator")
        }) {
      given().auth().oauth2(refused).get("/identification/sandbox").then().statusCode(401);
    }
    given()
        .auth()
        .oauth2(TokenIssuer.token("ba-border-police", "referrer"))
        .get("/identification/sandbox")
        .then()
        .statusCode(403);
  }

  @Test
  void itIsThereUnderTheServicesOwnNameAndHidesNothingElse() {
    var operator = TokenIssuer.token("ba-sandbox", "sandbox-operator");
    given().auth().oauth2(operator).get("/shelter/sandbox").then().statusCode(404);
    given().get("/identification/neighbour").then().statusCode(200).body(equalTo("here"));
  }

  @Test
  void theFiguresAreThereForMonitoring() {
    given()
        .get("/q/metrics")
        .then()
        .statusCode(200)
        .body(containsString("nrm_events_pending"))
        .body(containsString("nrm_events_pending_age_seconds"))
        .body(containsString("nrm_events_sent_total"))
        .body(containsString("nrm_events_parked"));
  }

  @Test
  void theClockMovesForwardForEveryServiceAndNeverBack() {
    await().atMost(SOON).until(follower::caughtUp);
    var before = clock.offset();
    mover.move(before.plusHours(2));
    assertThat(clock.offset()).isEqualTo(before.plusHours(2));

    // As when the clock is moved in another service.
    try (var coordination = Feed.of("coordination")) {
      coordination.send(
          coordination.record(1, new ClockMovedV1(before.plusHours(3).toSeconds(), Instant.EPOCH)));
      coordination.send(
          coordination.record(1, new ClockMovedV1(before.toSeconds(), Instant.EPOCH)));
    }
    await().atMost(SOON).until(() -> clock.offset().equals(before.plusHours(3)));

    assertThatThrownBy(() -> mover.move(before)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> mover.move(before.plusDays(2)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(Feed.read("nrm.clock"))
        .allSatisfy(record -> assertThat(record.key()).isEqualTo("clock"));
  }

  @Test
  void aProductionSystemIsNoSandbox() {
    assertThatThrownBy(() -> SandboxGuard.refuse(true, true))
        .isInstanceOf(IllegalStateException.class);
    assertThatCode(() -> SandboxGuard.refuse(true, false)).doesNotThrowAnyException();
    assertThatCode(() -> SandboxGuard.refuse(false, true)).doesNotThrowAnyException();
  }

  @ApplicationScoped
  static class TwoDue implements Timers {
    @Override
    public int due(Instant now) {
      return 2;
    }
  }

  @ApplicationScoped
  static class OneDue implements Timers {
    @Override
    public int due(Instant now) {
      return 1;
    }
  }

  /** Another resource below the same first segment. */
  @Path("/identification/neighbour")
  public static class Neighbour {
    @GET
    public String get() {
      return "here";
    }
  }
}
