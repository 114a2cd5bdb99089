package org.opennrm.identification.protection.model;

import java.time.Instant;
import java.util.Set;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * The time to recover and reflect, state by state. It carries no duty to speak with anybody, and
 * while it runs nobody removes the person.
 *
 * @see <a
 *     href="https://www.coe.int/en/web/conventions/full-list?module=treaty-detail&amp;treatynum=197">CETS
 *     197, article 13</a>
 */
public sealed interface Reflection {

  /** Nobody has asked for it yet. */
  record NotAskedFor() implements Reflection {}

  /** Asked for, and not yet answered. */
  record Applied(Instant at) implements Reflection {}

  /**
   * It runs from its first moment to the one at which it is over.
   *
   * @param extended how many times it was made longer
   */
  record Granted(OrganisationCode by, Instant from, Instant until, int extended)
      implements Reflection {

    /** Whether it protects at this moment; also before its first day, for it was promised. */
    public boolean protectsAt(Instant moment) {
      return moment.isBefore(until);
    }
  }

  /**
   * Not granted; it can be asked for again.
   *
   * @param reasons codes of the list {@code reflection-refusal-reasons}
   */
  record Refused(OrganisationCode by, Set<String> reasons, Instant at) implements Reflection {
    public Refused {
      reasons = Set.copyOf(reasons);
    }
  }

  /**
   * Over, with what the person decided in it; several at once are possible, and none is owed.
   *
   * @param why a code of the list {@code reflection-ends}
   * @param outcomes codes of the list {@code reflection-outcomes}
   */
  record Ended(String why, Set<String> outcomes, Instant from, Instant at) implements Reflection {
    public Ended {
      outcomes = Set.copyOf(outcomes);
    }
  }
}
