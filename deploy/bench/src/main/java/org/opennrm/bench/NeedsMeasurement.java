package org.opennrm.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.opennrm.bench.Checker.CaseNeed;
import org.opennrm.bench.Databases.Placed;

/**
 * One measurement of needs on their way into the shelter's database: prepares the cases, drives,
 * checks, tidies.
 */
final class NeedsMeasurement {

  static final String RELAY =
      "acks=all (the relay knows no other), 1 broker, 1 replica of each partition";
  private static final Duration LONGEST_WAY = Duration.ofMinutes(1);

  private final Site site;
  private final Options options;
  private final Kept kept;
  private final Run run;

  NeedsMeasurement(Site site, Options options, Kept kept, PrintStream out) {
    this.site = site;
    this.options = options;
    this.kept = kept;
    this.run = site.run(options, out);
  }

  Report make() {
    Preparation preparation = new Preparation(run);
    try {
      return measure(preparation);
    } finally {
      tidy(preparation.ready());
    }
  }

  private Report measure(Preparation preparation) {
    double loadBefore = Surroundings.load();
    run.step("preparing", "%d cases, %d a second".formatted(options.cases(), options.filesRate()));
    List<HeldCase> cases = preparation.cases();
    Quiet quiet = site.quiet();
    run.step("prepared", "waiting until nothing is on its way");
    boolean quietBefore = quiet.came();
    Costs.Idle idle = Costs.idle(site);
    run.step(
        "measuring",
        "%d needs a second: %d s to warm up, then %d s"
            .formatted(options.rate(), options.warmUp(), options.seconds()));
    Path ledgerFile = kept.ledger();
    ProcessorShare shareBefore = ProcessorShare.soFar();
    Costs.Begun begun = Costs.begin(site);
    Beginning beginning = Beginning.soon();
    NeedsUnderLoad needs;
    Latencies.Summary stampToDisk;
    Latencies.Summary commitToBroker;
    Duration drift;
    double stolen;
    boolean quietAfter;
    try (BrokerWatch watch = BrokerWatch.begin(site.installation())) {
      try (Ledger ledger = Ledger.begin(ledgerFile);
          CommitProbe probe = site.probe()) {
        needs = new NeedsUnderLoad(run, ledger, cases);
        needs.drive(beginning);
        stampToDisk = probe.gaps();
      }
      drift = beginning.drift();
      stolen = ProcessorShare.soFar().since(shareBefore);
      run.step("measured", "waiting until every need has arrived");
      quietAfter = quiet.came();
      commitToBroker = watch.sinceCommit(site.databases().all());
    }
    Costs costs = begun.upToNow(idle, options.cases());
    List<Ledger.Line> lines = Ledger.read(ledgerFile);
    Outcome outcome = outcome(site.databases(), cases, lines, needs.inDoubt());
    Way way = way(lines, outcome, beginning.wall().plusSeconds(options.warmUp()));
    Latencies.Summary referrals = preparation.referrals();
    return new Report(
        kept.number(),
        beginning.wall().truncatedTo(ChronoUnit.SECONDS).toString(),
        options,
        Surroundings.here(),
        loadBefore,
        Surroundings.load(),
        stolen,
        Surroundings.flags(site.installation()),
        site.databases().durability(),
        RELAY,
        outcome.placed().stream().mapToInt(Placed::facilities).average().orElse(0),
        (long) options.rate() * options.seconds(),
        perSecond(needs.acknowledged(), beginning, needs.lastAnswer()),
        perSecond(way.times().count(), beginning, way.last()),
        referrals,
        needs.answers(),
        way.times(),
        commitToBroker,
        needs.late(),
        stampToDisk,
        drift.toNanos() / 1e6,
        costs,
        quietBefore,
        quietAfter,
        run.errors().counts(),
        site.tokens().failures(),
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

  private void tidy(List<HeldCase> cases) {
    Databases databases = site.databases();
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
}
