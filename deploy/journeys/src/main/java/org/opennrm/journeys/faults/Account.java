package org.opennrm.journeys.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.opennrm.journeys.faults.Violation.Kind;

/** What a whole run showed: one line for each fault, and every broken rule by name. */
record Account(
    long seed, int acknowledged, int inDoubt, int refusals, String ledger, List<Outcome> outcomes) {

  private static final String LINE = "%-20s %5s %6s %6s %6s %8s %8s %8s %6s %10s %10s %9s%n";

  boolean clean() {
    return violations().isEmpty();
  }

  List<Violation> violations() {
    return outcomes.stream().flatMap(outcome -> outcome.violations().stream()).toList();
  }

  void print(PrintStream out) {
    out.println();
    out.printf(
        LINE,
        "fault",
        "seed",
        "times",
        "ack'd",
        "lost",
        "invented",
        "doubled",
        "disorder",
        "other",
        "deliv. p50",
        "deliv. max",
        "drain max");
    byFault().forEach((fault, times) -> out.print(line(fault, times)));
    out.printf(
        Locale.ROOT,
        "%nacknowledged and on the ledger's disk: %d; still in doubt: %d; refused on the way: %d%nledger: %s%n",
        acknowledged,
        inDoubt,
        refusals,
        ledger);
    violations().forEach(violation -> out.println("BROKEN  " + violation));
    out.println(clean() ? "Every rule held." : "Rules were broken.");
  }

  private Map<String, List<Outcome>> byFault() {
    return outcomes.stream()
        .collect(Collectors.groupingBy(Outcome::fault, LinkedHashMap::new, Collectors.toList()));
  }

  private String line(String fault, List<Outcome> times) {
    var delivered = times.stream().mapToDouble(Outcome::secondsToDeliver).sorted().toArray();
    var drained =
        times.stream().filter(Outcome::checked).mapToDouble(Outcome::secondsToDrain).max();
    return LINE.formatted(
        fault,
        seed,
        times.size(),
        times.stream().mapToInt(Outcome::acknowledged).sum(),
        sum(times, Kind.LOST),
        sum(times, Kind.INVENTED),
        sum(times, Kind.DOUBLED),
        sum(times, Kind.OUT_OF_ORDER),
        sum(times, Kind.OTHER),
        seconds(delivered[delivered.length / 2]),
        seconds(delivered[delivered.length - 1]),
        drained.isPresent() ? seconds(drained.getAsDouble()) : "-");
  }

  private static int sum(List<Outcome> times, Kind kind) {
    return times.stream().mapToInt(outcome -> outcome.count(kind)).sum();
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.1f s", value);
  }

  void write(Path file) {
    try {
      Files.writeString(
          file,
          new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this)
              + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
