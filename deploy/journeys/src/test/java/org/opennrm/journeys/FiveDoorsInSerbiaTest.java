package org.opennrm.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opennrm.journeys.Answers.items;
import static org.opennrm.journeys.Answers.key;
import static org.opennrm.journeys.Answers.until;
import static org.opennrm.journeys.Story.SANDBOX;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.opennrm.journeys.Doors.Answer;

/**
 * Five ways lead to one officer in Belgrade; at the weekend another house answers the telephone.
 */
class FiveDoorsInSerbiaTest {

  private static final String OFFICER = "rs-return-organisation";
  private static final String COORDINATOR = "rs-coordinator";
  private static final String NEIGHBOUR = "mk-referral-office";
  private static final ZoneId BELGRADE = ZoneId.of("Europe/Belgrade");

  private static final Map<String, String> DOORS =
      Map.of(
          "rs-detention-centre", "detention-centre",
          "rs-police", "police-station",
          "rs-embassy", "embassy",
          "rs-mission-abroad", "relative",
          "rs-ngo", "self-presented");

  private final Doors doors = new Doors(RunningSystem.get());
  private final StepHolder officer = new StepHolder(doors, OFFICER);

  @Test
  void everyDoorLeadsToOneCaseWithItsOwnChannel() {
    var before = inNeedByChannel(COORDINATOR);
    var elsewhere = inNeedByChannel(NEIGHBOUR);
    var cases = new HashSet<String>();

    DOORS.forEach((sender, channel) -> {
      var receipt = refer(sender, channel, key());
      assertThat(receipt.body().path("owner").path("code").asText()).isEqualTo(OFFICER);
      var held = officer.accept(receipt.text("reference"));
      assertThat(held.body().path("content").path("channel").asText()).isEqualTo(channel);
      assertThat(held.text("sentBy")).isEqualTo(sender);
      cases.add(held.text("caseAlias"));
    });

    assertThat(cases).hasSameSizeAs(DOORS.keySet());
    until(
        () -> doors.get(COORDINATOR, "/coordination/figures?by=channel").expecting(200),
        figures ->
            DOORS.values().stream()
                .allMatch(channel ->
                    inNeed(figures).getOrDefault(channel, 0L)
                        == before.getOrDefault(channel, 0L) + 1),
        "one person more in each of the five channels");
    until(
        () -> doors.get(COORDINATOR, "/coordination/hand-overs?limit=200").expecting(200),
        ledger ->
            items(ledger).filter(h -> h.path("to").asText().equals(OFFICER)).count()
                >= DOORS.size(),
        "the five hand-overs in the ledger");
    assertThat(items(doors.get(NEIGHBOUR, "/coordination/hand-overs?limit=200").expecting(200)))
        .as("another country's coordinator sees none of them")
        .noneMatch(h -> h.path("country").asText().equals("rs"));
    assertThat(inNeedByChannel(NEIGHBOUR)).isEqualTo(elsewhere);
  }

  @Test
  void atTheWeekendTheReceiptNamesTheLineThatIsAnsweredThen() {
    beSaturday();

    var receipt = refer("rs-police", "raid", key());

    assertThat(inBelgrade(receipt).getDayOfWeek()).isIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    assertThat(receipt.text("bedLine")).as("the organisation's, not the shelter's").endsWith("002");
    assertThat(receipt.text("interpreterLine")).endsWith("002");
    assertThat(Instant.parse(receipt.text("answerBy")).atZone(BELGRADE).getDayOfWeek())
        .as("two working days, which nobody loses to the weekend")
        .isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  }

  /** The bad line makes the sender ask twice. */
  private Answer refer(String sender, String channel, String key) {
    var body =
        """
        {"channel": "%s", "area": "rs-belgrade",
         "person": {"givenNames": "Invented", "sex": "female", "ageBand": "18-23",
                    "nationality": "md", "languages": ["ron"]},
         "papers": {"answer": "unknown"}, "movement": "cross-border",
         "sharing": {"basis": "consent", "language": "ron", "interpreter": "by-telephone"}}
        """
            .formatted(channel);
    var receipt = doors.post(sender, "/identification/referrals", body, key).expecting(201);
    var again = doors.post(sender, "/identification/referrals", body, key).expecting(201);
    assertThat(again.body()).isEqualTo(receipt.body());
    return receipt;
  }

  /** Goes day by day to the next Saturday's noon, unless the weekend is already there. */
  private void beSaturday() {
    var now = inBelgrade(refer("rs-police", "raid", key()));
    var weekend =
        now.getDayOfWeek() == DayOfWeek.SATURDAY || now.getDayOfWeek() == DayOfWeek.SUNDAY;
    var saturday = now.with(TemporalAdjusters.next(DayOfWeek.SATURDAY)).withHour(12);
    var left = weekend ? Duration.ZERO : Duration.between(now, saturday);
    while (left.isPositive()) {
      var step = left.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1) : left;
      move(Duration.ofSeconds(step.toSeconds()));
      left = left.minus(step);
    }
  }

  private void move(Duration step) {
    var moved =
        until(
            () ->
                doors.post(
                    SANDBOX, "/coordination/clock", "{\"advanceBy\": \"" + step + "\"}", key()),
            a -> a.status() < 300,
            "the clock to move");
    until(
        () -> doors.get(SANDBOX, "/identification/sandbox").expecting(200),
        a -> a.text("offsetSeconds").equals(moved.text("offsetSeconds")),
        "identification to hear of it");
  }

  private static ZonedDateTime inBelgrade(Answer receipt) {
    return Instant.parse(receipt.text("submittedAt")).atZone(BELGRADE);
  }

  private Map<String, Long> inNeedByChannel(String coordinator) {
    return inNeed(doors.get(coordinator, "/coordination/figures?by=channel").expecting(200));
  }

  private static Map<String, Long> inNeed(Answer figures) {
    var persons = new HashMap<String, Long>();
    StreamSupport.stream(figures.body().path("figures").spliterator(), false)
        .filter(f -> f.path("measure").asText().equals("in-need"))
        .flatMap(f -> StreamSupport.stream(f.path("categories").spliterator(), false))
        .forEach(c -> persons.put(c.path("category").asText(), c.path("persons").asLong()));
    return persons;
  }
}
