package org.opennrm.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * The sandbox clock now stands this far ahead of technical time. For the domain clock of every
 * service of a sandbox; a production system never sees it. It concerns no case and does not pass
 * through the event log.
 */
@Published(type = "nrm.coordination.clock-moved.v1", on = Feed.CLOCK)
public record ClockMovedV1(@JsonProperty(required = true) long offsetSeconds, Instant movedAt)
    implements PublishedEvent {
  public ClockMovedV1 {
    requireNonNull(movedAt, "movedAt");
  }

  @Override
  public String subject() {
    return "clock";
  }
}
