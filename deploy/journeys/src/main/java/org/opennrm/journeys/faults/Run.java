package org.opennrm.journeys.faults;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.opennrm.bench.Door;
import org.opennrm.bench.Seeded;
import org.opennrm.bench.TokenKeeper;
import org.opennrm.bench.Trouble;
import org.opennrm.local.Installation;

/** One run: a load, fault after fault, and after each of them everything checked. */
final class Run {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /**
   * A busy machine may need minutes to read every topic again; the seconds tell how late it was.
   */
  private static final Duration LATE_IS_NOT_LOST = Duration.ofMinutes(4);

  private static final Duration WARM_UP = Duration.ofSeconds(4);

  /** Between two of which a kill is only followed until everything has arrived. */
  private static final int CYCLES_PER_CHECK = 10;

  private final Installation installation;
  private final Options options;
  private final Path folder;
  private final PrintStream out;
  private final List<KnownFault> possible;
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
    this.possible = possible(options.only());
  }

  /** What this machine allows is tried; what it does not is said, and is no broken rule. */
  private List<KnownFault> possible(List<KnownFault> wanted) {
    var tried = new ArrayList<>(wanted);
    if (tried.stream().anyMatch(KnownFault::needsADisk)
        && !SmallDisk.isAllowed(installation.home())) {
      out.println("not tried: full disks, since this machine does not let us mount a small one");
      tried.removeIf(KnownFault::needsADisk);
    }
    if (tried.contains(KnownFault.CLOCK_SKEW) && !SkewedClock.isAllowed()) {
      out.println("not tried: clock-skew, since Debian's libfaketime is not installed");
      tried.remove(KnownFault.CLOCK_SKEW);
    }
    return List.copyOf(tried);
  }

  Account play() {
    return open(this::play);
  }

  /** Sets everything up, people not yet coming, for as long as that takes. */
  <T> T open(BiFunction<Scene, Checks, T> whatHappens) {
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
              options.brokerAway(),
              out);
      var checks = new Checks(run, scene, installation);
      checks.rememberWhatWas(PATIENCE);
      return whatHappens.apply(scene, checks);
    }
  }

  private Account play(Scene scene, Checks checks) {
    var load = scene.load();
    load.flow();
    scene.letWork(WARM_UP);
    for (var fault : possible) {
      if (!fault.isKill() && !isOver()) {
        outcomes.add(strike(fault, 0, scene, checks, true));
      }
    }
    killAgainAndAgain(scene, checks);
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

  private void killAgainAndAgain(Scene scene, Checks checks) {
    var kills = possible.stream().filter(KnownFault::isKill).toList();
    var last = kills.isEmpty() || options.cycles() == 0;
    for (var cycle = 0; !last; cycle++) {
      last = cycle + 1 == options.cycles() || isOver();
      var checkAll = last || cycle % CYCLES_PER_CHECK == CYCLES_PER_CHECK - 1;
      outcomes.add(strike(kills.get(cycle % kills.size()), cycle, scene, checks, checkAll));
    }
  }

  private boolean isOver() {
    return System.nanoTime() - began > options.atMost().toNanos();
  }

  private void goOn(Scene scene, Checks checks) {
    var order = Seeded.stream(options.seed(), "order", 0);
    var until = began + options.atLeast().toNanos();
    for (var number = 1; System.nanoTime() < until && !isOver() && !possible.isEmpty(); number++) {
      var next = possible.get(order.nextInt(possible.size()));
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
      violations.add(notDone("the fault could not be tried", fault, trouble));
      healAll();
    }
    var healed = System.nanoTime();
    var delivered = 0.0;
    var drained = 0.0;
    try {
      violations.addAll(checks.untilDelivered(LATE_IS_NOT_LOST));
      delivered = secondsSince(healed);
      if (checkAll) {
        violations.addAll(checks.untilQuiet(PATIENCE));
        drained = secondsSince(healed);
        violations.addAll(checks.all());
      }
    } catch (Trouble trouble) {
      violations.add(notDone("what came of it could not be seen", fault, trouble));
    }
    var acknowledged = scene.memory().size() - before;
    var outcome =
        new Outcome(
            fault.toString(), number, acknowledged, delivered, drained, checkAll, violations);
    say(outcome);
    return outcome;
  }

  private static double secondsSince(long nano) {
    return (System.nanoTime() - nano) / 1e9;
  }

  /** What could not be tried or seen proves nothing, and is no success. */
  private static Violation notDone(String what, KnownFault fault, RuntimeException trouble) {
    return new Violation(
        "none", Violation.Kind.OTHER, what, List.of(fault + ": " + trouble.getMessage()));
  }

  private void healAll() {
    installation.services().forEach(installation::resume);
    installation.processes().forEach(installation::start);
  }

  private void say(Outcome outcome) {
    out.printf(
        "%5d s  %-20s %4d acknowledged, delivered after %.1f s%s%s%n",
        (System.nanoTime() - began) / 1_000_000_000L,
        outcome.fault(),
        outcome.acknowledged(),
        outcome.secondsToDeliver(),
        outcome.checked() ? ", quiet after %.1f s".formatted(outcome.secondsToDrain()) : "",
        outcome.violations().isEmpty() ? "" : ", RULES BROKEN");
    outcome.violations().forEach(violation -> out.println("         BROKEN  " + violation));
  }
}
