package org.opennrm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.opennrm.local.Installation;

/**
 * How much memory each process of an installation keeps, in MiB. A page that several processes
 * share, as PostgreSQL's do, is counted once among them (PSS), so that sums are true.
 */
final class Memory {

  private static final Pattern SHARE = Pattern.compile("Pss:\\s+(\\d+) kB");

  private Memory() {}

  static Map<String, Long> of(Installation installation) {
    Map<String, Long> kept = new LinkedHashMap<>();
    for (String process : installation.processes()) {
      CpuTime.pid(installation, process).stream()
          .mapToObj(ProcessHandle::of)
          .flatMap(java.util.Optional::stream)
          .forEach(handle -> kept.put(process, withChildren(handle) >> 10));
    }
    return kept;
  }

  private static long withChildren(ProcessHandle handle) {
    return Stream.concat(Stream.of(handle), handle.descendants())
        .mapToLong(each -> kibibytes(each.pid()))
        .sum();
  }

  /** Nothing for a process that has just ended, or that others may not look into. */
  private static long kibibytes(long pid) {
    try {
      return read(Files.readString(Path.of("/proc", Long.toString(pid), "smaps_rollup")));
    } catch (IOException _) {
      return 0;
    }
  }

  static long read(String rollup) {
    Matcher share = SHARE.matcher(rollup);
    return share.find() ? Long.parseLong(share.group(1)) : 0;
  }
}
