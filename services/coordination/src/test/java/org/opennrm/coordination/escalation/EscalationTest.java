package org.opennrm.coordination.escalation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.HandOverEscalatedV1;
import org.opennrm.coordination.Door;
import org.opennrm.coordination.HandOverStory;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;

/** Silence is escalated once, answers never, and the sandbox's clock may jump over everything. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class EscalationTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Inject DomainClock clock;
  @Inject Escalator escalator;

  @Test
  void whatNobodyAnsweredGoesToTheCoordinatorWhenTheClockMovesOn() {
    var now = clock.now();
    var silent = HandOverStory.offeredAt(now);
    var seen = HandOverStory.offeredAt(now);
    var answered = HandOverStory.offeredAt(now);
    var withdrawn = HandOverStory.offeredAt(now);
    var reassigned = HandOverStory.offeredAt(now);
    try (var identification = Feed.of("identification")) {
      for (var each : List.of(silent, seen, answered, withdrawn, reassigned)) {
        identification.publish(each.offered());
      }
      identification.publish(
          seen.acknowledged(now),
          answered.accepted(now),
          withdrawn.withdrawn(now),
          reassigned.reassigned("ba-identification-rs", now.plus(Duration.ofHours(3))));
    }
    awaitState(silent, "offered");
    awaitState(seen, "acknowledged");
    awaitState(answered, "accepted");
    awaitState(withdrawn, "withdrawn");
    awaitHolder(reassigned, "ba-identification-rs");
    assertThat(escalationsOf(silent)).isEmpty();

    moveClock(Duration.ofHours(2).plusSeconds(1));

    // Being seen is no answer.
    for (var each : List.of(silent, seen)) {
      await().atMost(SOON).untilAsserted(() -> assertThat(published(each)).hasSize(1));
      var event = published(each).getFirst();
      assertThat(event.escalatedTo().value()).isEqualTo("ba-coordinator");
      assertThat(event.level()).isEqualTo(1);
      assertThat(event.from()).isEqualTo(each.from());
      assertThat(event.to()).isEqualTo(each.to());
      assertThat(event.dueAt()).isAfter(clock.now());
      var line = handOver(each);
      assertThat(line.getString("remindedAt")).isNotNull();
      assertThat(line.getString("escalatedAt")).isNotNull();
      var escalation = escalationsOf(each).getFirst();
      assertThat(escalation)
          .containsEntry("state", "with-coordinator")
          .containsEntry("silent", "ba-identification")
          .containsEntry("possibleNow", List.of("taken"));
    }
    for (var each : List.of(answered, withdrawn, reassigned)) {
      assertThat(published(each)).isEmpty();
      assertThat(escalationsOf(each)).isEmpty();
    }
  }

  @Test
  void theHolderIsRemindedWhenTheAnswerIsDueAndEscalatedLater() {
    var story = HandOverStory.offeredAt(clock.now());
    try (var identification = Feed.of("identification")) {
      identification.publish(story.offered());
    }
    awaitState(story, "offered");
    moveClock(Duration.ofHours(1).plusSeconds(1));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(handOver(story).getString("remindedAt")).isNotNull());
    assertThat(handOver(story).getBoolean("overdue")).isTrue();
    assertThat(handOver(story).getString("escalatedAt")).isNull();
    assertThat(published(story)).isEmpty();
  }

  @Test
  void theCoordinatorsSilenceGoesToTheDeputyAndStaysThereOpenAndVisible() {
    var story = HandOverStory.offeredAt(clock.now());
    try (var identification = Feed.of("identification")) {
      identification.publish(story.offered());
    }
    awaitState(story, "offered");
    moveClock(Duration.ofHours(3));
    await().atMost(SOON).untilAsserted(() -> assertThat(published(story)).hasSize(1));
    take(Door.deputy(), story)
        .statusCode(409)
        .body("rule", equalTo("NOT_ESCALATED_TO_YOU"))
        .body("possibleNow", equalTo(List.of()));

    // The pack gives the coordinator a day.
    moveClock(Duration.ofHours(23));
    settle();
    assertThat(published(story)).hasSize(1);
    moveClock(Duration.ofHours(1).plusSeconds(1));
    await().atMost(SOON).untilAsserted(() -> assertThat(published(story)).hasSize(2));
    var second = published(story).get(1);
    assertThat(second.level()).isEqualTo(2);
    assertThat(second.escalatedTo().value()).isEqualTo("ba-coordinator-deputy");

    moveClock(Duration.ofDays(1));
    moveClock(Duration.ofDays(1));
    settle();
    assertThat(published(story)).hasSize(2);
    assertThat(openEscalations()).contains(story.handOver().value());

    take(Door.deputy(), story)
        .statusCode(200)
        .body("state", equalTo("taken"))
        .body("takenBy", equalTo("ba-coordinator-deputy"));
    take(Door.coordinator(), story).statusCode(409).body("rule", equalTo("ALREADY_TAKEN"));
    // Taken is not answered: it stays open until the hand-over is.
    assertThat(openEscalations()).contains(story.handOver().value());
  }

  @Test
  void anAnswerThatComesLateClosesTheEscalationByItself() {
    var now = clock.now();
    var late = HandOverStory.offeredAt(now);
    var withdrawn = HandOverStory.offeredAt(now);
    var reassigned = HandOverStory.offeredAt(now);
    var stories = List.of(late, withdrawn, reassigned);
    try (var identification = Feed.of("identification")) {
      stories.forEach(each -> identification.publish(each.offered()));
      stories.forEach(each -> awaitState(each, "offered"));
      moveClock(Duration.ofHours(3));
      stories.forEach(
          each -> await().atMost(SOON).untilAsserted(() -> assertThat(published(each)).hasSize(1)));
      // It was answered in time; only the news of it was slow.
      identification.publish(
          late.accepted(now.plusSeconds(60)),
          withdrawn.withdrawn(clock.now()),
          reassigned.reassigned("ba-identification-rs", clock.now()));
    }
    Map.of(late, "answered-late", withdrawn, "withdrawn", reassigned, "reassigned")
        .forEach((story, because) ->
            await()
                .atMost(SOON)
                .untilAsserted(() ->
                    assertThat(escalationsOf(story).getFirst())
                        .containsEntry("state", "closed")
                        .containsEntry("closedBecause", because)));
    assertThat(openEscalations()).doesNotContain(late.handOver().value());
    take(Door.coordinator(), late).statusCode(409).body("rule", equalTo("ALREADY_CLOSED"));

    // The new holder has a clock of its own, and may be silent too.
    moveClock(Duration.ofHours(3));
    await().atMost(SOON).untilAsserted(() -> assertThat(published(reassigned)).hasSize(2));
    assertThat(published(reassigned).get(1).to().value()).isEqualTo("ba-identification-rs");
    assertThat(escalationsOf(reassigned)).hasSize(2);
  }

  @Test
  void theCoordinatorsOwnSilenceGoesStraightToTheDeputy() {
    var story = HandOverStory.offeredAt(clock.now()).to("ba-coordinator");
    try (var identification = Feed.of("identification")) {
      identification.publish(story.offered());
    }
    awaitState(story, "offered");
    moveClock(Duration.ofHours(3));
    await().atMost(SOON).untilAsserted(() -> assertThat(published(story)).hasSize(1));
    assertThat(published(story).getFirst().escalatedTo().value())
        .isEqualTo("ba-coordinator-deputy");
    assertThat(published(story).getFirst().level()).isEqualTo(2);
  }

  @Test
  void manyWhoLookAtOnceEscalateEachSilenceOnce() throws Exception {
    var past = clock.now().minus(Duration.ofHours(5));
    var stories = IntStream.range(0, 120).mapToObj(_ -> HandOverStory.offeredAt(past)).toList();
    var start = new CountDownLatch(1);
    try (var identification = Feed.of("identification");
        var lookers = Executors.newFixedThreadPool(2)) {
      // Two instances look all the time, beside the service's own scheduler.
      var looking =
          IntStream.range(0, 2)
              .mapToObj(_ ->
                  lookers.submit(() -> {
                    start.await();
                    await()
                        .atMost(SOON)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> {
                          escalator.look();
                          return stories.stream().noneMatch(this::unescalated);
                        });
                    return true;
                  }))
              .toList();
      start.countDown();
      stories.forEach(each -> identification.publish(each.offered()));
      for (var each : looking) {
        assertThat(each.get()).isTrue();
      }
    }
    var wanted = stories.stream().map(each -> each.handOver().value()).toList();
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(escalatedOf(event -> wanted.contains(event.handOver().value())))
                .extracting(event -> event.handOver().value())
                .containsExactlyInAnyOrderElementsOf(wanted));
  }

  @Test
  void anotherCountrysDeskSeesNothingOfIt() {
    var story = HandOverStory.offeredAt(clock.now().minus(Duration.ofHours(5)));
    try (var identification = Feed.of("identification")) {
      identification.publish(story.offered());
    }
    await().atMost(SOON).untilAsserted(() -> assertThat(published(story)).hasSize(1));
    Door.coordinatorOfAnotherCountry()
        .queryParam("limit", 200)
        .get("/coordination/escalations")
        .then()
        .statusCode(200)
        .body("items.handOver", not(hasItem(story.handOver().value())));
    take(Door.coordinatorOfAnotherCountry(), story).statusCode(404);
    Door.coordinator().put("/coordination/escalations/not-one/taken").then().statusCode(404);
  }

  @Test
  void aQueryThatMeansNothingIsRefusedByName() {
    for (var query : Map.of("open", "perhaps", "limit", "-1", "after", "bm90IG9uZQ").entrySet()) {
      Door.coordinator()
          .queryParam(query.getKey(), query.getValue())
          .get("/coordination/escalations")
          .then()
          .statusCode(400)
          .body("errors.field", equalTo(List.of(query.getKey())));
    }
  }

  private boolean unescalated(HandOverStory story) {
    return Door.coordinator()
            .get("/coordination/hand-overs/" + story.handOver())
            .then()
            .extract()
            .jsonPath()
            .getString("escalatedAt")
        == null;
  }

  /** Until nothing is due any more, as whoever moves the clock waits. */
  private static void settle() {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            Door.sandboxOperator()
                .get("/coordination/sandbox")
                .then()
                .statusCode(200)
                .body("dueTimers", equalTo(0))
                .body("pendingEvents", equalTo(0)));
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

  private static ValidatableResponse take(RequestSpecification who, HandOverStory story) {
    var id = escalationsOf(story).getFirst().get("id");
    return who.put("/coordination/escalations/" + id + "/taken").then();
  }

  private static List<HandOverEscalatedV1> published(HandOverStory story) {
    return escalatedOf(event -> event.handOver().equals(story.handOver()));
  }

  private static List<HandOverEscalatedV1> escalatedOf(Predicate<HandOverEscalatedV1> wanted) {
    return Feed.read("nrm.coordination").stream()
        .map(record -> (HandOverEscalatedV1) record.event())
        .filter(wanted)
        .toList();
  }

  /** All of one hand-over, newest first. */
  private static List<Map<String, Object>> escalationsOf(HandOverStory story) {
    return Door.coordinator()
        .queryParam("limit", 200)
        .get("/coordination/escalations")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.findAll { it.handOver == '" + story.handOver() + "' }");
  }

  private static List<String> openEscalations() {
    return Door.deputy()
        .queryParam("open", true)
        .queryParam("limit", 200)
        .get("/coordination/escalations")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.handOver");
  }

  private static JsonPath handOver(HandOverStory story) {
    return Door.coordinator()
        .get("/coordination/hand-overs/" + story.handOver())
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static void awaitState(HandOverStory story, String state) {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            Door.coordinator()
                .get("/coordination/hand-overs/" + story.handOver())
                .then()
                .statusCode(200)
                .body("state", equalTo(state)));
  }

  private static void awaitHolder(HandOverStory story, String holder) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(handOver(story).getString("to")).isEqualTo(holder));
  }
}
