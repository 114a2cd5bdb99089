package org.opennrm.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.opennrm.bench.Databases.Referred;
import org.opennrm.bench.JourneysUnderLoad.Made;

/**
 * One measurement of cases that come in at a rate, whatever becomes of them; nothing has to be
 * prepared. Checked and tidied like every other.
 */
final class CasesMeasurement {

  private static final Duration EVERY = Duration.ofMillis(500);

  private final Site site;
  private final Options options;
  private final Mix mix;
  private final Duration patience;
  private final Kept kept;
  private final Run run;

  /**
   * @param options of which the rate counts cases
   * @param patience how long all that was acknowledged may take to arrive after the load
   */
  CasesMeasurement(
      Site site, Options options, Mix mix, Duration patience, Kept kept, PrintStream out) {
    this.site = site;
    this.options = options;
    this.mix = mix;
    this.patience = patience;
    this.kept = kept;
    this.run = site.run(options, out);
  }

  LoadFigures make() {
    run.step(
        "measuring",
        "%d cases a second, %s: %d s to warm up, then %d s"
            .formatted(options.rate(), Words.spelled(mix), options.warmUp(), options.seconds()));
    Costs.Idle idle = Costs.idle(site);
    Path ledgerFile = kept.ledger();
    ProcessorShare shareBefore = ProcessorShare.soFar();
    Costs.Begun begun = Costs.begin(site);
    Beginning beginning = Beginning.soon();
    JourneysUnderLoad load;
    Latencies.Summary stampToDisk;
    Latencies.Summary commitToBroker;
    ProcessorShare shareAfter;
    List<Referred> referred;
    try (BrokerWatch watch = BrokerWatch.begin(site.installation())) {
      try (Ledger ledger = Ledger.begin(ledgerFile);
          CommitProbe probe = site.probe()) {
        load = new JourneysUnderLoad(run, mix, ledger, options.warmUpNeeds());
        load.drive(options.needs(), beginning);
        stampToDisk = probe.gaps();
      }
      shareAfter = ProcessorShare.soFar();
      referred = arrived(acknowledged(ledgerFile));
      commitToBroker = watch.sinceCommit(site.databases().all());
    }
    Costs costs = begun.upToNow(idle, options.cases());
    LoadFigures figures =
        figures(
            load,
            beginning.wall(),
            referred,
            commitToBroker,
            stampToDisk,
            costs,
            shareAfter,
            shareBefore,
            acknowledged(ledgerFile));
    tidy(load);
    return figures;
  }

  private static Set<String> acknowledged(Path ledger) {
    return Ledger.read(ledger).stream().map(Ledger.Line::referral).collect(Collectors.toSet());
  }

  /** Looks until everything acknowledged is in the ledger, or the patience is over. */
  private List<Referred> arrived(Set<String> acknowledged) {
    run.step("measured", "waiting until every referral has arrived");
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      List<Referred> referred = site.databases().referred(Journey.own(run.id() + "/"));
      Set<String> there =
          referred.stream()
              .filter(each -> each.inLedger() != null)
              .map(Referred::reference)
              .collect(Collectors.toSet());
      if (there.containsAll(acknowledged) || System.nanoTime() > deadline) {
        return referred;
      }
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
    }
  }

  private LoadFigures figures(
      JourneysUnderLoad load,
      Instant began,
      List<Referred> referred,
      Latencies.Summary commitToBroker,
      Latencies.Summary stampToDisk,
      Costs costs,
      ProcessorShare shareAfter,
      ProcessorShare shareBefore,
      Set<String> acknowledged) {
    Instant from = began.plusSeconds(options.warmUp());
    Instant end = from.plusSeconds(options.seconds());
    List<Made> made = load.made();
    List<Instant> committed = referred.stream().map(Referred::committed).toList();
    List<Instant> inLedger =
        referred.stream().map(Referred::inLedger).filter(Objects::nonNull).toList();
    List<Instant> answered = made.stream().map(Made::answered).toList();
    Instant last = inLedger.stream().max(Instant::compareTo).orElse(end);
    Instant lastAnswer = answered.stream().max(Instant::compareTo).orElse(end);
    Instant until = latest(end, latest(last, lastAnswer)).plus(EVERY);
    return new LoadFigures(
        options.rate(),
        options.seconds(),
        mix,
        load.answers(),
        road(made, referred),
        commitToBroker,
        load.late(),
        stampToDisk,
        perSecond(
            made.stream().filter(each -> !each.reference().isEmpty()).map(Made::answered).toList(),
            from,
            end),
        perSecond(inLedger, from, end),
        Backlog.over(made.stream().map(Made::intended).toList(), answered, from, until, EVERY),
        Backlog.over(committed, inLedger, from, until, EVERY),
        Math.max(0, Duration.between(end, last).toMillis() / 1e3),
        run.errors().counts(),
        costs,
        shareAfter.since(shareBefore),
        shareAfter.busySince(shareBefore),
        new LoadFigures.Checked(
            acknowledged.size(),
            load.inDoubt().size(),
            referred.size(),
            ReferralChecker.check(acknowledged, load.inDoubt(), referred)));
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** The whole road of the measured referrals. */
  private static Latencies.Summary road(List<Made> made, List<Referred> referred) {
    Map<String, Instant> arrived = new HashMap<>();
    referred.stream()
        .filter(each -> each.inLedger() != null)
        .forEach(each -> arrived.put(each.reference(), each.inLedger()));
    Latencies times = new Latencies();
    for (Made each : made) {
      Instant there = arrived.get(each.reference());
      if (each.measured() && there != null) {
        times.record(Duration.between(each.intended(), there).toNanos());
      }
    }
    return times.summary();
  }

  /** How many fell into the measured phase, a second. */
  private static double perSecond(List<Instant> moments, Instant from, Instant until) {
    long within =
        moments.stream().filter(each -> !each.isBefore(from) && each.isBefore(until)).count();
    return within * 1e9 / Duration.between(from, until).toNanos();
  }

  private void tidy(JourneysUnderLoad load) {
    Tidying tidying = new Tidying(run);
    int closed = tidying.tidy(load.journeys());
    run.step("tidied", closed + " of " + load.journeys().size() + " cases closed");
    tidying.errors().forEach((kind, count) -> run.step("ERRORS", count + " x " + kind));
    site.quiet().came();
  }
}
