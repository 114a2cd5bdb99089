package org.opennrm.coordination.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.PublishedEvent;
import org.opennrm.coordination.Door;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;

/**
 * Exact figures: persons, each once, with what is not known shown as such. Every test counts in a
 * year of its own.
 */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class FiguresTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Inject AccessLog accessLog;
  @Inject EntityManager entities;

  @Test
  void eachMeasureCountsPersonsOnce() {
    var day = Instant.parse("1999-05-05T10:00:00Z");
    var one = Counted.somebodyIn("ba");
    var other = Counted.somebodyIn("ba");
    publish(
        one.inNeed(day, "female", "18-23"),
        one.presumed(day),
        other.inNeed(day, "male", "9-17"),
        one.placed(day),
        // A transfer is not a second person.
        one.placed(day.plusSeconds(86_400L * 40)),
        other.unmet(day, "male", "9-17"));
    await().atMost(SOON).untilAsserted(() -> assertThat(persons(year(1999), "placed")).isOne());
    await().atMost(SOON).untilAsserted(() -> assertThat(persons(year(1999), "presumed")).isOne());
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(persons(year(1999), "in-need")).isEqualTo(2));
    await().atMost(SOON).untilAsserted(() -> assertThat(persons(year(1999), "unmet")).isOne());
    var june = figures(Map.of("from", "1999-06-01", "until", "1999-07-01"));
    assertThat(persons(june, "placed")).isZero();
    assertThat(june.getString("figures[0].unit")).isEqualTo("persons");
    assertThat(june.getString("figures[0].definition")).isNotBlank();
  }

  @Test
  void madeAnewFromTheTopicsTheyAreTheSame() {
    var day = Instant.parse("1979-05-05T10:00:00Z");
    for (var person = 0; person < 20; person++) {
      var one = Counted.somebodyIn("ba");
      publish(one.inNeed(day, "female", "18-23"), one.presumed(day), one.placed(day));
    }
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(persons(year(1979), "placed")).isEqualTo(20));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(persons(year(1979), "presumed")).isEqualTo(20));
    var before = year(1979).getString("figures");

    Door.as("ba-operations", "operator")
        .body(Map.of("consumer", "coordination.figures", "anew", true))
        .post("/coordination/operations/replays")
        .then()
        .statusCode(200)
        .body("because", everyItem(equalTo("forgotten")));

    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(
                    Door.as("ba-operations", "operator")
                        .get("/coordination/operations/events")
                        .then()
                        .extract()
                        .jsonPath()
                        .getList("replays.findAll { it.doneAt == null }"))
                .isEmpty());
    assertThat(year(1979).getString("figures")).isEqualTo(before);
  }

  @Test
  void whileTheServiceIsFarBehindTheyGiveWayAndComeBack() {
    try (var identification = Feed.of("identification")) {
      var fact =
          identification.record(
              1, Counted.somebodyIn("ba").inNeed(Instant.EPOCH, "female", "18-23"));
      var twoMinutesAgo = Instant.now().minusSeconds(120).toEpochMilli();
      await()
          .atMost(SOON)
          .untilAsserted(() -> {
            // The same news again and again, as old as a backlog would be.
            identification.send(
                new ProducerRecord<>(
                    fact.topic(), null, twoMinutesAgo, fact.key(), fact.value(), fact.headers()));
            Door.coordinator()
                .get("/coordination/figures")
                .then()
                .statusCode(503)
                .body("reason", equalTo("BEHIND"));
          });
      Door.coordinator().get("/coordination/hand-overs").then().statusCode(200);
    }
    await().atMost(SOON).untilAsserted(() -> assertThat(year(1900)).isNotNull());
  }

  @Test
  void aPeriodIsHalfOpenInTheCountrysTime() {
    // In Sarajevo it was midnight, and summer: the 2nd of July began at 22:00 UTC of the 1st.
    var before = Instant.parse("1998-07-01T21:59:59.999Z");
    var midnight = Instant.parse("1998-07-01T22:00:00Z");
    publish(
        Counted.somebodyIn("ba").inNeed(before, "female", "18-23"),
        Counted.somebodyIn("ba").inNeed(midnight, "female", "18-23"),
        Counted.somebodyIn("ba").inNeed(midnight, "female", "18-23"));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(persons(year(1998), "in-need")).isEqualTo(3));
    assertThat(persons(figures(Map.of("from", "1998-07-01", "until", "1998-07-02")), "in-need"))
        .isEqualTo(1);
    assertThat(persons(figures(Map.of("from", "1998-07-02", "until", "1998-07-03")), "in-need"))
        .isEqualTo(2);
  }

  @Test
  void aDayThatIsCountedBeforehandShowsWhatIsToldLater() {
    var day = Instant.parse("1989-05-05T10:00:00Z");
    var one = Counted.somebodyIn("ba");
    publish(
        one.placed(day),
        Counted.somebodyIn("ba").inNeed(day, "female", "18-23"),
        // In Sarajevo the year has begun, in UTC it has not.
        Counted.somebodyIn("ba").inNeed(Instant.parse("1988-12-31T23:30:00Z"), "male", "18-23"));
    await().atMost(SOON).untilAsserted(() -> assertThat(counted("1989-05-05", "all")).isEqualTo(2));
    assertThat(counted("1989-05-05", "not-recorded")).isOne();
    assertThat(persons(year(1989), "in-need")).isEqualTo(2);
    assertThat(persons(year(1989), "placed")).isOne();

    publish(one.inNeed(day.plusSeconds(86_400), "female", "31-38"));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(persons(year(1989), "in-need")).isEqualTo(3));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(counted("1989-05-05", "not-recorded")).isZero());
    assertThat(persons(year(1989), "placed")).isOne();
    assertThat(persons(figures(Map.of("from", "1989-05-05", "until", "1989-05-06")), "in-need"))
        .isOne();
  }

  /** Persons of one category of sex, or of all, that were counted for the day beforehand. */
  private long counted(String day, String category) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            (Number)
                entities
                    .createNativeQuery(
                        """
                        select coalesce(sum(persons), 0) from person_day
                         where country = 'ba' and day = cast(:day as date) and category = :category
                           and dimension in ('all', 'sex')
                        """)
                    .setParameter("day", day)
                    .setParameter("category", category)
                    .getSingleResult())
        .longValue();
  }

  @Test
  void whatIsNotKnownStandsBesideWhatIs() {
    var day = Instant.parse("1997-05-05T10:00:00Z");
    var described = Counted.somebodyIn("ba");
    var unknown = Counted.somebodyIn("ba");
    var refused = Counted.somebodyIn("ba");
    var notAsked = Counted.somebodyIn("ba");
    var neverDescribed = Counted.somebodyIn("ba");
    publish(
        described.inNeed(day, "female", "18-23"),
        unknown.inNeed(day, "unknown", "unknown"),
        refused.inNeed(day, "refused", "24-30"),
        notAsked.inNeed(day, "not-asked", "not-asked"),
        described.presumed(day),
        neverDescribed.presumed(day));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(persons(year(1997), "presumed")).isEqualTo(2));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(persons(year(1997), "in-need")).isEqualTo(4));

    var bySex = figures(Map.of("from", "1997-01-01", "until", "1998-01-01", "by", "sex"));
    assertThat(categories(bySex, "in-need"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "female",
                1,
                "male",
                0,
                "intersex",
                0,
                "unknown",
                1,
                "not-asked",
                1,
                "refused",
                1,
                "not-recorded",
                0));
    assertThat(bySex.getMap(figure("in-need") + ".coverage.answers"))
        .isEqualTo(Map.of("known", 1, "unknown", 1, "notAsked", 1, "refused", 1, "notRecorded", 0));
    // A person whom identification never described to us is counted all the same.
    assertThat(categories(bySex, "presumed")).containsEntry("not-recorded", 1);
  }

  @Test
  void everyBreakdownAddsUpToTheWhole() {
    var day = Instant.parse("1996-05-05T10:00:00Z");
    var one = Counted.somebodyIn("ba");
    publish(
        one.inNeed(day, "female", "18-23", "ro", "ba-fed"),
        Counted.somebodyIn("ba").inNeed(day, "male", "0-8", "unknown", null),
        Counted.somebodyIn("ba").inNeed(day, "male", "a-band-of-a-newer-list", "md", "ba-rs"),
        one.placed(day));
    await().atMost(SOON).untilAsserted(() -> assertThat(persons(year(1996), "placed")).isOne());
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(persons(year(1996), "in-need")).isEqualTo(3));
    for (var by : List.of("sex", "age-band", "nationality", "channel", "region", "sent-by")) {
      var figures = figures(Map.of("from", "1996-01-01", "until", "1997-01-01", "by", by));
      assertThat(categories(figures, "in-need").values().stream().mapToInt(i -> i).sum())
          .as(by)
          .isEqualTo(3);
      assertThat(categories(figures, "placed").values().stream().mapToInt(i -> i).sum())
          .as(by)
          .isEqualTo(1);
    }
    assertThat(
            categories(
                figures(Map.of("from", "1996-01-01", "until", "1997-01-01", "by", "region")),
                "in-need"))
        .containsEntry("ba-fed", 1)
        .containsEntry("not-recorded", 1);
  }

  @Test
  void whereNothingWasCountedYetThereIsNoNumber() {
    var figures =
        Door.coordinator()
            .queryParams(Map.of("from", "1901-01-01", "until", "1902-01-01"))
            .get("/coordination/figures")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    assertThat(figures.getList("figures.measure"))
        .isEqualTo(List.of("in-need", "presumed", "placed", "unmet"));
    assertThat(figures.getList("figures.persons")).containsOnlyNulls();
  }

  @Test
  void aDescriptionThatIsToldAgainReplacesTheFormerAndKeepsTheMoment() {
    var somebody = Counted.somebodyIn("ba");
    var first = Instant.parse("1995-05-05T10:00:00Z");
    publish(
        somebody.inNeed(first, "unknown", "unknown"),
        somebody.inNeed(first.plusSeconds(86_400L * 300), "female", "18-23"));
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(
                    categories(
                        figures(Map.of("from", "1995-05-05", "until", "1995-05-06", "by", "sex")),
                        "in-need"))
                .containsEntry("female", 1)
                .containsEntry("unknown", 0));
    assertThat(persons(figures(Map.of("from", "1995-05-06", "until", "1996-04-01")), "in-need"))
        .isZero();
  }

  @Test
  void everyViewIsRecordedBeforeItIsAnswered() {
    figures(Map.of("from", "2003-01-01", "until", "2003-02-01", "by", "region"));
    assertThat(accessLog.firstBreakIn("figures/ba")).isEmpty();
    List<?> entries =
        entities
            .createNativeQuery(
                "select what from access_log where subject = 'figures/ba'"
                    + " and organisation = 'ba-coordinator'")
            .getResultList();
    assertThat(entries.contains("figures 2003-01-01/2003-02-01 by region")).isTrue();
  }

  @Test
  void aQueryThatMeansNothingIsRefusedByName() {
    refused("by", Map.of("by", "colour"));
    refused("from", Map.of("from", "2026-02-30"));
    refused("until", Map.of("until", "soon"));
    refused("until", Map.of("from", "2026-02-01", "until", "2026-02-01"));
    refused("until", Map.of("from", "2999-01-01"));
  }

  private static void refused(String field, Map<String, String> query) {
    Door.coordinator()
        .queryParams(query)
        .get("/coordination/figures")
        .then()
        .statusCode(400)
        .body("errors.field", equalTo(List.of(field)));
  }

  private static void publish(PublishedEvent... events) {
    try (var identification = Feed.of("identification");
        var shelter = Feed.of("shelter")) {
      for (var event : events) {
        var ofShelter =
            event.getClass().getSimpleName().startsWith("PersonPlaced")
                || event.getClass().getSimpleName().startsWith("NeedUnmet");
        (ofShelter ? shelter : identification).publish(event);
      }
    }
  }

  private static JsonPath year(int year) {
    return figures(Map.of("from", year + "-01-01", "until", (year + 1) + "-01-01"));
  }

  private static JsonPath figures(Map<String, String> query) {
    return Door.coordinator()
        .queryParams(query)
        .get("/coordination/figures")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static long persons(JsonPath figures, String measure) {
    var persons = figures.getString(figure(measure) + ".persons");
    return persons == null ? -1 : Long.parseLong(persons);
  }

  private static Map<String, Integer> categories(JsonPath figures, String measure) {
    var found = new java.util.LinkedHashMap<String, Integer>();
    List<Map<String, Object>> lines = figures.getList(figure(measure) + ".categories");
    lines.forEach(line ->
        found.put((String) line.get("category"), ((Number) line.get("persons")).intValue()));
    return found;
  }

  private static String figure(String measure) {
    return "figures.find { it.measure == '" + measure + "' }";
  }
}
