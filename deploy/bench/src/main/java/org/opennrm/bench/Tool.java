package org.opennrm.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a measuring tool of others as a process of its own and reads what it prints. */
final class Tool {

  private Tool() {}

  static String run(List<String> command, Map<String, String> environment, Duration patience) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new Trouble(command.getFirst() + " failed: " + last(said));
      }
      return said;
    } catch (IOException e) {
      throw new Trouble(command.getFirst() + " cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }

  /** The number that the last match of a pattern captures. */
  static double number(String said, Pattern pattern) {
    Matcher found = pattern.matcher(said);
    double number = Double.NaN;
    while (found.find()) {
      number = Double.parseDouble(found.group(1));
    }
    if (Double.isNaN(number)) {
      throw new Trouble("A tool printed no figure: " + last(said));
    }
    return number;
  }

  private static String last(String said) {
    List<String> lines = said.strip().lines().toList();
    return lines.stream()
        .filter(line -> line.contains("ERROR:"))
        .findFirst()
        .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast());
  }
}
