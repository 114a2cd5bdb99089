package org.opennrm.journeys;

import static org.opennrm.journeys.Answers.items;
import static org.opennrm.journeys.Answers.until;
import static org.opennrm.journeys.Story.AUTHORITY;
import static org.opennrm.journeys.Story.OPERATORS;
import static org.opennrm.journeys.Story.SANDBOX;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.opennrm.journeys.Doors.Answer;

/** The shelters: every suitable house is asked, one has the person. */
record InAHouse(Doors doors, Teller teller) {

  /** Who won the bed, who was too late, and the placement as the authority sees it. */
  record Race(String placement, String winner, String loser, List<String> asked) {}

  private record Offer(String operator, String reference) {}

  Race findABed(String caseAlias, String need) {
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

  /** The person is there. */
  void arrive(Race race) {
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
}
