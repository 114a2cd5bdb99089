package org.opennrm.journeys.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.opennrm.bench.Door;
import org.opennrm.bench.TokenKeeper;
import org.opennrm.bench.Trouble;

/** What people and their machines do to a system: all at once, or too late. */
final class PeopleFaults {

  private static final int CLIENTS = 64;
  private static final int BEDS = 3;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);
  private static final Duration A_TOKENS_LIFE = Duration.ofSeconds(75);

  private PeopleFaults() {}

  private record Offer(String reference, String operator) {}

  /** Every house that was asked says yes, many times and at the same moment; one is to win. */
  static void manyForOneBed(Scene scene) {
    scene.letWork(Duration.ofSeconds(3));
    scene.load().stop();
    scene.load().cameToRest(LONG_ENOUGH);
    for (var placement :
        scene
            .tables()
            .column(
                "shelter",
                """
                select o.placement from offer o join placement p on p.ref = o.placement
                 where o.state = 'open' and p.state_name = 'offered'
                 group by 1 having count(*) > 2 order by max(o.offered_at) desc limit %d
                """
                    .formatted(BEDS))) {
      var offers =
          scene
              .tables()
              .rows(
                  "shelter",
                  "select ref, operator from offer where placement = '"
                      + placement
                      + "' and state = 'open'")
              .stream()
              .map(row -> new Offer(row.get(0), row.get(1)))
              .toList();
      race(scene, placement, offers);
    }
  }

  private static void race(Scene scene, String placement, List<Offer> offers) {
    var client = new Client(scene.door());
    List<Callable<Boolean>> clients = new ArrayList<>();
    for (var number = 0; number < CLIENTS; number++) {
      var offer = offers.get(number % offers.size());
      var desk = new ShelterDesk(client, scene.memory(), offer.operator(), scene.random());
      clients.add(() -> desk.sayYes(offer.reference()).isPresent());
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var winners = new ArrayList<String>();
      List<Future<Boolean>> answers = threads.invokeAll(clients);
      for (var number = 0; number < answers.size(); number++) {
        if (answers.get(number).get()) {
          winners.add(offers.get(number % offers.size()).reference());
        }
      }
      var houses = winners.stream().distinct().count();
      scene.say("%d clients for one bed: %d house(s) won", CLIENTS, houses);
      if (houses != 1) {
        throw new BrokenRule(
            new Violation(
                "I5", Violation.Kind.DOUBLED, houses + " houses won " + placement, winners));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The driver failed", e);
    }
  }

  /** A token that has run out opens nothing, whoever holds it. */
  static void oldToken(Scene scene) {
    var token = scene.installation().clientToken(Journey.SENDER);
    scene.letWork(A_TOKENS_LIFE);
    try (var tokens = new TokenKeeper(_ -> token);
        var door = new Door(scene.installation()::url, tokens)) {
      var answer = door.get(Journey.SENDER, "/identification/referrals");
      if (!answer.is(401)) {
        throw new BrokenRule(
            new Violation(
                "I19", Violation.Kind.OTHER, "an old token opens a door", List.of(answer.kind())));
      }
    }
  }
}
