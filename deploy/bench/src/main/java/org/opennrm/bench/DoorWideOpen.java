package org.opennrm.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.opennrm.bench.Databases.Referred;
import org.opennrm.bench.Mix.Step;

/**
 * As many referrals as can be had: callers that send the next as soon as the last is answered, as
 * pgbench does. Only to set beside floors; latencies of such a load would lie.
 */
final class DoorWideOpen {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Site site;
  private final FloorsOptions options;
  private final PrintStream out;
  private final Run run;
  private final Queue<Journey> journeys = new ConcurrentLinkedQueue<>();

  DoorWideOpen(Site site, FloorsOptions options, PrintStream out) {
    this.site = site;
    this.options = options;
    this.out = out;
    this.run = site.run(options.load(1, options.seconds()), out);
  }

  /** By name: referrals a second that were acknowledged, and that came through. */
  Map<String, Double> measure() {
    AtomicInteger next = new AtomicInteger();
    Instant began = Instant.now();
    Instant end = began.plusSeconds(options.seconds());
    List<Future<?>> calls = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < options.connections(); i++) {
        calls.add(
            callers.submit(() -> {
              while (Instant.now().isBefore(end)) {
                send(next.getAndIncrement());
              }
            }));
      }
    }
    OpenModel.mustHaveRun(calls);
    double seconds = Duration.between(began, Instant.now()).toMillis() / 1e3;
    Set<String> acknowledged =
        journeys.stream()
            .map(Journey::referral)
            .filter(each -> !each.isEmpty())
            .collect(Collectors.toSet());
    List<Referred> there = arrived(acknowledged);
    Instant last =
        there.stream()
            .map(each -> each.inLedger() == null ? Instant.MAX : each.inLedger())
            .max(Instant::compareTo)
            .orElse(end);
    run.errors()
        .counts()
        .forEach((kind, count) -> Printed.row(out, "REFUSED", "%d x %s", count, kind));
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(FloorsReport.ACKNOWLEDGED, acknowledged.size() / seconds);
    figures.put(
        FloorsReport.WHOLE_ROAD,
        last.equals(Instant.MAX)
            ? 0
            : acknowledged.size() * 1e3 / Duration.between(began, last).toMillis());
    new Tidying(run).tidy(List.copyOf(journeys));
    site.quiet().came();
    return figures;
  }

  private void send(int number) {
    Journey journey =
        new Journey(
            site.door(),
            run.id() + "/" + number,
            run.person(number),
            Seeded.stream(options.seed(), "door", number));
    journeys.add(journey);
    Reply reply = journey.take(Step.REFERRAL);
    if (!reply.is(201)) {
      run.errors().count(Step.REFERRAL.title(), reply);
    }
  }

  private List<Referred> arrived(Set<String> acknowledged) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<Referred> there =
          site.databases().referred(Journey.own(run.id() + "/")).stream()
              .filter(each -> acknowledged.contains(each.reference()))
              .toList();
      boolean all =
          there.size() == acknowledged.size()
              && there.stream().allMatch(each -> each.inLedger() != null);
      if (all || System.nanoTime() > deadline) {
        return there;
      }
      LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
    }
  }
}
