package org.opennrm.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.opennrm.bench.Backlog.Waiting;
import org.opennrm.bench.Latencies.Summary;

/**
 * What one load of cases showed. Times are milliseconds, rates are per second.
 *
 * @param rate cases begun
 * @param answers by the request, from its intended moment
 * @param requestToLedger from the intended moment of a referral to PostgreSQL's stamp of the commit
 *     that opens its line in the coordinator's ledger
 * @param unanswered how many referrals should have begun and were not answered
 * @param notInLedger how many were committed by their owner and not yet by the ledger's
 * @param drained seconds from the last intended referral until all were in the ledger
 * @param errors by request and kind; among them whatever was refused
 */
record LoadFigures(
    int rate,
    int seconds,
    Mix mix,
    Map<String, Summary> answers,
    Summary requestToLedger,
    Summary commitToBroker,
    Summary startedLate,
    Summary stampToDisk,
    double acknowledgedPerSecond,
    double inLedgerPerSecond,
    List<Waiting> unanswered,
    List<Waiting> notInLedger,
    double drained,
    Map<String, Long> errors,
    Costs costs,
    double stolen,
    double busy,
    Checked checked) {

  private static final int PERCENT = 100;

  /** What the client was promised, beside what is there. */
  record Checked(int acknowledged, int inDoubt, int kept, Checker.Findings findings) {}

  /**
   * Referrals that began to wait and had not arrived when the load ended, at the door or behind.
   */
  long behind() {
    return Backlog.at(unanswered, seconds) + Backlog.at(notInLedger, seconds);
  }

  Summary referralAnswered() {
    return answers.get(Mix.Step.REFERRAL.title());
  }

  void print(PrintStream out) {
    out.println();
    Printed.row(
        out, "load", "%d cases a second for %d s; for a hundred: %s", rate, seconds, mix.weights());
    Printed.heading(out);
    answers.forEach((request, times) -> Printed.line(out, request, times));
    Printed.line(out, "referral to ledger committed", requestToLedger);
    Printed.line(out, "commit to broker", commitToBroker);
    Printed.line(out, "  stamp to disk and client", stampToDisk);
    Printed.line(out, "  driver started late", startedLate);
    Printed.row(
        out,
        "referrals",
        "%.1f a second acknowledged, %.1f in the ledger; %d behind when the load ended, all there %.1f s later",
        acknowledgedPerSecond,
        inLedgerPerSecond,
        behind(),
        drained);
    Printed.costs(out, "case", costs);
    Printed.row(
        out,
        "processors",
        "%.0f %% busy, %.0f %% of them taken by others",
        busy * PERCENT,
        stolen * PERCENT);
    errors.forEach((kind, count) -> Printed.row(out, "REFUSED", "%d x %s", count, kind));
    printChecked(out);
  }

  void printChecked(PrintStream out) {
    Printed.row(
        out,
        "checked",
        "%d acknowledged, %d in doubt, %d kept: %d lost, %d invented, %d doubled",
        checked.acknowledged(),
        checked.inDoubt(),
        checked.kept(),
        checked.findings().lost().size(),
        checked.findings().invented().size(),
        checked.findings().doubled().size());
  }

  static String tableHead() {
    return String.format(
        Locale.ROOT,
        "%6s %8s %8s | %8s %8s | %8s %8s %8s %8s | %8s %7s %6s %7s",
        "cases",
        "acked/s",
        "ledger/s",
        "ans p50",
        "ans p99",
        "road p50",
        "road p95",
        "road p99",
        "road max",
        "behind",
        "ms CPU",
        "busy",
        "errors");
  }

  /** One line among others at other rates. */
  String tableRow() {
    return String.format(
        Locale.ROOT,
        "%6d %8.1f %8.1f | %8.1f %8.1f | %8.1f %8.1f %8.1f %8.1f | %8d %7.1f %5.0f%% %7d",
        rate,
        acknowledgedPerSecond,
        inLedgerPerSecond,
        referralAnswered().p50(),
        referralAnswered().p99(),
        requestToLedger.p50(),
        requestToLedger.p95(),
        requestToLedger.p99(),
        requestToLedger.max(),
        behind(),
        costs.systemMillis(),
        busy * PERCENT,
        errors.values().stream().mapToLong(Long::longValue).sum());
  }
}
