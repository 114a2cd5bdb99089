package org.opennrm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.stream.Stream;
import org.opennrm.local.Installation;

/**
 * How long the processors have worked for each process of an installation, and for the driver
 * itself. Unlike latencies this hardly depends on who else uses the machine.
 */
record CpuTime(Map<String, Duration> spent) {

  static final String DRIVER = "bench";

  /** A PostgreSQL whose sessions come and go loses those that have gone; the services' stay. */
  static CpuTime soFar(Installation installation) {
    Map<String, Duration> spent = new LinkedHashMap<>();
    for (String process : installation.processes()) {
      pid(installation, process).stream()
          .mapToObj(ProcessHandle::of)
          .flatMap(Optional::stream)
          .forEach(handle -> spent.put(process, withChildren(handle)));
    }
    spent.put(DRIVER, of(ProcessHandle.current()));
    return new CpuTime(spent);
  }

  /** Milliseconds for each of so many calls since an earlier reading. */
  Map<String, Double> perCall(CpuTime earlier, int calls) {
    Map<String, Double> millis = new LinkedHashMap<>();
    spent.forEach((process, now) -> {
      Duration before = earlier.spent.getOrDefault(process, Duration.ZERO);
      millis.put(process, now.minus(before).toNanos() / 1e6 / Math.max(1, calls));
    });
    return millis;
  }

  /** The process that the installation has on record under a name. */
  static OptionalLong pid(Installation installation, String process) {
    Path record = installation.home().resolve("run").resolve(process + ".pid");
    Properties read = new Properties();
    try (var reader = Files.newBufferedReader(record)) {
      read.load(reader);
      return OptionalLong.of(Long.parseLong(read.getProperty("pid", "")));
    } catch (IOException | NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  private static Duration withChildren(ProcessHandle handle) {
    return Stream.concat(Stream.of(handle), handle.descendants())
        .map(CpuTime::of)
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration of(ProcessHandle handle) {
    return handle.info().totalCpuDuration().orElse(Duration.ZERO);
  }
}
