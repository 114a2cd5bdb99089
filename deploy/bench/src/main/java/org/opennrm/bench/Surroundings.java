package org.opennrm.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.opennrm.local.Installation;

/**
 * What a figure is worth nothing without: the machine, who else uses it, and how the services were
 * started.
 *
 * @param cores processors this process may use
 * @param java the driver's; services run on the same
 * @param source the commit that the working tree stands on
 */
record Surroundings(int cores, String memory, String system, String java, String source) {

  private static final Pattern TOTAL = Pattern.compile("MemTotal:\\s+(\\d+) kB");

  static Surroundings here() {
    Matcher memory = TOTAL.matcher(read(Path.of("/proc/meminfo")));
    return new Surroundings(
        Runtime.getRuntime().availableProcessors(),
        memory.find() ? (Long.parseLong(memory.group(1)) >> 20) + " GiB" : "unknown",
        System.getProperty("os.name") + " " + System.getProperty("os.version"),
        System.getProperty("java.vendor.version", "") + " " + Runtime.version(),
        commit());
  }

  /** Runnable processes over the last minute: well above the cores, others are measured too. */
  static double load() {
    String average = read(Path.of("/proc/loadavg"));
    int end = average.indexOf(' ');
    return end < 0 ? -1 : Double.parseDouble(average.substring(0, end));
  }

  /** The flags of each service's JVM, as the process itself was given them. */
  static Map<String, String> flags(Installation installation) {
    Map<String, String> flags = new LinkedHashMap<>();
    for (String service : installation.services()) {
      OptionalLong pid = CpuTime.pid(installation, service);
      flags.put(service, pid.isPresent() ? flags(pid.getAsLong()) : "unknown");
    }
    return flags;
  }

  private static String flags(long pid) {
    String line = read(Path.of("/proc", Long.toString(pid), "cmdline"));
    List<String> words = Arrays.asList(Pattern.compile("\0").split(line));
    List<String> flags = new ArrayList<>();
    for (String word : words) {
      if (word.equals("-jar")) {
        break;
      }
      if (word.startsWith("-")) {
        flags.add(word);
      }
    }
    return flags.isEmpty() ? "none" : String.join(" ", flags);
  }

  private static String commit() {
    try {
      Process git =
          new ProcessBuilder("git", "describe", "--always", "--dirty")
              .directory(repository().toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return git.waitFor(10, TimeUnit.SECONDS) && git.exitValue() == 0 ? said : "unknown";
    } catch (IOException _) {
      return "unknown";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }

  static Path repository() {
    return Path.of(System.getProperty("nrm.root", ""));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException _) {
      return "";
    }
  }
}
