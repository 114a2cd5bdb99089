package org.opennrm.journeys.faults;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.opennrm.bench.Door;
import org.opennrm.bench.Seeded;
import org.opennrm.bench.TokenKeeper;
import org.opennrm.bench.Trouble;
import org.opennrm.local.Installation;

/** One run: a load, fault after fault, and after each of them everything checked. */
final class Run {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration WARM_UP = Duration.ofSeconds(4);

  /** Between two of which a kill is only followed until everything has arrived. */
  private static final int CYCLES_PER_CHECK = 10;

  private final Installation installation;
  private final Options options;
  private final Path folder;
  private final PrintStream out;
  private final long began = System.nanoTime();
  private final List<Outcome> outcomes = new ArrayList<>();

  /**
   * @param installation everything of it is up
   * @param folder takes the ledger
   */
  Run(Installation installation, Options options, Path folder, PrintStream out) {
    this.installation = installation;
    this.options = options;
    this.folder = folder;
    this.out = out;
  }

  Account play() {
    var run = "faults/" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    var detours = new ConcurrentHashMap<String, URI>();
    var file = folder.resolve("ledger-" + run.substring(run.indexOf('/') + 1) + ".jsonl");
    try (var tokens = new TokenKeeper(installation::clientToken);
        var door =
            new Door(
                service -> {
                  var detour = detours.get(service);
                  return detour == null ? installation.url(service) : detour;
                },
                tokens);
        var memory = new ClientMemory(file);
        var load = new Load(new Client(door), memory, options.seed(), run, options.rate())) {
      var scene =
          new Scene(
              installation,
              door,
              load,
              memory,
              detours,
              Seeded.stream(options.seed(), "scene", 0),
              out);
      return play(run, scene, load);
    }
  }

  private Account play(String run, Scene scene, Load load) {
    var checks = new Checks(run, scene, installation);
    checks.rememberWhatWas();
    load.flow();
    scene.letWork(WARM_UP);
    for (var fault : options.only()) {
      if (!fault.isKill()) {
        outcomes.add(strike(fault, 0, scene, checks, true));
      }
    }
    var kills = options.only().stream().filter(KnownFault::isKill).toList();
    for (var cycle = 0; cycle < options.cycles() && !kills.isEmpty(); cycle++) {
      var last = cycle + 1 == options.cycles();
      outcomes.add(
          strike(
              kills.get(cycle % kills.size()),
              cycle,
              scene,
              checks,
              last || cycle % CYCLES_PER_CHECK == CYCLES_PER_CHECK - 1));
    }
    goOn(scene, checks);
    load.failure()
        .ifPresent(failure -> {
          throw new IllegalStateException("The driver failed", failure);
        });
    var memory = scene.memory();
    return new Account(
        options.seed(),
        memory.size(),
        Stream.of(Deed.values()).mapToInt(deed -> memory.inDoubt(deed).size()).sum(),
        load.refusals(),
        memory.file().toString(),
        List.copyOf(outcomes));
  }

  private void goOn(Scene scene, Checks checks) {
    var order = Seeded.stream(options.seed(), "order", 0);
    var until = began + options.atLeast().toNanos();
    for (var number = 1; System.nanoTime() < until; number++) {
      var next = options.only().get(order.nextInt(options.only().size()));
      outcomes.add(strike(next, number, scene, checks, true));
    }
  }

  private Outcome strike(
      KnownFault fault, int number, Scene scene, Checks checks, boolean checkAll) {
    scene.drawFrom(Seeded.stream(options.seed(), fault.toString(), number));
    var before = scene.memory().size();
    var violations = new ArrayList<Violation>();
    scene.load().flow();
    try {
      fault.strike(scene);
    } catch (BrokenRule broken) {
      violations.add(broken.violation());
    } catch (Trouble | org.opennrm.local.Trouble trouble) {
      violations.add(notDone(fault, trouble));
      healAll();
    }
    var healed = System.nanoTime();
    violations.addAll(checks.untilQuiet(PATIENCE));
    var drained = (System.nanoTime() - healed) / 1e9;
    if (checkAll) {
      checks.all().forEach(violations::add);
    }
    var outcome =
        new Outcome(
            fault.toString(),
            number,
            scene.memory().size() - before,
            drained,
            checkAll,
            violations);
    say(outcome);
    return outcome;
  }

  /** A fault that could not be tried proves nothing, and is no success. */
  private static Violation notDone(KnownFault fault, RuntimeException trouble) {
    return new Violation(
        "none",
        Violation.Kind.OTHER,
        "the fault could not be tried",
        List.of(fault + ": " + trouble.getMessage()));
  }

  private void healAll() {
    installation.services().forEach(installation::resume);
    installation.processes().forEach(installation::start);
  }

  private void say(Outcome outcome) {
    out.printf(
        "%5d s  %-20s %4d acknowledged, drained after %.1f s%s%n",
        (System.nanoTime() - began) / 1_000_000_000L,
        outcome.fault(),
        outcome.acknowledged(),
        outcome.secondsToDrain(),
        outcome.violations().isEmpty() ? "" : ", RULES BROKEN");
    outcome.violations().forEach(violation -> out.println("         BROKEN  " + violation));
  }

  /** Every rule, and what must be left out of account because it was there before. */
  private static final class Checks {

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
                      .resolve("services/shelter/src/main/resources/demo/facilities-ba.yaml")),
              new ParkedAreSeen(),
              new SameKeySameAnswer(scene.load()));
    }

    void rememberWhatWas() {
      quiet.missedAfter(PATIENCE);
      for (var deed : Deed.values()) {
        earlier.put(deed, AcknowledgedExist.done(deed, run, scene.tables()).keySet());
      }
      for (var road : Road.ALL) {
        scene.strangers().addAll(InboxPositions.ofNobody(road, scene.tables()));
      }
    }

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
      var offset = scene.door().get("sandbox", "/coordination/sandbox").text("/offsetSeconds");
      var evidence =
          new Evidence(
              run,
              scene.memory(),
              scene.memory().onDisk(),
              scene.tables(),
              scene.broker().copies(),
              earlier,
              Set.copyOf(scene.strangers()),
              Long.parseLong(offset));
      return checks.stream().flatMap(check -> check.on(evidence)).toList();
    }
  }
}
