package org.opennrm.simulation.road;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.messaging.model.TopicCopy;
import org.opennrm.platform.messaging.model.TopicCopy.Offsets;

/** A topic of one partition as the broker holds it. */
final class Copy {
  private int life;
  private final List<Sent> records = new ArrayList<>();

  /**
   * @param copy how often the sender had made the topic anew by then; a header of the record
   */
  record Sent(Logged event, int copy) {}

  /** The offset at which it came to lie. */
  int add(Sent record) {
    records.add(record);
    return next() - 1;
  }

  int next() {
    return records.size();
  }

  @Nullable Sent at(int offset) {
    return offset < next() ? records.get(offset) : null;
  }

  List<Sent> records() {
    return records;
  }

  /** The events from an offset on. */
  List<Logged> eventsFrom(long offset) {
    return records.subList(Math.toIntExact(offset), records.size()).stream()
        .map(Sent::event)
        .toList();
  }

  TopicCopy asFound() {
    return new TopicCopy("topic-" + life, Map.of(0, new Offsets(0, next())));
  }

  /** Deleted, and made again under its name. */
  void loseAll() {
    records.clear();
    life++;
  }
}
