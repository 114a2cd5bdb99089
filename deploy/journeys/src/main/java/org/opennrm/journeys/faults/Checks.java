package org.opennrm.journeys.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.opennrm.local.Installation;

/** Every rule, and what must be left out of account because it was there before. */
final class Checks {

  private final String run;
  private final Scene scene;
  private final Quiet quiet;
  private final List<Check> checks;
  private final Map<Deed, Set<String>> earlier = new EnumMap<>(Deed.class);

  Checks(String run, Scene scene, Installation installation) {
    this.run = run;
    this.scene = scene;
    this.quiet = new Quiet(scene.tables(), scene.door(), installation.services());
    this.checks =
        List.of(
            new AcknowledgedExist(),
            new CausesAndEvents(),
            new OrderOnTopics(),
            new InboxPositions(),
            new EffectsOnce(),
            new OneBedOnePerson(),
            new NoSilence(),
            new AccessChains(),
            new NoAddressLeft(
                Installation.repository()
                    .resolve("services/shelter/src/main/resources/demo/facilities.yaml")),
            new ParkedAreSeen(),
            new SameKeySameAnswer(scene.load()));
  }

  /** What is there now was done by others, and rubbish on the topics was put there by them. */
  void rememberWhatWas(Duration patience) {
    quiet.missedAfter(patience);
    for (var deed : Deed.values()) {
      earlier.put(deed, AcknowledgedExist.done(deed, run, scene.tables()).keySet());
    }
    for (var road : Road.ALL) {
      scene.strangers().addAll(InboxPositions.ofNobody(road, scene.tables()));
    }
  }

  /** Waits until everything that is accepted by now has been taken in by all who read it. */
  List<Violation> untilDelivered(Duration patience) {
    Map<Road, Map<String, Long>> accepted = new HashMap<>();
    Road.ALL.forEach(road -> accepted.put(road, InboxPositions.published(road, scene.tables())));
    var delivered =
        scene.happens(
            patience,
            () -> {
              // What has arrived stays there: a road that is done is not looked at again.
              accepted
                  .entrySet()
                  .removeIf(road ->
                      InboxPositions.behind(road.getKey(), scene.tables(), road.getValue())
                          .isEmpty());
              return accepted.isEmpty();
            });
    return delivered
        ? List.of()
        : Violation.of(
                "I2",
                Violation.Kind.LOST,
                "it did not arrive",
                List.of("not everything accepted arrived within " + patience))
            .toList();
  }

  /** Lets nobody new come, and waits; what is still under way after that has got lost. */
  List<Violation> untilQuiet(Duration patience) {
    scene.load().stop();
    var missed = new ArrayList<String>();
    if (!scene.load().cameToRest(patience)) {
      missed.add("people still wait for an answer");
    }
    missed.addAll(quiet.missedAfter(patience));
    return Violation.of("I2", Violation.Kind.LOST, "it did not become quiet", missed).toList();
  }

  List<Violation> all() {
    return on(gather());
  }

  List<Violation> on(Evidence evidence) {
    return checks.stream().flatMap(check -> check.on(evidence)).toList();
  }

  /** Everything as it is now; nothing may be under way. */
  Evidence gather() {
    return new Evidence(
        run,
        scene.memory(),
        scene.memory().onDisk(),
        scene.tables(),
        scene.broker().copies(),
        earlier,
        new Forgotten(scene.tables(), scene.installation().services()),
        Set.copyOf(scene.strangers()),
        scene.offsetSeconds());
  }
}
