package org.opennrm.journeys.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.opennrm.bench.Door;
import org.opennrm.bench.Reply;
import org.opennrm.bench.Trouble;

/**
 * Waits until everything is sent and taken in, and no timer is due: the moment at which the tables
 * of all services must fit together.
 */
final class Quiet {

  private static final Duration GLANCE = Duration.ofMillis(100);

  private final Tables tables;
  private final Door door;
  private final List<String> services;

  Quiet(Tables tables, Door door, List<String> services) {
    this.tables = tables;
    this.door = door;
    this.services = List.copyOf(services);
  }

  /** Nothing when it became quiet within the patience, else what was still under way. */
  List<String> missedAfter(Duration patience) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      var left = whatIsLeft();
      if (left.isEmpty() || System.nanoTime() > deadline) {
        return left;
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
  }

  private List<String> whatIsLeft() {
    var left = new ArrayList<String>();
    for (var service : services) {
      var state = door.get("sandbox", "/" + service + "/sandbox");
      if (!(state instanceof Reply.Answered(int status, JsonNode body, _) && status == 200)) {
        left.add(service + " does not answer");
      } else if (body.path("dueTimers").asInt() > 0) {
        left.add(service + " has " + body.path("dueTimers").asInt() + " timers due");
      }
    }
    if (left.isEmpty()) {
      left.addAll(underWay());
    }
    return left;
  }

  private List<String> underWay() {
    var left = new ArrayList<String>();
    try {
      for (var service : services) {
        var pending = tables.tryRows(service, "select count(*) from outbox_pending");
        if (!pending.getFirst().getFirst().equals("0")) {
          left.add(service + " has " + pending.getFirst().getFirst() + " events to send");
        }
      }
      for (var road : left.isEmpty() ? Road.ALL : List.<Road>of()) {
        var behind = InboxPositions.behind(road, tables);
        if (!behind.isEmpty()) {
          left.add(road + " is behind in " + behind.size() + " streams, as " + behind.getFirst());
        }
      }
    } catch (SQLException | Trouble e) {
      left.add("PostgreSQL does not answer");
    }
    return left;
  }
}
