package org.opennrm.platform.messaging.model;

import java.util.Map;

/**
 * The broker's copy of what a service published on one topic.
 *
 * @param id the broker's own name for the topic; another one is another topic, whatever its name
 * @param partitions what each partition holds, by number
 */
public record TopicCopy(String id, Map<Integer, Offsets> partitions) {
  /** In place of the broker's name for a topic: it is known to have lost something. */
  public static final String DISPROVED = "disproved";

  public TopicCopy {
    partitions = Map.copyOf(partitions);
  }

  /** All offsets from {@code first} on, and before {@code next}. */
  public record Offsets(long first, long next) {
    public Offsets {
      if (first < 0 || next < first) {
        throw new IllegalArgumentException("Offsets count up");
      }
    }

    static final Offsets NONE = new Offsets(0, 0);
  }
}
