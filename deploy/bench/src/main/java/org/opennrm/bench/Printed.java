package org.opennrm.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.opennrm.bench.Latencies.Summary;

/** How figures look on the terminal, in every report alike. */
final class Printed {

  private static final double KILO = 1024;

  private Printed() {}

  static void row(PrintStream out, String what, String format, Object... values) {
    out.printf(Locale.ROOT, "%-15s %s%n", what, String.format(Locale.ROOT, format, values));
  }

  static void heading(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-30s %8s %9s %9s %9s %9s%n",
        "milliseconds",
        "count",
        "p50",
        "p95",
        "p99",
        "max");
  }

  static void line(PrintStream out, String what, Summary times) {
    out.printf(
        Locale.ROOT,
        "%-30s %8d %9.1f %9.1f %9.1f %9.1f%n",
        what,
        times.count(),
        times.p50(),
        times.p95(),
        times.p99(),
        times.max());
  }

  /** What each costs, and what the system costs while nobody asks anything. */
  static void costs(PrintStream out, String each, Costs costs) {
    row(
        out,
        "processor",
        "%s; together %.1f ms for each %s, %.1f of it the driver's",
        listed(costs.processorMillis(), "%s %.1f"),
        sum(costs.processorMillis()),
        each,
        costs.processorMillis().getOrDefault(CpuTime.DRIVER, 0.0));
    row(
        out,
        "for each " + each,
        "%.1f SQL statements, %.1f transactions, %.1f WAL flushes, %.1f KiB of WAL, %.1f KiB on the broker",
        costs.counted().getOrDefault(Usage.STATEMENTS, 0.0),
        costs.counted().getOrDefault(Usage.COMMITS, 0.0),
        costs.counted().getOrDefault(Usage.FLUSHES, 0.0),
        costs.counted().getOrDefault(Usage.WAL, 0.0) / KILO,
        costs.counted().getOrDefault(Usage.BROKER, 0.0) / KILO);
    row(
        out,
        "idle",
        "%s in a second in which nobody asks anything; part of the above",
        listed(costs.idlePerSecond(), "%s %.0f"));
    row(
        out,
        "memory",
        "%s; together %d MiB",
        listed(costs.memory(), "%s %d"),
        costs.memory().values().stream().mapToLong(Long::longValue).sum());
  }

  private static String listed(Map<String, ? extends Number> figures, String each) {
    return figures.entrySet().stream()
        .map(one -> String.format(Locale.ROOT, each, one.getKey(), one.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static double sum(Map<String, Double> figures) {
    return figures.values().stream().mapToDouble(Double::doubleValue).sum();
  }
}
