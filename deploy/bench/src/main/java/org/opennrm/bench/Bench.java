package org.opennrm.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.opennrm.bench.Checker.CaseNeed;
import org.opennrm.bench.Databases.Placed;
import org.opennrm.local.Installation;

/** {@code ./nrm bench}: measures the running system through its public doors. */
public final class Bench {

  private static final int NOTHING_MEASURED = 2;
  private static final int TIMES_ASKED = 5;
  private static final Duration LONGEST_WAY = Duration.ofMinutes(1);
  private static final String RELAY =
      "acks=all (the relay knows no other), 1 broker, 1 replica of each partition";

  private final Options options;
  private final PrintStream out;
  private final Path target = Surroundings.repository().resolve("deploy/bench/target");
  private final int number = nextNumber(target);

  private Bench(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Prints the report; see {@code --help} for options and exit codes. */
  public static void main(String... arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    if (Options.askForHelp(arguments)) {
      out.print(Options.help());
      return;
    }
    int exit;
    try {
      Options options = Options.parse(arguments);
      exit = new Bench(options, out).measure() ? 0 : 1;
    } catch (Trouble | org.opennrm.local.Trouble e) {
      System.err.println("bench: " + e.getMessage());
      exit = NOTHING_MEASURED;
    }
    System.exit(exit);
  }

  /** Whether nothing was lost, invented or doubled. */
  private boolean measure() {
    Installation running = Installation.here();
    if (options.services() == Options.Services.RUNNING) {
      return measure(running);
    }
    // They stay as they are, so that a second run meets warm services.
    Installation measuring = running.forMeasuring();
    measuring.up(out);
    return measure(measuring);
  }

  private boolean measure(Installation installation) {
    requireUp(installation);
    Map<String, URI> addresses =
        installation.services().stream().collect(Collectors.toMap(name -> name, installation::url));
    try (Databases databases = new Databases(installation);
        TokenKeeper tokens = new TokenKeeper(installation::clientToken);
        Door door = new Door(addresses::get, tokens)) {
      requireStamps(databases);
      String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
      Run run = new Run(options, id, door, out);
      Preparation preparation = new Preparation(run);
      try {
        Report report = measure(run, preparation, installation, databases, tokens);
        report.print(out);
        write(report);
        return report.checked().findings().clean();
      } finally {
        tidy(run, preparation, databases);
      }
    } catch (SQLException e) {
      throw new Trouble("PostgreSQL: " + e.getMessage(), e);
    }
  }

  private Report measure(
      Run run,
      Preparation preparation,
      Installation installation,
      Databases databases,
      TokenKeeper tokens) {
    double loadBefore = Surroundings.load();
    run.step("preparing", "%d cases, %d a second".formatted(options.cases(), options.filesRate()));
    List<HeldCase> cases = preparation.cases();
    Quiet quiet = new Quiet(run.door(), installation.services());
    run.step("prepared", "waiting until nothing is on its way");
    boolean quietBefore = quiet.came();
    run.step(
        "measuring",
        "%d needs a second: %d s to warm up, then %d s"
            .formatted(options.rate(), options.warmUp(), options.seconds()));
    Path ledgerFile = target.resolve("ledger-" + number + ".jsonl");
    CpuTime cpuBefore = CpuTime.soFar(installation);
    ProcessorShare shareBefore = ProcessorShare.soFar();
    Beginning beginning = Beginning.soon();
    NeedsUnderLoad needs;
    Latencies.Summary stampToDisk;
    try (Ledger ledger = Ledger.begin(ledgerFile);
        CommitProbe probe = CommitProbe.begin(databases.connect("shelter"))) {
      needs = new NeedsUnderLoad(run, ledger, cases);
      needs.drive(beginning);
      stampToDisk = probe.gaps();
    }
    Duration drift = beginning.drift();
    double stolen = ProcessorShare.soFar().since(shareBefore);
    run.step("measured", "waiting until every need has arrived");
    boolean quietAfter = quiet.came();
    CpuTime cpuAfter = CpuTime.soFar(installation);
    List<Ledger.Line> lines = Ledger.read(ledgerFile);
    Outcome outcome = outcome(databases, cases, lines, needs.inDoubt());
    Way way = way(lines, outcome, beginning.wall().plusSeconds(options.warmUp()));
    Latencies.Summary referrals = preparation.referrals();
    return new Report(
        number,
        beginning.wall().truncatedTo(ChronoUnit.SECONDS).toString(),
        options,
        Surroundings.here(),
        loadBefore,
        Surroundings.load(),
        stolen,
        Surroundings.flags(installation),
        databases.durability(),
        RELAY,
        outcome.placed().stream().mapToInt(Placed::facilities).average().orElse(0),
        (long) options.rate() * options.seconds(),
        perSecond(needs.acknowledged(), beginning, needs.lastAnswer()),
        perSecond(way.times().count(), beginning, way.last()),
        referrals,
        needs.answers(),
        way.times(),
        needs.late(),
        stampToDisk,
        drift.toNanos() / 1e6,
        cpuAfter.perCall(cpuBefore, options.cases()),
        quietBefore,
        quietAfter,
        run.errors().counts(),
        tokens.failures(),
        outcome.checked(ledgerFile, lines.size(), needs.inDoubt().size()),
        List.of(
            new Report.Goal("referral answered, median", referrals.p50(), 50),
            new Report.Goal(
                "need to placement on the disk, median", way.times().p50() + stampToDisk.p50(), 25),
            new Report.Goal(
                "need to placement on the disk, 99th percentile",
                way.times().p99() + stampToDisk.p99(),
                150)));
  }

  /** What both databases hold at the end, beside what the client was told. */
  private record Outcome(List<CaseNeed> stated, List<Placed> placed, Checker.Findings findings) {

    Report.Checked checked(Path ledger, int acknowledged, int inDoubt) {
      return new Report.Checked(
          ledger.getFileName().toString(),
          acknowledged,
          inDoubt,
          stated.size(),
          placed.size(),
          findings.lost().size(),
          findings.invented().size(),
          findings.doubled().size(),
          findings);
    }
  }

  /** Looks until every need has its placement, or the longest way that any may take is over. */
  private static Outcome outcome(
      Databases databases, List<HeldCase> held, List<Ledger.Line> lines, Set<String> inDoubt) {
    Map<String, String> cases = databases.casesOf(held.stream().map(HeldCase::referral).toList());
    List<CaseNeed> acknowledged =
        lines.stream()
            .map(line -> new CaseNeed(cases.getOrDefault(line.referral(), "no case"), line.need()))
            .toList();
    Set<String> doubtful = inDoubt.stream().map(cases::get).collect(Collectors.toSet());
    long deadline = System.nanoTime() + LONGEST_WAY.toNanos();
    while (true) {
      List<CaseNeed> stated = databases.stated(cases.values());
      List<Placed> placed = databases.placed(cases.values());
      Checker.Findings findings =
          Checker.check(acknowledged, doubtful, stated, placed.stream().map(Placed::need).toList());
      if (findings.lost().isEmpty() || System.nanoTime() > deadline) {
        return new Outcome(stated, placed, findings);
      }
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
  }

  /** The whole way of the measured needs that have arrived, and when the last of them did. */
  private record Way(Latencies.Summary times, Instant last) {}

  private static Way way(List<Ledger.Line> lines, Outcome outcome, Instant began) {
    Map<String, Instant> committed = new HashMap<>();
    outcome.placed().forEach(each -> committed.put(each.need().need(), each.committed()));
    Latencies times = new Latencies();
    Instant last = began;
    for (Ledger.Line line : lines) {
      Instant arrived = committed.get(line.need());
      if (line.measured() && arrived != null) {
        times.record(Duration.between(Instant.parse(line.intendedAt()), arrived).toNanos());
        last = arrived.isAfter(last) ? arrived : last;
      }
    }
    return new Way(times.summary(), last);
  }

  /** Over the time from the first moment of the measured phase to the last of its events. */
  private double perSecond(long count, Beginning beginning, Instant last) {
    Instant began = beginning.wall().plusSeconds(options.warmUp());
    return count == 0 ? 0 : count * 1e9 / Duration.between(began, last).toNanos();
  }

  /**
   * Asked more than once: on a busy machine a part may be slower than its health check is patient.
   */
  private static void requireUp(Installation installation) {
    List<String> down = installation.processes();
    for (int asked = 0; asked < TIMES_ASKED && !down.isEmpty(); asked++) {
      down = down.stream().filter(each -> !installation.healthy(each)).toList();
    }
    if (!down.isEmpty()) {
      throw new Trouble(
          "not everything is up (" + String.join(", ", down) + "); run ./nrm up first.");
    }
  }

  private static void requireStamps(Databases databases) {
    if (!"on".equals(databases.durability().get("track_commit_timestamp"))) {
      throw new Trouble(
          "PostgreSQL runs without track_commit_timestamp, so commits cannot be timed; run ./nrm up to start it anew.");
    }
  }

  private static void tidy(Run run, Preparation preparation, Databases databases) {
    List<HeldCase> cases = preparation.ready();
    run.step("tidying", "withdrawing needs and closing " + cases.size() + " cases");
    Map<String, String> referrals = new HashMap<>();
    databases
        .casesOf(cases.stream().map(HeldCase::referral).toList())
        .forEach((referral, caseRef) -> referrals.put(caseRef, referral));
    Map<String, String> needs = new HashMap<>();
    databases
        .stated(referrals.keySet())
        .forEach(each -> needs.put(referrals.get(each.caseRef()), each.need()));
    Tidying tidying = new Tidying(run);
    int closed = tidying.tidy(cases, needs);
    run.step("tidied", closed + " cases closed");
    tidying.errors().forEach((kind, count) -> run.step("ERRORS", count + " x " + kind));
  }

  private void write(Report report) {
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    Path file = target.resolve("bench-" + number + ".json");
    try {
      Files.writeString(file, json.writeValueAsString(report) + "\n");
    } catch (IOException e) {
      throw new Trouble("The report cannot be written to " + file + ": " + e.getMessage(), e);
    }
    out.printf("%-15s %s%n", "kept", file);
  }

  /** The first number that no run has left a file of. */
  private static int nextNumber(Path target) {
    int number = 1;
    while (Files.exists(target.resolve("bench-" + number + ".json"))
        || Files.exists(target.resolve("ledger-" + number + ".jsonl"))) {
      number++;
    }
    return number;
  }
}
