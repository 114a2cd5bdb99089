package org.opennrm.coordination.alarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.AlarmRaisedV1;
import org.opennrm.contracts.AlarmSettledV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.coordination.Door;
import org.opennrm.coordination.HandOverStory;
import org.opennrm.platform.access.CaseAlias;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;

/** What cannot wait is seen by the country's desk at once, taken up by one, and over when it is. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class AlarmTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final OrganisationCode SHELTER = new OrganisationCode("ba-iom");

  @Inject DomainClock clock;
  @Inject CaseAlias aliases;

  @Test
  void anAlarmIsOnTheDeskUntilWhatItIsAboutIsOver() {
    var story = HandOverStory.offeredAt(clock.now());
    try (var identification = Feed.of("identification")) {
      identification.publish(story.offered(), raised(story.caseRef(), "missing-child"));
      var alarm = seen(story.caseRef(), "missing-child", "open");
      assertThat(alarm)
          .containsEntry("service", "identification")
          .containsEntry("raisedBy", "ba-iom")
          .containsEntry("with", "ba-coordinator")
          .containsEntry("overdue", false)
          .containsEntry("possibleNow", List.of("taking"));
      assertThat(alarm.toString()).doesNotContain(story.caseRef().value());

      take(Door.coordinator(), alarm)
          .statusCode(200)
          .body("state", equalTo("taken"))
          .body("takenBy", equalTo("ba-coordinator"))
          .body("with", nullValue())
          .body("possibleNow", equalTo(List.of()));
      // Taken is not over: it stays in sight.
      seen(story.caseRef(), "missing-child", "taken");

      identification.publish(settled(story.caseRef(), "missing-child"));
    }
    var over = seen(story.caseRef(), "missing-child", "settled");
    assertThat(over)
        .containsEntry("settledBy", "ba-iom")
        .containsEntry("takenBy", "ba-coordinator");
    take(Door.deputy(), over).statusCode(409).body("rule", equalTo("ALARM_IS_SETTLED"));
  }

  @Test
  void whatNobodyTakesUpGoesToTheDeputyWhenTheCoordinatorsTimeIsOverAndNotBefore() {
    var story = HandOverStory.offeredAt(clock.now());
    try (var identification = Feed.of("identification")) {
      identification.publish(
          story.offered(), story.accepted(clock.now()), raised(story.caseRef(), "danger"));
    }
    var alarm = seen(story.caseRef(), "danger", "open");
    take(Door.deputy(), alarm).statusCode(409).body("rule", equalTo("NOT_ESCALATED_TO_YOU"));

    var deputyFrom = Instant.parse(alarm.get("deputyFrom").toString());
    moveClock(Duration.between(clock.now(), deputyFrom).minusMinutes(5));
    take(Door.deputy(), alarm).statusCode(409).body("rule", equalTo("NOT_ESCALATED_TO_YOU"));
    assertThat(seen(story.caseRef(), "danger", "open")).containsEntry("with", "ba-coordinator");

    moveClock(Duration.ofMinutes(6));
    assertThat(seen(story.caseRef(), "danger", "open"))
        .containsEntry("with", "ba-coordinator-deputy")
        .containsEntry("overdue", true);
    take(Door.deputy(), alarm).statusCode(200).body("takenBy", equalTo("ba-coordinator-deputy"));
    // Whoever took it gets the same answer again, and nobody else.
    take(Door.deputy(), alarm).statusCode(200).body("takenBy", equalTo("ba-coordinator-deputy"));
    take(Door.coordinator(), alarm).statusCode(409).body("rule", equalTo("ALREADY_TAKEN"));
  }

  @Test
  void ofManyWhoTakeItAtOnceOneOfficeHasIt() throws Exception {
    var story = HandOverStory.offeredAt(clock.now());
    var longAgo = clock.now().minus(Duration.ofDays(5)).truncatedTo(ChronoUnit.MICROS);
    try (var identification = Feed.of("identification")) {
      identification.publish(
          story.offered(), new AlarmRaisedV1(story.caseRef(), "duplicate", SHELTER, longAgo));
    }
    var alarm = seen(story.caseRef(), "duplicate", "open");
    var answers = new ConcurrentLinkedQueue<Integer>();
    var start = new CyclicBarrier(8);
    try (var offices = Executors.newFixedThreadPool(8)) {
      var asked =
          IntStream.range(0, 8)
              .<Callable<Boolean>>mapToObj(each ->
                  () -> {
                    start.await();
                    return answers.add(
                        take(each % 2 == 0 ? Door.coordinator() : Door.deputy(), alarm)
                            .extract()
                            .statusCode());
                  })
              .toList();
      for (var each : offices.invokeAll(asked)) {
        assertThat(each.get()).isTrue();
      }
    }
    assertThat(answers).containsOnly(200, 409).filteredOn(code -> code == 200).hasSize(4);
  }

  @Test
  void theSameAlarmOfAnotherServiceOrALaterTimeIsAnother() {
    var story = HandOverStory.offeredAt(clock.now());
    try (var identification = Feed.of("identification");
        var shelter = Feed.of("shelter")) {
      // The desk learns whose it is when the hand-over comes, whichever is first.
      shelter.publish(new AlarmRaisedV1(story.caseRef(), "danger", null, now()));
      identification.publish(
          story.offered(),
          raised(story.caseRef(), "danger"),
          settled(story.caseRef(), "danger"),
          raised(story.caseRef(), "danger"));
    }
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(alarmsOf(story.caseRef(), "danger")).hasSize(3));
    assertThat(alarmsOf(story.caseRef(), "danger"))
        .extracting(each -> each.get("service") + " " + each.get("state"))
        .containsExactlyInAnyOrder("shelter open", "identification settled", "identification open");
  }

  @Test
  void theListIsNewestFirstAndIsReadPageByPage() {
    var begin = now().plus(Duration.ofMinutes(30));
    var story = HandOverStory.offeredAt(clock.now());
    var kinds = List.of("missing", "danger", "no-next-date", "guardian-late", "duplicate");
    try (var identification = Feed.of("identification")) {
      identification.publish(story.offered());
      for (var each = 0; each < kinds.size(); each++) {
        identification.publish(
            new AlarmRaisedV1(story.caseRef(), kinds.get(each), SHELTER, begin.plusSeconds(each)));
      }
    }
    var alias = aliasOf(story.caseRef());
    kinds.forEach(kind -> seen(story.caseRef(), kind, "open"));
    var read = new ArrayList<String>();
    String after = null;
    do {
      var request = Door.coordinator().queryParam("limit", 2).queryParam("state", "open");
      var page =
          (after == null ? request : request.queryParam("after", after))
              .get("/coordination/alarms")
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      assertThat(page.getList("items")).hasSizeLessThanOrEqualTo(2);
      read.addAll(page.getList("items.findAll { it.caseAlias == '" + alias + "' }.kind"));
      after = page.getString("next");
    } while (after != null);
    assertThat(read).isEqualTo(kinds.reversed());
  }

  @Test
  void anotherCountrysDeskSeesNothingOfIt() {
    var story = HandOverStory.offeredAt(clock.now());
    try (var identification = Feed.of("identification")) {
      identification.publish(story.offered(), raised(story.caseRef(), "died"));
    }
    var alarm = seen(story.caseRef(), "died", "open");

    Door.coordinatorOfAnotherCountry()
        .queryParam("limit", 200)
        .get("/coordination/alarms")
        .then()
        .statusCode(200)
        .body("items.id", not(hasItem(alarm.get("id"))));
    var notTheirs = take(Door.coordinatorOfAnotherCountry(), alarm).statusCode(404);
    var nowhere = Door.coordinator().put("/coordination/alarms/" + UUID.randomUUID() + "/taking");
    assertThat(notTheirs.extract().<String>path("type"))
        .isEqualTo(nowhere.then().statusCode(404).extract().path("type"));
    Door.coordinator().put("/coordination/alarms/not-one/taking").then().statusCode(404);
  }

  @Test
  void aQueryThatMeansNothingIsRefusedByName() {
    for (var query :
        Map.of("state", "perhaps", "kind", "boredom", "limit", "0", "after", "bm90IG9uZQ")
            .entrySet()) {
      Door.coordinator()
          .queryParam(query.getKey(), query.getValue())
          .get("/coordination/alarms")
          .then()
          .statusCode(400)
          .body("errors.field", contains(query.getKey()));
    }
  }

  private AlarmRaisedV1 raised(CaseRef caseRef, String kind) {
    return new AlarmRaisedV1(caseRef, kind, SHELTER, now());
  }

  private AlarmSettledV1 settled(CaseRef caseRef, String kind) {
    return new AlarmSettledV1(caseRef, kind, SHELTER, now());
  }

  private Instant now() {
    return clock.now().truncatedTo(ChronoUnit.MICROS);
  }

  private static ValidatableResponse take(RequestSpecification who, Map<String, Object> alarm) {
    return who.put("/coordination/alarms/" + alarm.get("id") + "/taking").then();
  }

  private Map<String, Object> seen(CaseRef caseRef, String kind, String state) {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(alarmsOf(caseRef, kind))
                .isNotEmpty()
                .first()
                .satisfies(alarm -> assertThat(alarm).containsEntry("state", state)));
    return alarmsOf(caseRef, kind).getFirst();
  }

  private List<Map<String, Object>> alarmsOf(CaseRef caseRef, String kind) {
    return Door.coordinator()
        .queryParam("limit", 200)
        .queryParam("kind", kind)
        .get("/coordination/alarms")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.findAll { it.caseAlias == '" + aliasOf(caseRef) + "' }");
  }

  private String aliasOf(CaseRef caseRef) {
    return aliases.of(caseRef, new OrganisationCode("ba-coordinator"));
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
