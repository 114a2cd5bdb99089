package org.opennrm.coordination.releases.model;

import java.time.Instant;

/**
 * A set of tables on its way out. A person approves it; from then on it never changes, and what is
 * found wrong later goes into another release.
 */
public sealed interface Release {

  /**
   * Computed, seen by the coordinator's office alone.
   *
   * @param after how many releases of the country had been approved when it was computed: it is
   *     safe beside those
   */
  record Drafted(Signature by, Instant at, long after) implements Release {}

  /**
   * Published and frozen.
   *
   * @param number the how-manieth approved release of its country
   */
  record Approved(Signature by, Instant at, long number) implements Release {}

  /** Never published. */
  record Discarded(Signature by, Instant at) implements Release {}
}
