package org.opennrm.local;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that an installation started, as its {@code .pid} file keeps it. A number alone proves
 * nothing after a crash or a reboot, so it counts only together with the boot it belongs to and the
 * moment, in the kernel's ticks, at which the process began. {@code fingerprint} tells what it was
 * started with.
 */
record RunRecord(long pid, long startTicks, String boot, Instant started, String fingerprint) {

  private static final Pattern STAT =
      Pattern.compile("\\d+ \\(.*\\) (\\S) (?:\\S+ ){18}(\\d+) .*", Pattern.DOTALL);

  static RunRecord of(long pid, Instant started, String fingerprint) {
    return new RunRecord(pid, startTicks(pid).orElse(-1L), currentBoot(), started, fingerprint);
  }

  /**
   * The recorded process itself still runs: not another one that was given its number, and not one
   * that is dead but unburied.
   */
  boolean alive() {
    return boot.equals(currentBoot())
        && startTicks(pid).filter(ticks -> ticks == startTicks).isPresent();
  }

  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Folders.writePrivate(
        file,
        """
        pid=%d
        startTicks=%d
        boot=%s
        started=%s
        fingerprint=%s
        """
            .formatted(pid, startTicks, boot, started, fingerprint));
  }

  /** Nothing where there is no file or no readable record in it: such a file is stale. */
  static Optional<RunRecord> read(Path file) {
    try {
      Properties read = new Properties();
      read.load(new StringReader(Files.readString(file)));
      return Optional.of(
          new RunRecord(
              Long.parseLong(read.getProperty("pid", "")),
              Long.parseLong(read.getProperty("startTicks", "")),
              read.getProperty("boot", ""),
              Instant.parse(read.getProperty("started", "")),
              read.getProperty("fingerprint", "")));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | NumberFormatException | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static Optional<Long> startTicks(long pid) {
    try {
      Matcher stat =
          STAT.matcher(
              Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1));
      if (!stat.matches() || stat.group(1).equals("Z") || stat.group(1).equals("X")) {
        return Optional.empty();
      }
      return Optional.of(Long.parseLong(stat.group(2)));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static String currentBoot() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException _) {
      return "unknown";
    }
  }
}
