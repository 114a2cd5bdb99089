package org.opennrm.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.opennrm.bench.Knee.Rung;

/** Measures at ever higher rates until one is too high, then far beyond it. */
final class Ladder {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration LONG_PATIENCE = Duration.ofMinutes(10);

  private final Site site;
  private final LadderOptions options;
  private final Kept kept;
  private final PrintStream out;

  Ladder(Site site, LadderOptions options, Kept kept, PrintStream out) {
    this.site = site;
    this.options = options;
    this.kept = kept;
    this.out = out;
  }

  LadderReport climb() {
    String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    site.heat(
        options.mix(),
        options.load(options.heatRate(), Math.max(1, options.heat()), 0),
        options.heat(),
        kept,
        out);
    List<LoadFigures> rungs = options.knee() == 0 ? rungs() : List.of();
    int knee =
        options.knee() == 0
            ? Knee.of(rungs.stream().map(Rung::of).toList()).orElse(0)
            : options.knee();
    return new LadderReport(
        kept.number(),
        at,
        options,
        LadderReport.Circumstances.of(site),
        rungs,
        knee,
        overload(knee));
  }

  private List<LoadFigures> rungs() {
    List<LoadFigures> rungs = new ArrayList<>();
    OptionalInt next = next(rungs);
    while (next.isPresent()) {
      LoadFigures rung =
          measure(options.load(next.getAsInt(), options.seconds(), options.warmUp()), PATIENCE);
      out.println(LoadFigures.tableHead());
      out.println(rung.tableRow());
      rung.errors().forEach((kind, count) -> Printed.row(out, "REFUSED", "%d x %s", count, kind));
      rungs.add(rung);
      next = next(rungs);
    }
    return rungs;
  }

  private OptionalInt next(List<LoadFigures> rungs) {
    return Knee.next(
        rungs.stream().map(Rung::of).toList(), options.from(), options.step(), options.most());
  }

  private @Nullable LoadFigures overload(int knee) {
    if (options.times() == 0 || knee == 0) {
      return null;
    }
    return measure(options.load(knee * options.times(), options.overload(), 0), LONG_PATIENCE);
  }

  private LoadFigures measure(Options load, Duration patience) {
    return new CasesMeasurement(site, load, options.mix(), patience, kept, out).make();
  }
}
