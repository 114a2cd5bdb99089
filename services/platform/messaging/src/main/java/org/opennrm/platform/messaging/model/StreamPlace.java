package org.opennrm.platform.messaging.model;

/**
 * Where one consumer stands in the stream of one source and subject.
 *
 * @param last the position taken in last; 0 before the first
 * @param firstParked the lowest position that is parked; 0 when none is
 * @param held whether that one waits for a person, rather than for its turn
 */
public record StreamPlace(long last, long firstParked, boolean held) {
  public StreamPlace {
    if (last < 0 || firstParked < 0 || (firstParked > 0 && firstParked <= last)) {
      throw new IllegalArgumentException("What is parked lies ahead of what was taken in");
    }
    if (held && firstParked == 0) {
      throw new IllegalArgumentException("Only what is parked is held");
    }
  }

  /** Whether the very next event waits for a person, so that everything after it has to wait. */
  public boolean blocked() {
    return held && firstParked == last + 1;
  }

  /** Whether events wait here that may have their turn now. */
  public boolean othersMayFollow() {
    return firstParked > 0 && !blocked();
  }
}
