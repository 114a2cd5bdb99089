package org.opennrm.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/**
 * What the services do, as a share of what PostgreSQL alone does with the same statements.
 *
 * @param figures a second, or milliseconds where the name says so; one for each round
 */
record FloorsReport(
    int number,
    String at,
    FloorsOptions options,
    LadderReport.Circumstances circumstances,
    Map<String, List<Double>> figures) {

  static final String ACCEPT = "pgbench: accepted referrals";
  static final String TAKE = "pgbench: taken into the ledger";
  static final String ACKNOWLEDGED = "referrals acknowledged over HTTP";
  static final String WHOLE_ROAD = "referrals through to the ledger";
  static final String PRODUCED = "Kafka: records produced, acks=all";
  static final String END_TO_END = "Kafka: end to end, median ms";
  static final String END_TO_END_HIGH = "Kafka: end to end, p99 ms";

  private static final double DOOR_SHARE = 0.65;
  private static final double ROAD_SHARE = 0.35;
  private static final int PERCENT = 100;

  /** HTTP and commit, as a share of the commit alone. */
  Repeated doorShare() {
    return Repeated.ratio(of(ACKNOWLEDGED), of(ACCEPT));
  }

  /** The whole road, as a share of both its transactions one after the other. */
  Repeated roadShare() {
    List<Double> accept = of(ACCEPT);
    List<Double> take = of(TAKE);
    List<Double> both =
        java.util.stream.IntStream.range(0, Math.min(accept.size(), take.size()))
            .mapToObj(round -> 1 / (1 / accept.get(round) + 1 / take.get(round)))
            .toList();
    return Repeated.ratio(of(WHOLE_ROAD), both);
  }

  private List<Double> of(String name) {
    return figures.getOrDefault(name, List.of());
  }

  void print(PrintStream out) {
    out.println();
    out.printf("OpenNRM bench %d, floors, %s%n", number, at);
    circumstances.print(out);
    Printed.row(
        out,
        "in turn",
        "%d rounds of %d s, %d connections each",
        options.rounds(),
        options.seconds(),
        options.connections());
    out.println();
    out.printf("%-46s %10s %10s %10s%n", "", "median", "least", "most");
    figures.forEach((name, each) -> line(out, name, Repeated.of(each)));
    share(out, "HTTP and commit, of the pgbench floor", doorShare(), DOOR_SHARE);
    share(out, "the whole road, of the pgbench floor", roadShare(), ROAD_SHARE);
  }

  private static void line(PrintStream out, String name, Repeated figure) {
    out.printf(
        java.util.Locale.ROOT,
        "%-46s %10.1f %10.1f %10.1f%n",
        name,
        figure.median(),
        figure.least(),
        figure.most());
  }

  private static void share(PrintStream out, String what, Repeated share, double goal) {
    if (share.each().isEmpty()) {
      return;
    }
    Printed.row(
        out,
        share.median() >= goal ? "reached" : "MISSED",
        "%s: %.1f %% (%.1f to %.1f), to be %.0f %%",
        what,
        share.median() * PERCENT,
        share.least() * PERCENT,
        share.most() * PERCENT,
        goal * PERCENT);
  }
}
