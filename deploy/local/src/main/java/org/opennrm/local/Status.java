package org.opennrm.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What runs, how it is, and what it costs. Memory is the proportional share (PSS), so that the sum
 * is true.
 */
final class Status {

  private static final Pattern PSS = Pattern.compile("^Pss:\\s+(\\d+) kB", Pattern.MULTILINE);

  private record Row(Part part, Optional<RunRecord> running, boolean healthy, long memory) {}

  private Status() {}

  /** Prints a line per process; true when all of them are healthy. */
  static boolean print(Installation installation, Terminal terminal) {
    List<Row> rows = installation.parts().parallel().map(Status::of).toList();
    terminal.line(
        String.format(
            Locale.ROOT,
            "%-16s %8s %6s  %-12s %9s  %s",
            "process",
            "pid",
            "port",
            "health",
            "memory",
            "uptime"));
    for (Row row : rows) {
      terminal.line(
          String.format(
              Locale.ROOT,
              "%-16s %8s %6d  %-12s %9s  %s",
              row.part().name(),
              row.running().map(record -> Long.toString(record.pid())).orElse("-"),
              row.part().ports().getFirst(),
              health(row),
              row.running().isPresent() ? (row.memory() >> 10) + " MiB" : "-",
              row.running().map(record -> age(record.started())).orElse("-")));
    }
    long sum = rows.stream().mapToLong(Row::memory).sum();
    boolean all = rows.stream().allMatch(Row::healthy);
    terminal.line(
        String.format(
            Locale.ROOT,
            "%-16s %8s %6s  %-12s %9s",
            "together",
            "",
            "",
            all ? "ready" : "not ready",
            (sum >> 10) + " MiB"));
    return all;
  }

  private static Row of(Part part) {
    Optional<RunRecord> running = part.running();
    return new Row(
        part,
        running,
        running.isPresent() && part.healthy(),
        running.map(record -> memory(record.pid())).orElse(0L));
  }

  private static String health(Row row) {
    if (row.healthy()) {
      return "ready";
    }
    return row.running().isPresent() ? "not ready" : "not running";
  }

  private static long memory(long pid) {
    Stream<ProcessHandle> all =
        ProcessHandle.of(pid).stream()
            .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()));
    return all.mapToLong(handle -> pss(handle.pid())).sum();
  }

  private static long pss(long pid) {
    try {
      Matcher pss =
          PSS.matcher(
              Files.readString(
                  Path.of("/proc/" + pid + "/smaps_rollup"), StandardCharsets.ISO_8859_1));
      return pss.find() ? Long.parseLong(pss.group(1)) : 0;
    } catch (IOException _) {
      return 0;
    }
  }

  private static String age(Instant since) {
    Duration age = Duration.between(since, Instant.now());
    if (age.toDays() > 0) {
      return age.toDays() + " d " + age.toHoursPart() + " h";
    }
    return age.toHours() > 0
        ? age.toHours() + " h " + age.toMinutesPart() + " min"
        : age.toMinutes() + " min " + age.toSecondsPart() + " s";
  }
}
