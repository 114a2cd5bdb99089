package org.opennrm.journeys;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.opennrm.journeys.Doors.Answer;

/**
 * A border police unit refers somebody; the identification authority accepts, presumes, asks for a
 * shelter; two houses want to help at the same moment and one gets to; the person arrives; the
 * coordinator sees every hand-over and the silence of one; the ministry reads what was approved for
 * it. Everybody in it is invented.
 *
 * <p>Each hop is checked: the story goes on only while the system answers as it must.
 */
public final class Story {

  static final String POLICE = "ba-border-police";
  static final String AUTHORITY = "ba-identification";
  static final String COORDINATOR = "ba-coordinator";
  static final String MINISTRY = "ba-ministry";
  static final String SANDBOX = "sandbox";
  static final List<String> OPERATORS =
      List.of("ba-iom", "ba-la-strada", "ba-forum-of-solidarity", "ba-zene-za-une", "ba-lara");

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration GLANCE = Duration.ofMillis(5);

  private final Doors doors;
  private final Teller teller;

  public Story(Doors doors, Teller teller) {
    this.doors = doors;
    this.teller = teller;
  }

  /** What came of it, for whoever wants to look closer. */
  public record Outcome(
      String referral,
      String caseAlias,
      String placement,
      String winner,
      String loser,
      JsonNode escalation,
      JsonNode release) {}

  /** Plays it from the border to the ministry. */
  public Outcome play() {
    var before = exactFigures();

    teller.chapter("1. A border police unit meets somebody, and knows half of what the form asks");
    var referral = refer();
    teller.chapter("2. The identification authority answers");
    var caseAlias = accept(referral);
    teller.chapter("3. Screening, presumption, consent, and what the person asks for");
    var need = help(caseAlias);
    teller.chapter("4. Every suitable house is asked at once; one is full, two say yes together");
    var race = findABed(caseAlias, need);
    teller.chapter(
        "5. The person arrives; the police unit reads \"in assistance\" and nothing more");
    arrive(referral, caseAlias, race);
    teller.chapter("6. The coordinator's ledger, and one silence that does not stay unheard");
    ledger(race);
    var risen = figuresRise(before);
    var escalation = silenceIsHeard();
    teller.chapter("7. Figures: exact for the coordinator, approved and coarse for the ministry");
    tellFigures(before, risen);
    var release = publish();
    return new Outcome(
        referral, caseAlias, race.placement(), race.winner(), race.loser(), escalation, release);
  }

  private String refer() {
    var key = "story-" + UUID.randomUUID();
    var body = referral(false);
    var first =
        teller.hop(
            "border police",
            "submits a referral, half of it unknown",
            () -> doors.post(POLICE, "/identification/referrals", body, key).expecting(201),
            a ->
                a.text("reference")
                    + ", with "
                    + a.body().path("owner").path("name").asText()
                    + ", answer by "
                    + a.text("answerBy"));
    teller.hop(
        "border police",
        "sends it again with the same Idempotency-Key: the line was bad",
        () -> doors.post(POLICE, "/identification/referrals", body, key).expecting(201),
        again -> told(again.body().equals(first.body()), "the same answer, to the letter"));
    return first.text("reference");
  }

  private String accept(String referral) {
    var path = "/identification/referrals/" + referral;
    teller.hop(
        "identification",
        "looks into its inbox",
        () ->
            until(
                () -> doors.get(AUTHORITY, "/identification/inbox?limit=200").expecting(200),
                a -> items(a).anyMatch(i -> i.path("reference").asText().equals(referral)),
                "the referral in the inbox"),
        a -> "finds it among " + a.body().path("items").size() + ", without a name");
    var offer = doors.get(AUTHORITY, path).expecting(200);
    var acknowledged =
        teller.hop(
            "identification",
            "acknowledges",
            () ->
                doors.put(AUTHORITY, path + "/acknowledgement", null, offer.etag()).expecting(200),
            a -> "state " + a.text("state"));
    return teller
        .hop(
            "identification",
            "accepts: the step is theirs, and from now on who the person is",
            () ->
                doors
                    .put(AUTHORITY, path + "/acceptance", null, acknowledged.etag())
                    .expecting(200),
            a -> "state " + a.text("state") + ", the case under an alias of their own")
        .text("caseAlias");
  }

  private String help(String caseAlias) {
    var path = "/identification/cases/" + caseAlias;
    teller.hop(
        "identification",
        "records a screening",
        () -> doors.post(AUTHORITY, path + "/screenings", screening(), key()).expecting(201),
        a -> "warnings: " + a.body().path("warnings"));
    var file = doors.get(AUTHORITY, path).expecting(200);
    teller.hop(
        "identification",
        "sees reasonable grounds",
        () ->
            doors
                .put(
                    AUTHORITY,
                    path + "/presumption",
                    "{\"grounds\": [\"persons-account\", \"what-was-seen\"], \"forms\": [\"labour\"]}",
                    file.etag())
                .expecting(200),
        a -> "the person is " + a.text("state"));
    teller.hop(
        "the person",
        "agrees to a shelter, in Romanian, through an interpreter",
        () ->
            doors
                .post(
                    AUTHORITY,
                    path + "/consents",
                    """
                    {"purpose": "shelter", "decision": "given", "language": "ron", "interpreter": "present",
                     "formVersion": "shelter-2026-1", "rightsToldInMotherTongue": true}
                    """,
                    key())
                .expecting(201),
        a -> "consent, version " + a.text("version"));
    return teller
        .hop(
            "identification",
            "states the need: a profile, no identity",
            () ->
                doors
                    .post(
                        AUTHORITY,
                        path + "/needs",
                        """
                        {"kind": "shelter", "basis": "consent",
                         "profile": {"sex": "female", "ageBand": "18-23", "adults": 1, "children": 0,
                                     "languages": ["ron"], "riskLevel": "medium", "accessibility": [],
                                     "capabilities": [], "areasToAvoid": ["ba-rs-doboj"], "tonight": true}}
                        """,
                        key())
                    .expecting(201),
            a -> a.text("need"))
        .text("need");
  }

  /** Who won the bed, who was too late, and the placement as the authority sees it. */
  private record Race(String placement, String winner, String loser, List<String> asked) {}

  private record Offer(String operator, String reference) {}

  private Race findABed(String caseAlias, String need) {
    var since = Instant.now().minusSeconds(60);
    var placement =
        teller.hop(
            "shelter service",
            "hears of the need over Kafka and asks every suitable house",
            () ->
                until(
                    () ->
                        doors
                            .get(AUTHORITY, "/shelter/placements?case=" + caseAlias)
                            .expecting(200),
                    a -> items(a).anyMatch(p -> p.path("state").asText().equals("offered")),
                    "offers for " + need),
            a -> items(a).findFirst().orElseThrow().path("placement").asText());
    var reference = items(placement).findFirst().orElseThrow().path("placement").asText();
    var offers = offersSince(since);
    if (offers.stream().map(Offer::operator).distinct().count() < 3) {
      throw new BrokenStory("the story needs three houses to be asked, there were " + offers);
    }
    var distinct = new LinkedHashMap<String, Offer>();
    offers.forEach(o -> distinct.putIfAbsent(o.operator(), o));
    var houses = new ArrayList<>(distinct.values());
    var full = houses.get(0);
    teller.hop(
        full.operator(),
        "is full tonight",
        () -> answer(full, "{\"answer\": \"declined\", \"reason\": \"full\"}").expecting(200),
        _ -> "declined");
    var race =
        teller.hop(
            houses.get(1).operator() + " & " + houses.get(2).operator(),
            "both say yes at the same moment",
            () -> bothAccept(houses.get(1), houses.get(2)),
            r ->
                r.winner() + " has the person; " + r.loser() + " learns at once: TAKEN_BY_ANOTHER");
    var chosen = doors.get(AUTHORITY, "/shelter/placements/" + reference).expecting(200);
    teller.hop(
        "the person",
        "agrees, after house rules and open doors were explained",
        () ->
            doors
                .put(
                    AUTHORITY,
                    "/shelter/placements/" + reference + "/person-answer",
                    "{\"answer\": \"agreed\", \"houseRulesTold\": true, \"regimeTold\": true}",
                    chosen.etag())
                .expecting(200),
        a -> "state " + a.text("state"));
    return new Race(
        reference, race.winner(), race.loser(), offers.stream().map(Offer::operator).toList());
  }

  private List<Offer> offersSince(Instant since) {
    var offers = new ArrayList<Offer>();
    for (var operator : OPERATORS) {
      var open = doors.get(operator, "/shelter/offers?limit=200").expecting(200);
      items(open)
          .filter(o -> o.path("state").asText().equals("open"))
          .filter(
              o -> Instant.parse(o.path("offeredAt").asText()).isAfter(since.plus(clockOffset())))
          .map(o -> new Offer(operator, o.path("offer").asText()))
          .forEach(offers::add);
    }
    return offers;
  }

  private Answer answer(Offer offer, String body) {
    return doors.put(
        offer.operator(),
        "/shelter/offers/" + offer.reference() + "/answer",
        body,
        Optional.empty());
  }

  private Race bothAccept(Offer one, Offer other) {
    var start = new CountDownLatch(1);
    try (var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = tasks.submit(() -> acceptAfter(start, one));
      var second = tasks.submit(() -> acceptAfter(start, other));
      start.countDown();
      return won(one, result(first), other, result(second));
    }
  }

  private Answer acceptAfter(CountDownLatch start, Offer offer) throws InterruptedException {
    // The token is fetched before the start, so that only the answers race.
    doors.get(offer.operator(), "/shelter/offers/" + offer.reference());
    start.await();
    return answer(offer, "{\"answer\": \"accepted\"}");
  }

  private static Race won(Offer one, Answer first, Offer other, Answer second) {
    if (first.status() == 200 && isTaken(second)) {
      return new Race("", one.operator(), other.operator(), List.of());
    }
    if (second.status() == 200 && isTaken(first)) {
      return new Race("", other.operator(), one.operator(), List.of());
    }
    throw new BrokenStory("exactly one house wins; the answers were " + first + " and " + second);
  }

  private static boolean isTaken(Answer answer) {
    return answer.status() == 409 && answer.body().path("rule").asText().equals("TAKEN_BY_ANOTHER");
  }

  private void arrive(String referral, String caseAlias, Race race) {
    var held = doors.get(race.winner(), "/shelter/placements/" + race.placement()).expecting(200);
    teller.hop(
        race.winner(),
        "opens the door: the person has arrived",
        () ->
            doors
                .put(
                    race.winner(),
                    "/shelter/placements/" + race.placement() + "/arrival",
                    null,
                    held.etag())
                .expecting(200),
        a -> "state " + a.text("state"));
    teller.hop(
        "border police",
        "looks at its referral",
        () ->
            until(
                () -> doors.get(POLICE, "/identification/referrals/" + referral).expecting(200),
                a -> a.body().path("state").asText().equals("in-assistance"),
                "the sender to read in-assistance"),
        a -> "state " + a.text("state") + ", nothing more: " + fields(a.body()));
    for (var curious :
        Map.of(
                "the placement",
                List.of(
                    "/shelter/placements/" + race.placement(),
                    "/shelter/placements/PL-0000000000000"),
                "the shelter's address",
                List.of(
                    "/shelter/facilities/ba-f-1/address", "/shelter/facilities/nowhere/address"),
                "the person's file",
                List.of("/identification/cases/" + caseAlias, "/identification/cases/C-nothing"))
            .entrySet()) {
      teller.hop(
          "border police",
          "asks for " + curious.getKey() + ", existing and invented",
          () -> curious.getValue().stream().map(path -> doors.get(POLICE, path)).toList(),
          answers -> told(sameRefusal(answers), "the same answer: " + answers.getFirst().status()));
    }
  }

  private static boolean sameRefusal(List<Answer> answers) {
    var first = answers.getFirst();
    return answers.stream()
        .allMatch(a ->
            a.status() >= 403
                && a.status() == first.status()
                && a.body().path("type").equals(first.body().path("type"))
                && a.body().path("title").equals(first.body().path("title")));
  }

  private void ledger(Race race) {
    teller.hop(
        "coordinator",
        "reads the ledger",
        () ->
            until(
                () -> doors.get(COORDINATOR, "/coordination/hand-overs?limit=100").expecting(200),
                a ->
                    items(a)
                        .anyMatch(h ->
                            h.path("to").asText().equals(race.winner())
                                && h.path("state").asText().equals("completed")),
                "the completed hand-over in the ledger"),
        a ->
            items(a)
                .limit(8)
                .map(h ->
                    h.path("step").asText()
                        + " "
                        + h.path("from").asText()
                        + " > "
                        + h.path("to").asText()
                        + ": "
                        + h.path("state").asText())
                .reduce((x, y) -> x + "\n" + " ".repeat(43) + y)
                .orElse("nothing"));
  }

  private JsonNode silenceIsHeard() {
    var silent =
        teller.hop(
            "border police",
            "refers somebody in immediate danger; nobody will answer",
            () ->
                doors
                    .post(POLICE, "/identification/referrals", referral(true), key())
                    .expecting(201),
            a -> a.text("reference") + ", answer by " + a.text("answerBy"));
    until(
        () ->
            doors
                .get(COORDINATOR, "/coordination/hand-overs?limit=5&step=identification")
                .expecting(200),
        a -> items(a).anyMatch(h -> h.path("dueAt").asText().equals(silent.text("answerBy"))),
        "the hand-over in the ledger");
    teller.hop(
        "sandbox",
        "moves the clock three hours on",
        () -> doors.post(SANDBOX, "/coordination/clock", "{\"advanceBy\": \"PT3H\"}", key()),
        a -> told(a.status() < 300, "offset " + a.body()));
    var escalated =
        teller.hop(
            "coordinator",
            "finds the silence on their desk",
            () ->
                until(
                    () ->
                        doors
                            .get(COORDINATOR, "/coordination/escalations?open=true&limit=200")
                            .expecting(200),
                    a -> escalationOf(a, silent).isPresent(),
                    "the escalation"),
            a ->
                escalationOf(a, silent)
                    .map(e ->
                        e.path("silent").asText()
                            + " did not answer; level "
                            + e.path("level").asText())
                    .orElseThrow());
    var escalation = escalationOf(escalated, silent).orElseThrow();
    teller.hop(
        "coordinator",
        "takes it up",
        () ->
            doors
                .put(
                    COORDINATOR,
                    "/coordination/escalations/" + escalation.path("id").asText() + "/taken",
                    null,
                    Optional.empty())
                .expecting(200),
        a -> "state " + a.text("state"));
    return escalation;
  }

  /** The escalation of the hand-over that fell due when the silent referral's answer did. */
  private Optional<JsonNode> escalationOf(Answer escalations, Answer silent) {
    return items(escalations)
        .filter(e -> {
          var handOver =
              doors.get(COORDINATOR, "/coordination/hand-overs/" + e.path("handOver").asText());
          return handOver.status() == 200
              && handOver.body().path("dueAt").asText().equals(silent.text("answerBy"));
        })
        .findFirst();
  }

  private Map<String, Long> exactFigures() {
    var figures = new LinkedHashMap<String, Long>();
    doors
        .get(COORDINATOR, "/coordination/figures")
        .expecting(200)
        .body()
        .path("figures")
        .forEach(f -> figures.put(f.path("measure").asText(), f.path("persons").asLong()));
    return figures;
  }

  private Map<String, Long> figuresRise(Map<String, Long> before) {
    var deadline = Instant.now().plus(PATIENCE);
    while (true) {
      var now = exactFigures();
      var risen =
          List.of("in-need", "presumed", "placed").stream()
              .allMatch(m -> now.getOrDefault(m, 0L) == before.getOrDefault(m, 0L) + 1);
      if (risen) {
        return now;
      }
      if (Instant.now().isAfter(deadline)) {
        throw new BrokenStory("the figures did not rise by one: before " + before + ", now " + now);
      }
      glance();
    }
  }

  private void tellFigures(Map<String, Long> before, Map<String, Long> now) {
    teller.hop(
        "coordinator",
        "reads the exact figures; the view is recorded",
        () -> now,
        n -> "before " + before + ", after the first person " + n);
  }

  private JsonNode publish() {
    var year = LocalDate.now(ZoneOffset.UTC).getYear();
    var draft =
        teller.hop(
            "coordinator",
            "drafts a release for " + year,
            () ->
                doors
                    .post(
                        COORDINATOR,
                        "/coordination/releases",
                        "{\"period\": \"" + year + "\"}",
                        key())
                    .expecting(201),
            a -> a.text("id"));
    teller.hop(
        "coordinator",
        "reads it and approves it: from now on it is frozen",
        () ->
            doors
                .put(
                    COORDINATOR,
                    "/coordination/releases/" + draft.text("id") + "/approval",
                    null,
                    draft.etag())
                .expecting(200),
        a -> "state " + a.text("state"));
    teller.hop(
        "ministry",
        "asks for live counts",
        () -> doors.get(MINISTRY, "/coordination/figures"),
        a -> told(a.status() == 403, "403: that door is not theirs"));
    return teller
        .hop(
            "ministry",
            "reads the latest approved release",
            () -> doors.get(MINISTRY, "/coordination/published-figures/latest").expecting(200),
            a -> totals(a.body()).toString())
        .body();
  }

  /** The released totals by measure, as they are to be printed. */
  static Map<String, String> totals(JsonNode release) {
    var totals = new LinkedHashMap<String, String>();
    for (var table : release.path("figures").path("tables")) {
      for (var line : table.path("lines")) {
        if (line.path("by").asText().equals("total")) {
          totals.put(table.path("measure").asText(), line.path("shown").asText());
        }
      }
    }
    return totals;
  }

  private Duration clockOffset() {
    return Duration.ofSeconds(
        doors
            .get(SANDBOX, "/coordination/clock")
            .expecting(200)
            .body()
            .path("offsetSeconds")
            .asLong());
  }

  private static String referral(boolean danger) {
    return """
    {"channel": "border-check", "area": "ba-fed-sarajevo",
     "person": {"givenNames": "Invented", "familyName": {"answer": "refused"},
                "sex": "female", "ageBand": "18-23", "nationality": "md", "languages": ["ron"],
                "birthDate": {"answer": "unknown"}},
     "immediateDanger": %s, "papers": {"answer": "none"}, "movement": "cross-border",
     "accompanyingChildren": 0,
     "sharing": {"basis": "consent", "language": "ron", "interpreter": "by-telephone"}}
    """
        .formatted(danger ? "true" : "{\"answer\": \"unknown\"}");
  }

  private static String screening() {
    return """
    {"startedAt": "2026-01-05T09:00:00Z", "endedAt": "2026-01-05T10:00:00Z", "place": "ngo-office",
     "uniformWorn": false, "interviewers": 2, "language": "ron", "interpreter": "present",
     "officialInterpreter": true, "answers": {"work.hours": "an invented answer"}}
    """;
  }

  private static Answer until(Supplier<Answer> ask, Predicate<Answer> arrived, String what) {
    var deadline = Instant.now().plus(PATIENCE);
    while (true) {
      var answer = ask.get();
      if (arrived.test(answer)) {
        return answer;
      }
      if (Instant.now().isAfter(deadline)) {
        throw new BrokenStory("waited in vain for " + what, answer);
      }
      glance();
    }
  }

  private static void glance() {
    try {
      Thread.sleep(GLANCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Answer result(Future<Answer> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String told(boolean asItMust, String what) {
    if (!asItMust) {
      throw new BrokenStory("not " + what);
    }
    return what;
  }

  private static Stream<JsonNode> items(Answer answer) {
    return StreamSupport.stream(answer.body().path("items").spliterator(), false);
  }

  private static String fields(JsonNode body) {
    var names = new ArrayList<String>();
    body.fieldNames().forEachRemaining(names::add);
    return String.join(", ", names);
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
