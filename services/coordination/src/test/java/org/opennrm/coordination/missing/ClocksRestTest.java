package org.opennrm.coordination.missing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.PersonFoundV1;
import org.opennrm.contracts.PersonMissingV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.coordination.Door;
import org.opennrm.coordination.HandOverStory;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;

/**
 * While somebody is missing nobody is asked to hurry, and afterwards what was left still counts.
 */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class ClocksRestTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final OrganisationCode HOUSE = new OrganisationCode("ba-iom");

  @Inject DomainClock clock;
  @Inject AgroalDataSource database;

  @Test
  void nothingIsEscalatedWhileSomebodyIsMissingAndLaterOnlyWhenTheRestOfTheTimeHasRun() {
    // Due an hour after the offer, escalated after two; missing from the half hour on.
    var story = HandOverStory.offeredAt(clock.now());
    var other = HandOverStory.offeredAt(clock.now());
    var gone = story.offeredAt().plus(Duration.ofMinutes(30));
    try (var identification = Feed.of("identification")) {
      identification.publish(
          story.offered(), new PersonMissingV1(story.caseRef(), HOUSE, gone), other.offered());
      awaitPaused(story, true);
      awaitPaused(other, false);

      moveClock(Duration.ofHours(5));
      awaitMark(other, "escalatedAt");
      settle();
      assertThat(seen(story).getString("remindedAt")).isNull();
      assertThat(seen(story).getString("escalatedAt")).isNull();
      assertThat(seen(story).getBoolean("overdue")).isFalse();
      assertThat(seen(story).getString("dueAt")).isNull();
      assertThat(overdue(true)).doesNotContain(story.handOver().value());
      assertThat(overdue(false)).contains(story.handOver().value());

      identification.publish(
          new PersonFoundV1(story.caseRef(), HOUSE, gone.plus(Duration.ofHours(4))));
    }
    awaitPaused(story, false);
    // Half an hour was left of the first hour: due at 5 h, escalated at 6 h after the offer.
    assertThat(Instant.parse(seen(story).getString("dueAt")))
        .isEqualTo(story.dueAt().plus(Duration.ofHours(4)));
    assertThat(Instant.parse(seen(story).getString("graceUntil")))
        .isEqualTo(story.graceUntil().plus(Duration.ofHours(4)));
    awaitMark(story, "remindedAt");

    moveClock(
        Duration.between(clock.now(), story.graceUntil().plus(Duration.ofHours(4)))
            .minusMinutes(5));
    settle();
    assertThat(seen(story).getString("escalatedAt")).isNull();
    assertThat(overdue(true)).contains(story.handOver().value());
    moveClock(Duration.ofMinutes(6));
    awaitMark(story, "escalatedAt");
  }

  @Test
  void whichIsToldFirstMakesNoDifference() {
    var first = HandOverStory.offeredAt(clock.now()).ofShelter();
    var last = HandOverStory.offeredAt(clock.now()).ofShelter();
    var gone = clock.now().plus(Duration.ofMinutes(10));
    try (var identification = Feed.of("identification");
        var shelter = Feed.of("shelter")) {
      shelter.publish(first.offered());
      awaitPaused(first, false);
      for (var each : List.of(first, last)) {
        identification.publish(
            new PersonMissingV1(each.caseRef(), HOUSE, gone),
            new PersonFoundV1(each.caseRef(), HOUSE, gone.plus(Duration.ofHours(1))),
            new PersonMissingV1(each.caseRef(), HOUSE, gone.plus(Duration.ofMinutes(61))));
      }
      awaitPaused(first, true);
      shelter.publish(last.offered());
      awaitPaused(last, true);
      for (var each : List.of(first, last)) {
        identification.publish(
            new PersonFoundV1(each.caseRef(), HOUSE, gone.plus(Duration.ofMinutes(71))));
      }
    }
    for (var each : List.of(first, last)) {
      awaitPaused(each, false);
      assertThat(Instant.parse(seen(each).getString("dueAt")))
          .isEqualTo(each.dueAt().plus(Duration.ofMinutes(70)));
    }
  }

  @Test
  void theDeputyIsNotAskedMeanwhileEither() {
    var story = HandOverStory.offeredAt(clock.now());
    try (var identification = Feed.of("identification")) {
      identification.publish(story.offered());
      awaitPaused(story, false);
      moveClock(Duration.ofHours(3));
      awaitMark(story, "escalatedAt");
      identification.publish(new PersonMissingV1(story.caseRef(), HOUSE, clock.now()));
      awaitIntervals(story.caseRef(), 1);
      // The pack gives the coordinator a day.
      moveClock(Duration.ofDays(1));
      moveClock(Duration.ofHours(3));
      settle();
      assertThat(levelOf(story)).isEqualTo(1);

      identification.publish(new PersonFoundV1(story.caseRef(), HOUSE, clock.now()));
      awaitBack(story.caseRef());
    }
    settle();
    assertThat(levelOf(story)).isEqualTo(1);
    moveClock(Duration.ofHours(23));
    settle();
    assertThat(levelOf(story)).isEqualTo(1);
    moveClock(Duration.ofHours(2));
    await().atMost(SOON).untilAsserted(() -> assertThat(levelOf(story)).isEqualTo(2));
  }

  @Test
  void onlyTheTimeBetweenBeginAndEndOfAClockIsAddedToIt() throws SQLException {
    var begin = Instant.parse("2026-01-05T10:00:00Z");
    var due = begin.plus(Duration.ofHours(10));

    assertThat(ends(begin, due)).isEqualTo(due);
    // Over before it began, to the second.
    assertThat(ends(begin, due, -5, 0)).isEqualTo(due);
    // Missing when it began: only what came after counts.
    assertThat(ends(begin, due, -5, 2)).isEqualTo(due.plus(Duration.ofHours(2)));
    assertThat(ends(begin, due, 1, 3)).isEqualTo(due.plus(Duration.ofHours(2)));
    // Missing only after it had run out, to the second: nothing was stopped.
    assertThat(ends(begin, due, 10, 20)).isEqualTo(due);
    assertThat(ends(begin, due, 10, null)).isEqualTo(due);
    assertThat(ends(begin, due, 9, null)).isNull();
    // What the first absence added gives the second one something to stop.
    assertThat(ends(begin, due, 1, 3, 11, 14)).isEqualTo(due.plus(Duration.ofHours(5)));
    assertThat(ends(begin, due, 1, 3, 12, 14)).isEqualTo(due.plus(Duration.ofHours(2)));
  }

  /**
   * @param hours from and until, by pairs, in hours after the begin; null for missing still
   */
  private @Nullable Instant ends(Instant begin, Instant due, @Nullable Integer... hours)
      throws SQLException {
    var caseRef = CaseRef.mint(new Random()).value();
    try (var connection = database.getConnection()) {
      for (var each = 0; each < hours.length; each += 2) {
        var back = hours[each + 1];
        try (var insert =
            connection.prepareStatement(
                "insert into missing_interval (case_ref, number, gone_at, back_at)"
                    + " values (?, ?, ?, ?)")) {
          insert.setString(1, caseRef);
          insert.setInt(2, each / 2 + 1);
          insert.setTimestamp(3, after(begin, hours[each]));
          insert.setTimestamp(4, back == null ? null : after(begin, back));
          assertThat(insert.executeUpdate()).isEqualTo(1);
        }
      }
      try (var query = connection.prepareStatement("select due_with_pauses(?, ?, ?)")) {
        query.setString(1, caseRef);
        query.setTimestamp(2, Timestamp.from(begin));
        query.setTimestamp(3, Timestamp.from(due));
        try (var rows = query.executeQuery()) {
          assertThat(rows.next()).isTrue();
          var found = rows.getObject(1, OffsetDateTime.class);
          return found.equals(OffsetDateTime.MAX) ? null : found.toInstant();
        }
      }
    }
  }

  private static Timestamp after(Instant begin, int hours) {
    return Timestamp.from(begin.plus(Duration.ofHours(hours)));
  }

  private void awaitIntervals(CaseRef caseRef, int wanted) {
    await().atMost(SOON).until(() -> count("", caseRef) == wanted);
  }

  private void awaitBack(CaseRef caseRef) {
    await().atMost(SOON).until(() -> count(" and back_at is null", caseRef) == 0);
  }

  private int count(String which, CaseRef caseRef) throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select count(*) from missing_interval where case_ref = ?" + which)) {
      query.setString(1, caseRef.value());
      try (var rows = query.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getInt(1);
      }
    }
  }

  private static int levelOf(HandOverStory story) {
    return Door.coordinator()
        .queryParam("limit", 200)
        .get("/coordination/escalations")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getInt("items.find { it.handOver == '" + story.handOver() + "' }.level");
  }

  private static List<String> overdue(boolean overdue) {
    return Door.coordinator()
        .queryParam("overdue", overdue)
        .queryParam("limit", 200)
        .get("/coordination/hand-overs")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.handOver");
  }

  private static void awaitPaused(HandOverStory story, boolean paused) {
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(() -> {
          assertThat(seen(story).getString("state")).isEqualTo("offered");
          assertThat(seen(story).getBoolean("paused")).isEqualTo(paused);
        });
  }

  private static void awaitMark(HandOverStory story, String mark) {
    await().atMost(SOON).untilAsserted(() -> assertThat(seen(story).getString(mark)).isNotNull());
  }

  private static JsonPath seen(HandOverStory story) {
    return Door.coordinator()
        .get("/coordination/hand-overs/" + story.handOver())
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** Until nothing is due any more, as whoever moves the clock waits. */
  private static void settle() {
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          var sandbox =
              Door.sandboxOperator()
                  .get("/coordination/sandbox")
                  .then()
                  .statusCode(200)
                  .extract()
                  .jsonPath();
          assertThat(sandbox.getInt("dueTimers")).isZero();
          assertThat(sandbox.getInt("pendingEvents")).isZero();
        });
  }

  private static void moveClock(Duration by) {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            Door.sandboxOperator()
                .body(Map.of("advanceBy", by.toString()))
                .post("/coordination/clock")
                .then()
                .statusCode(200));
  }
}
