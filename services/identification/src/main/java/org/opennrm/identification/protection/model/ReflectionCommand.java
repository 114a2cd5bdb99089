package org.opennrm.identification.protection.model;

import java.time.Instant;
import java.util.Set;
import org.opennrm.contracts.ids.OrganisationCode;

/** What can be asked of a time to reflect. */
public sealed interface ReflectionCommand {

  /** The person asks for it. */
  record Apply() implements ReflectionCommand {}

  /** Granted, with or without having been asked for. */
  record Grant(OrganisationCode by, Instant from, Instant until) implements ReflectionCommand {}

  /**
   * @param reasons codes of the list {@code reflection-refusal-reasons}, at least one
   */
  record Refuse(OrganisationCode by, Set<String> reasons) implements ReflectionCommand {
    public Refuse {
      reasons = Set.copyOf(reasons);
    }
  }

  /** It lasts longer than it would have. */
  record Extend(OrganisationCode by, Instant until) implements ReflectionCommand {}

  /**
   * @param why a code of the list {@code reflection-ends}
   * @param outcomes codes of the list {@code reflection-outcomes}, at least one
   */
  record End(String why, Set<String> outcomes) implements ReflectionCommand {
    public End {
      outcomes = Set.copyOf(outcomes);
    }
  }
}
