package org.opennrm.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.opennrm.bench.Latencies.Summary;

/**
 * What stayed flat and what did not as closed cases grew in number.
 *
 * @param rowsPerCase rows that a closed case has in all databases together
 */
record SizesReport(
    int number,
    String at,
    SizesOptions options,
    LadderReport.Circumstances circumstances,
    int rowsPerCase,
    List<Size> sizes) {

  private static final double FIGURES_MILLIS = 300;

  /**
   * One size.
   *
   * @param mebibytes all databases on the disk
   * @param filledIn seconds that writing the cases that were added took
   * @param looks by page or figure
   */
  record Size(
      long closed,
      long mebibytes,
      double filledIn,
      Map<String, Summary> looks,
      Map<String, Long> errors,
      LoadFigures load) {}

  boolean clean() {
    return sizes.stream().allMatch(size -> size.load().checked().findings().clean());
  }

  /** The highest of the figures' 99th percentiles at the largest size. */
  double slowestFigures() {
    return sizes.getLast().looks().entrySet().stream()
        .filter(each -> each.getKey().startsWith("figures"))
        .mapToDouble(each -> each.getValue().p99())
        .max()
        .orElse(0);
  }

  void print(PrintStream out) {
    out.println();
    out.printf("OpenNRM bench %d, sizes, %s%n", number, at);
    circumstances.print(out);
    Printed.row(
        out,
        "cases",
        "%d rows each; generated, closed, copies of %d that the services wrote",
        rowsPerCase,
        TemplateCases.COUNT);
    sizes.forEach(size -> lines(size).forEach(out::println));
    out.println();
    table(out, "median, ms", Summary::p50);
    table(out, "p99, ms", Summary::p99);
    Printed.row(
        out,
        slowestFigures() < FIGURES_MILLIS ? "reached" : "MISSED",
        "figures with %d closed cases, 99th percentile of the slowest: %.1f ms, to be under %.0f",
        sizes.getLast().closed(),
        slowestFigures(),
        FIGURES_MILLIS);
  }

  /** What is told of one size as soon as it is measured. */
  static List<String> lines(Size size) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "%d closed cases, %d MiB in the databases, the last of them written in %.0f s",
            size.closed(),
            size.mebibytes(),
            size.filledIn()));
    lines.add(LoadFigures.tableHead());
    lines.add(size.load().tableRow());
    size.errors().forEach((kind, count) -> lines.add("ERRORS " + count + " x " + kind));
    return lines;
  }

  private interface Figure {
    double of(Summary times);
  }

  /** A line for each page and each request of the load, a column for each size. */
  private void table(PrintStream out, String title, Figure figure) {
    StringBuilder head = new StringBuilder(String.format(Locale.ROOT, "%-34s", title));
    sizes.forEach(size -> head.append(String.format(Locale.ROOT, "%12d", size.closed())));
    out.println(head);
    Set<String> pages = sizes.getFirst().looks().keySet();
    pages.forEach(page -> line(out, page, size -> figure.of(size.looks().get(page))));
    line(out, "referral to ledger, under load", size -> figure.of(size.load().requestToLedger()));
    sizes
        .getFirst()
        .load()
        .answers()
        .keySet()
        .forEach(request ->
            line(
                out,
                request + ", under load",
                size -> figure.of(size.load().answers().get(request))));
    out.println();
  }

  private interface OfSize {
    double of(Size size);
  }

  private void line(PrintStream out, String what, OfSize figure) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-34s", what));
    sizes.forEach(size -> line.append(String.format(Locale.ROOT, "%12.1f", figure.of(size))));
    out.println(line);
  }

  List<Plots.Line> pages() {
    return sizes.getFirst().looks().keySet().stream()
        .map(page -> line(page, size -> size.looks().get(page).p50()))
        .toList();
  }

  List<Plots.Line> load() {
    List<Plots.Line> lines = new ArrayList<>();
    lines.add(line("referral answered p50", size -> size.load().referralAnswered().p50()));
    lines.add(line("referral answered p99", size -> size.load().referralAnswered().p99()));
    lines.add(line("road p50", size -> size.load().requestToLedger().p50()));
    lines.add(line("road p99", size -> size.load().requestToLedger().p99()));
    lines.add(line("processor ms for each case", size -> size.load().costs().systemMillis()));
    return lines;
  }

  private Plots.Line line(String name, OfSize figure) {
    // A logarithmic axis has no place for nothing.
    return new Plots.Line(
        name,
        sizes.stream().mapToDouble(size -> Math.max(1, size.closed())).toArray(),
        sizes.stream().mapToDouble(size -> Math.max(0.1, figure.of(size))).toArray());
  }
}
