package org.opennrm.coordination.releases.model;

/** One number of a published table, as its readers see it. */
public sealed interface Cell {

  /** The exact count, never below the minimum. */
  record Shown(long persons) implements Cell {}

  /** Fewer than the minimum; zero looks the same. */
  record FewerThan(int minimum) implements Cell {}

  /** Not shown, because a small count could be worked out from it. */
  record Withheld() implements Cell {}
}
