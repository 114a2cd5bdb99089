package org.opennrm.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The few commands of the operating system that local mode calls. */
final class Tools {

  private Tools() {}

  static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /**
   * Puts a background process into a session of its own, so that neither Ctrl-C nor the end of the
   * terminal reaches it. {@code setsid} keeps the process number; where it is missing, parts still
   * start.
   */
  static List<String> ownSession() {
    return onPath("setsid") ? List.of("setsid") : List.of();
  }

  static boolean onPath(String command) {
    return Pattern.compile(":")
        .splitAsStream(System.getenv().getOrDefault("PATH", "/usr/bin:/bin"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
  }

  /**
   * Through the shell's own {@code kill}, since a bare machine may have no other. A process that is
   * gone already is fine.
   */
  static void signal(String signal, long pid) {
    succeeds(List.of("sh", "-c", "kill -" + signal + " " + pid + " 2>/dev/null"));
  }

  static boolean succeeds(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }

  static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }
}
