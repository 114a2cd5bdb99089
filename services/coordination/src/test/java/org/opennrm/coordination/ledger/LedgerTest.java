package org.opennrm.coordination.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opennrm.coordination.Door;
import org.opennrm.coordination.HandOverStory;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;

/** The ledger follows what the owning services tell, and shows each coordinator their country. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class LedgerTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Inject DomainClock clock;

  @Test
  void everyTimeOfAHandOverStandsInTheLedger() {
    var now = clock.now();
    var story = HandOverStory.offeredAt(now);
    try (var identification = Feed.of("identification")) {
      identification.publish(
          story.offered(),
          story.acknowledged(now.plusSeconds(10)),
          story.accepted(now.plusSeconds(20)),
          story.completed(now.plusSeconds(30)));
    }
    var seen = awaitState(story, "completed");
    assertThat(seen.getString("service")).isEqualTo("identification");
    assertThat(seen.getString("step")).isEqualTo("identification");
    assertThat(seen.getString("from")).isEqualTo("ba-border-police");
    assertThat(seen.getString("to")).isEqualTo("ba-identification");
    assertThat(instant(seen, "offeredAt")).isEqualTo(story.offeredAt());
    assertThat(instant(seen, "acknowledgedAt"))
        .isEqualTo(story.acknowledged(now.plusSeconds(10)).at());
    assertThat(instant(seen, "answeredAt")).isEqualTo(story.accepted(now.plusSeconds(20)).at());
    assertThat(instant(seen, "completedAt")).isEqualTo(story.completed(now.plusSeconds(30)).at());
    assertThat(instant(seen, "dueAt")).isEqualTo(story.dueAt());
    assertThat(instant(seen, "graceUntil")).isEqualTo(story.graceUntil());
    assertThat(seen.getBoolean("overdue")).isFalse();
    assertThat(seen.getList("facts.what"))
        .isEqualTo(List.of("offered", "acknowledged", "accepted", "completed"));
  }

  @Test
  void aDeclineKeepsItsReasonAndAReassignmentStartsANewClock() {
    var now = clock.now();
    var declined = HandOverStory.offeredAt(now).ofShelter();
    var reassigned = HandOverStory.offeredAt(now);
    try (var identification = Feed.of("identification");
        var shelter = Feed.of("shelter")) {
      shelter.publish(declined.offered(), declined.declined(now.plusSeconds(5)));
      identification.publish(
          reassigned.offered(),
          reassigned.acknowledged(now.plusSeconds(1)),
          reassigned.reassigned("ba-identification-rs", now.plusSeconds(60)));
    }
    assertThat(awaitState(declined, "declined").getString("declineReason")).isEqualTo("full");
    await()
        .atMost(SOON)
        .untilAsserted(
            () -> assertThat(see(reassigned).getString("to")).isEqualTo("ba-identification-rs"));
    var seen = see(reassigned);
    assertThat(seen.getString("state")).isEqualTo("offered");
    assertThat(seen.getString("acknowledgedAt")).isNull();
    assertThat(instant(seen, "dueAt")).isAfter(reassigned.dueAt());
    assertThat(seen.getList("facts.what"))
        .isEqualTo(List.of("offered", "acknowledged", "reassigned"));
  }

  @Test
  void helpIsInTheLedgerAlsoThatWhichProsecutionDoesNotHearOf() {
    var now = clock.now();
    var lawyer = HandOverStory.offeredAt(now).ofHelp("legal-aid");
    var doctor = HandOverStory.offeredAt(now).ofHelp("medical");
    try (var identification = Feed.of("identification")) {
      identification.publish(lawyer.offered(), doctor.offered());
      identification.publish(doctor.acknowledged(now.plusSeconds(5)));
    }
    assertThat(awaitState(lawyer, "offered").getString("step")).isEqualTo("legal-aid");
    assertThat(awaitState(doctor, "acknowledged").getString("step")).isEqualTo("medical");
    assertThat(listed("step", "medical")).contains(name(doctor)).doesNotContain(name(lawyer));
    assertThat(Feed.readAbout("nrm.identification", doctor.caseRef().value())).isEmpty();
    assertThat(Feed.readAbout("nrm.identification.needs", doctor.caseRef().value())).hasSize(2);
  }

  @Test
  void whatWasWrittenDownAfterTheFactHasNoClock() {
    var story = HandOverStory.offeredAt(clock.now().minus(Duration.ofDays(2))).ofShelter();
    try (var shelter = Feed.of("shelter")) {
      shelter.publish(story.recorded());
    }
    var seen = awaitState(story, "recorded");
    assertThat(seen.getString("dueAt")).isNull();
    assertThat(seen.getBoolean("overdue")).isFalse();
  }

  @Test
  void whatNobodyOfferedIsKeptForAPersonToSee() {
    var story = HandOverStory.offeredAt(clock.now());
    try (var identification = Feed.of("identification")) {
      identification.publish(story.accepted(clock.now()), story.offered());
    }
    // The stream goes on behind it.
    awaitState(story, "offered");
  }

  @Test
  void theListIsNewestFirstAndIsReadPageByPage() {
    var begin = clock.now().plus(Duration.ofMinutes(1));
    var stories =
        IntStream.range(0, 7)
            .mapToObj(each -> HandOverStory.offeredAt(begin.plusSeconds(each)))
            .toList();
    try (var identification = Feed.of("identification")) {
      stories.forEach(story -> identification.publish(story.offered()));
    }
    stories.forEach(story -> awaitState(story, "offered"));
    var wanted = stories.reversed().stream().map(story -> story.handOver().value()).toList();

    var read = new ArrayList<String>();
    String after = null;
    while (!read.containsAll(wanted)) {
      var request = Door.coordinator().queryParam("limit", 3).queryParam("state", "offered");
      var page =
          (after == null ? request : request.queryParam("after", after))
              .get("/coordination/hand-overs")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      assertThat(page.getList("items")).hasSizeLessThanOrEqualTo(3);
      read.addAll(page.getList("items.handOver"));
      after = page.getString("next");
    }
    assertThat(read).doesNotHaveDuplicates().containsSubsequence(wanted);
  }

  @Test
  void theListIsNarrowedByStateStepAndOverdue() {
    var late = HandOverStory.offeredAt(clock.now().minus(Duration.ofMinutes(90)));
    var early = HandOverStory.offeredAt(clock.now()).ofShelter();
    try (var identification = Feed.of("identification");
        var shelter = Feed.of("shelter")) {
      identification.publish(late.offered());
      shelter.publish(early.offered());
    }
    awaitState(late, "offered");
    awaitState(early, "offered");
    assertThat(listed("overdue", "true")).contains(name(late)).doesNotContain(name(early));
    assertThat(listed("overdue", "false")).contains(name(early)).doesNotContain(name(late));
    assertThat(listed("step", "shelter-placement"))
        .contains(name(early))
        .doesNotContain(name(late));
    assertThat(listed("state", "accepted")).doesNotContain(name(early), name(late));
  }

  @Test
  void eachCoordinatorSeesTheirCountryUnderTheirOwnAliases() {
    var ours = HandOverStory.offeredAt(clock.now());
    var theirs = HandOverStory.offeredAt(clock.now());
    try (var identification = Feed.of("identification")) {
      identification.publish(ours.offered(), theirs.offeredIn("mk"));
    }
    awaitState(ours, "offered");
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            Door.coordinatorOfAnotherCountry()
                .get("/coordination/hand-overs/" + name(theirs))
                .then()
                .statusCode(200));
    Door.coordinatorOfAnotherCountry()
        .queryParam("limit", 200)
        .get("/coordination/hand-overs")
        .then()
        .statusCode(200)
        .body("items.handOver", hasItem(name(theirs)))
        .body("items.handOver", not(hasItem(name(ours))));

    var mine = see(ours).getString("caseAlias");
    var deputys =
        Door.deputy()
            .get("/coordination/hand-overs/" + name(ours))
            .then()
            .statusCode(200)
            .extract()
            .jsonPath()
            .getString("caseAlias");
    assertThat(mine).isNotEqualTo(deputys).doesNotContain(ours.caseRef().value());
  }

  @Test
  void whatIsNotYoursLooksLikeWhatDoesNotExist() {
    var ours = HandOverStory.offeredAt(clock.now());
    var nobodys = HandOverStory.offeredAt(clock.now());
    try (var identification = Feed.of("identification")) {
      identification.publish(ours.offered());
    }
    awaitState(ours, "offered");
    var answers =
        List.of(name(ours), name(nobodys), "HO-WRONG", "' or 1=1").stream()
            .map(reference ->
                Door.coordinatorOfAnotherCountry()
                    .get("/coordination/hand-overs/{reference}", reference)
                    .then()
                    .statusCode(404)
                    .extract()
                    .asString()
                    // What was asked for is repeated; nothing else may tell them apart.
                    .replaceAll("\"instance\":\"[^\"]*\"", ""))
            .distinct()
            .toList();
    assertThat(answers).hasSize(1);
  }

  @Test
  void aQueryThatMeansNothingIsRefusedByName() {
    refused("state", "lost");
    refused("overdue", "maybe");
    refused("step", "somewhere");
    refused("after", "not-a-cursor");
    refused("limit", "0");
    refused("limit", "201");
    refused("limit", "many");
  }

  private static void refused(String parameter, String value) {
    Door.coordinator()
        .queryParam(parameter, value)
        .get("/coordination/hand-overs")
        .then()
        .statusCode(400)
        .body("errors.field", equalTo(List.of(parameter)));
  }

  private static List<String> listed(String parameter, String value) {
    return Door.coordinator()
        .queryParam(parameter, value)
        .queryParam("limit", 200)
        .get("/coordination/hand-overs")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.handOver");
  }

  private static JsonPath awaitState(HandOverStory story, String state) {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            Door.coordinator()
                .get("/coordination/hand-overs/" + name(story))
                .then()
                .statusCode(200)
                .body("state", equalTo(state)));
    return see(story);
  }

  private static JsonPath see(HandOverStory story) {
    return Door.coordinator()
        .get("/coordination/hand-overs/" + name(story))
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static String name(HandOverStory story) {
    return story.handOver().value();
  }

  private static Instant instant(JsonPath seen, String field) {
    return Instant.parse(seen.getString(field));
  }
}
