package org.opennrm.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opennrm.bench.Latencies.Summary;

/**
 * Everything one run found out, as it is printed and as it is kept in JSON. Times are milliseconds,
 * rates are per second.
 *
 * @param intendedNeeds of the measured phase
 * @param startedLate by how much the driver itself was late; part of every latency below
 * @param stolen the share of this machine's processors that other machines took while it measured
 * @param needToPlacement from the intended start of the request to PostgreSQL's stamp of the commit
 *     that holds the placement
 * @param stampToDisk from such a stamp to a client that knows its commit is on the disk
 * @param commitToBroker from PostgreSQL's stamp of the commit that holds an event, of any service,
 *     to the moment at which a reader in the driver had it from the broker
 * @param costs for each need, warm-up included
 * @param clockDrift by how much the system's clock moved against the monotonic one
 */
record Report(
    int number,
    String at,
    Options options,
    Surroundings surroundings,
    double loadBefore,
    double loadAfter,
    double stolen,
    Map<String, String> serviceFlags,
    Map<String, String> postgres,
    String kafka,
    double facilitiesPerNeed,
    long intendedNeeds,
    double acknowledgedPerSecond,
    double placedPerSecond,
    Summary referralAnswered,
    Summary needAnswered,
    Summary needToPlacement,
    Summary commitToBroker,
    Summary startedLate,
    Summary stampToDisk,
    double clockDrift,
    Costs costs,
    boolean quietBefore,
    boolean quietAfter,
    Map<String, Long> errors,
    long tokenFailures,
    Checked checked,
    List<Goal> goals) {

  private static final int PERCENT = 100;

  /** What the ledger promised and what was found; both phases of needs together. */
  record Checked(
      String ledger,
      int acknowledged,
      int inDoubt,
      int stated,
      int placed,
      int lost,
      int invented,
      int doubled,
      Checker.Findings findings) {}

  /** A figure to reach. */
  record Goal(String what, double reached, double goal) {

    boolean met() {
      return reached < goal;
    }
  }

  void print(PrintStream out) {
    out.println();
    out.printf(
        Locale.ROOT,
        "OpenNRM bench %d, %s, source %s, seed %d%n",
        number,
        at,
        surroundings.source(),
        options.seed());
    Printed.row(
        out,
        "machine",
        "%d cores, %s, %s, Java %s; load average %.1f before, %.1f after, %.0f %% of the processors taken by others meanwhile",
        surroundings.cores(),
        surroundings.memory(),
        surroundings.system(),
        surroundings.java().strip(),
        loadBefore,
        loadAfter,
        stolen * PERCENT);
    serviceFlags.forEach((service, flags) -> Printed.row(out, service, "%s", flags));
    StringBuilder settings = new StringBuilder();
    postgres.forEach((name, value) -> settings.append(name).append('=').append(value).append(' '));
    Printed.row(out, "PostgreSQL", "%s", settings.toString().strip());
    Printed.row(out, "Kafka", "%s", kafka);
    out.println();
    Printed.heading(out);
    Printed.line(out, "referral answered", referralAnswered);
    Printed.line(out, "need answered", needAnswered);
    Printed.line(out, "need to placement committed", needToPlacement);
    Printed.line(out, "commit to broker", commitToBroker);
    Printed.line(out, "  stamp to disk and client", stampToDisk);
    Printed.line(out, "  driver started late", startedLate);
    out.println();
    Printed.row(
        out,
        "needs",
        "%d a second intended (%d in %d s, %s), %.1f acknowledged, %.1f placed; %.1f facilities asked for each",
        options.rate(),
        intendedNeeds,
        options.seconds(),
        options.spacing().name().toLowerCase(Locale.ROOT),
        acknowledgedPerSecond,
        placedPerSecond,
        facilitiesPerNeed);
    Printed.row(
        out,
        "referrals",
        "%d a second intended, each with acknowledgement, acceptance and consent beside it",
        options.filesRate());
    Printed.costs(out, "need", costs);
    Printed.row(out, "clock", "moved by %.3f ms against the monotonic one", clockDrift);
    if (!quietBefore || !quietAfter) {
      Printed.row(
          out,
          "NOT QUIET",
          "%s the measured phase services still had events to send",
          quietBefore ? "after" : "before");
    }
    printErrors(out);
    Printed.row(
        out,
        "checked",
        "%d acknowledged, %d in doubt; %d needs stated, %d placements: %d lost, %d invented, %d doubled",
        checked.acknowledged(),
        checked.inDoubt(),
        checked.stated(),
        checked.placed(),
        checked.lost(),
        checked.invented(),
        checked.doubled());
    printFindings(out);
    for (Goal goal : goals) {
      Printed.row(
          out,
          goal.met() ? "reached" : "MISSED",
          "%s: %.1f ms, to be under %.0f",
          goal.what(),
          goal.reached(),
          goal.goal());
    }
  }

  private void printErrors(PrintStream out) {
    if (errors.isEmpty() && tokenFailures == 0) {
      Printed.row(out, "errors", "none");
    }
    errors.forEach((kind, count) -> Printed.row(out, "ERRORS", "%d x %s", count, kind));
    if (tokenFailures > 0) {
      Printed.row(out, "ERRORS", "%d x no token from Keycloak", tokenFailures);
    }
  }

  /** A few of each, to begin looking; all of them are in the JSON. */
  private void printFindings(PrintStream out) {
    Map.of(
            "LOST",
            checked.findings().lost(),
            "INVENTED",
            checked.findings().invented(),
            "DOUBLED",
            checked.findings().doubled())
        .forEach((what, needs) ->
            needs.stream().limit(5).forEach(need -> Printed.row(out, what, "%s", need)));
  }
}
