package org.opennrm.platform.messaging.model;

import java.util.Set;

/** What this build makes of an event, before asking whether it is the event's turn. */
public enum Recognition {
  /** The newest version of the fact that this build knows. */
  KNOWN,
  /** The same fact is published in a newer version that this build knows too. */
  SUPERSEDED,
  /** A fact this build has never heard of. */
  UNKNOWN_TYPE,
  /** A fact it knows, published in none of the versions it knows. */
  UNKNOWN_VERSION,
  /** A known type whose value cannot be read. */
  UNREADABLE;

  /**
   * @param version the version that arrived
   * @param published every version in which the fact was published
   * @param known every version of the fact that this build can read; empty for an unknown fact
   */
  public static Recognition of(int version, Set<Integer> published, Set<Integer> known) {
    if (known.isEmpty()) {
      return UNKNOWN_TYPE;
    }
    var newest = published.stream().filter(known::contains).max(Integer::compare);
    if (newest.isEmpty()) {
      return UNKNOWN_VERSION;
    }
    return newest.get() == version ? KNOWN : SUPERSEDED;
  }
}
