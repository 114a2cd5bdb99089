package org.opennrm.coordination.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opennrm.coordination.Door;
import org.opennrm.platform.messaging.ClockFollower;
import org.opennrm.platform.messaging.ClockMover;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.platform.web.Problems;

/** The sandbox's clock goes forward, a day at most, and exists nowhere else. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class ClockTest {

  @Inject DomainClock clock;
  @Inject ClockMover mover;
  @Inject ClockFollower follower;

  @Test
  void itMovesForEveryServiceAtOnce() {
    await().atMost(Duration.ofSeconds(20)).until(follower::caughtUp);
    var before = clock.offset();
    var offset =
        Door.sandboxOperator()
            .body("{\"advanceBy\": \"PT90M\"}")
            .post("/coordination/clock")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getLong("offsetSeconds");
    assertThat(Duration.ofSeconds(offset)).isEqualTo(before.plusMinutes(90));
    Door.sandboxOperator()
        .get("/coordination/clock")
        .then()
        .statusCode(200)
        .body("offsetSeconds", equalTo((int) offset));
    assertThat(Feed.readAbout("nrm.clock", "clock").getLast().value())
        .contains("\"offsetSeconds\":" + offset);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "-PT1S", "P1DT1S", "PT25H", "P1M", "tomorrow", "", "PT0.5S"})
  void aStepThatIsNoneIsRefusedByItsName(String step) {
    var before = clock.offset();
    Door.sandboxOperator()
        .body("{\"advanceBy\": \"" + step + "\"}")
        .post("/coordination/clock")
        .then()
        .statusCode(422)
        .body("errors.field", equalTo(List.of("advanceBy")));
    assertThat(clock.offset()).isEqualTo(before);
  }

  @Test
  void anUnknownFieldAndAMissingOneAreNamedTogether() {
    Door.sandboxOperator()
        .body("{\"setBackBy\": \"P1D\"}")
        .post("/coordination/clock")
        .then()
        .statusCode(422)
        .body("errors.field", equalTo(List.of("setBackBy", "advanceBy")));
    Door.sandboxOperator()
        .body("{\"advanceBy\": ")
        .post("/coordination/clock")
        .then()
        .statusCode(400);
  }

  @Test
  void nobodyButTheSandboxOperatorTouchesIt() {
    for (var who : List.of(Door.coordinator(), Door.ministry(), Door.police())) {
      who.body("{\"advanceBy\": \"P1D\"}").post("/coordination/clock").then().statusCode(403);
    }
    Door.coordinator().get("/coordination/clock").then().statusCode(403);
  }

  @Test
  void outsideASandboxThereIsNothingHere() {
    var real = new ClockResource(mover, follower, clock, false);
    for (var call : List.<Runnable>of(real::read, () -> real.move(new ClockForm("PT1H")))) {
      assertThat(org.assertj.core.api.Assertions.catchThrowable(call::run))
          .hasMessage(Problems.notFound().getMessage());
    }
  }
}
