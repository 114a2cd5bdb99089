package org.opennrm.local;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;

/**
 * Moves the sandbox clock, never backwards, in steps of at most a day. After each step it waits
 * until every service has arrived there and has nothing left to do, so that what falls due on
 * Monday happens before Tuesday begins.
 */
final class SandboxClock {

  private static final String OPERATOR = "sandbox";
  private static final Duration LONGEST_STEP = Duration.ofDays(1);
  private static final Duration GLANCE = Duration.ofMillis(200);
  private static final Pattern SHORT = Pattern.compile("\\+(\\d{1,5})([dhm])");

  private final Installation installation;
  private final Terminal terminal;
  private final ServiceDoors doors = new ServiceDoors();

  SandboxClock(Installation installation, Terminal terminal) {
    this.installation = installation;
    this.terminal = terminal;
  }

  /**
   * {@code +3d}, {@code +6h}, {@code +90m}, or an ISO 8601 duration after a plus: {@code +P1D},
   * {@code +PT6H}.
   */
  static Duration parse(String text) {
    Matcher shortForm = SHORT.matcher(text);
    if (shortForm.matches()) {
      long amount = Long.parseLong(shortForm.group(1));
      return switch (shortForm.group(2)) {
        case "d" -> Duration.ofDays(amount);
        case "h" -> Duration.ofHours(amount);
        default -> Duration.ofMinutes(amount);
      };
    }
    try {
      if (text.startsWith("+P")) {
        Duration duration = Duration.parse(text.substring(1));
        if (duration.isPositive()) {
          return duration;
        }
      }
    } catch (DateTimeParseException _) {
      throw notADuration(text);
    }
    throw notADuration(text);
  }

  private static Trouble notADuration(String text) {
    return new Trouble(
        "\"" + text + "\" is not a step forward; say, for example, +3d, +6h or +P1D.");
  }

  static List<Duration> steps(Duration by) {
    List<Duration> steps = new ArrayList<>();
    Duration left = by;
    while (left.isPositive()) {
      Duration step = left.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : left;
      steps.add(step);
      left = left.minus(step);
    }
    return steps;
  }

  void show() {
    Duration offset = offset(token());
    terminal.line(
        "The sandbox clock is %d d %d h %d min ahead of the real one: it says %s."
            .formatted(
                offset.toDays(),
                offset.toHoursPart(),
                offset.toMinutesPart(),
                Instant.now().plus(offset).truncatedTo(ChronoUnit.SECONDS)));
  }

  void advance(Duration by) {
    Duration reached = offset(token());
    try (Admin admin = installation.kafka().admin(Duration.ofSeconds(10))) {
      ConsumerLag lag = new ConsumerLag(admin, installation.descriptions());
      List<Duration> steps = steps(by);
      for (int i = 0; i < steps.size(); i++) {
        post("{\"advanceBy\":\"" + steps.get(i) + "\"}");
        reached = reached.plus(steps.get(i));
        awaitQuiet(reached, lag);
        terminal.step(
            "clock", "step %d of %d: everything due has happened".formatted(i + 1, steps.size()));
      }
    }
    show();
  }

  /**
   * Twice in a row, because what one service finishes may be work for another that was asked before
   * it.
   */
  private void awaitQuiet(Duration offset, ConsumerLag lag) {
    long deadline = System.nanoTime() + LocalMode.CLOCK_STEP_PATIENCE.toNanos();
    String token = token();
    int quiet = 0;
    while (quiet < 2) {
      String missing = missing(offset, lag, token);
      quiet = missing.isEmpty() ? quiet + 1 : 0;
      if (quiet < 2) {
        if (System.nanoTime() > deadline) {
          throw new Trouble(
              "The clock was moved, but after %d s %s."
                  .formatted(LocalMode.CLOCK_STEP_PATIENCE.toSeconds(), missing));
        }
        Tools.pause(GLANCE);
      }
    }
  }

  /** What is still to be waited for; empty when nothing is. */
  private String missing(Duration offset, ConsumerLag lag, String token) {
    for (String service : installation.services()) {
      JsonNode state = get(service, token);
      if (state.path("offsetSeconds").asLong(-1) != offset.toSeconds()) {
        return service + " has not heard of it";
      }
      if (state.path("pendingEvents").asLong() != 0) {
        return service
            + " still has %d events to send".formatted(state.path("pendingEvents").asLong());
      }
      if (state.path("dueTimers").asLong() != 0) {
        return service + " still has %d timers due".formatted(state.path("dueTimers").asLong());
      }
    }
    try {
      long behind = lag.total();
      return behind == 0 ? "" : behind + " events are still to be confirmed by their readers";
    } catch (ExecutionException e) {
      return "Kafka does not answer: " + e.getCause().getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }

  private String token() {
    return installation.clientToken(OPERATOR);
  }

  private Duration offset(String token) {
    return Duration.ofSeconds(get("coordination", token).path("offsetSeconds").asLong());
  }

  private JsonNode get(String service, String token) {
    return doors.get(token, installation.url(service).resolve("/" + service + "/sandbox"));
  }

  private void post(String body) {
    URI clock = installation.url("coordination").resolve("/coordination/clock");
    doors.post(token(), clock, body);
  }
}
