package org.opennrm.identification.casefile.model;

import java.time.Instant;
import java.util.Set;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.policy.model.DueTimes;

/** What happened to a case file. */
public sealed interface CaseFileEvent {
  record Presumed(Set<String> forms) implements CaseFileEvent {
    public Presumed {
      forms = Set.copyOf(forms);
    }
  }

  record Identified(Set<String> forms) implements CaseFileEvent {
    public Identified {
      forms = Set.copyOf(forms);
    }
  }

  record NotIdentified(Set<String> reasons, Instant finalFrom) implements CaseFileEvent {
    public NotIdentified {
      reasons = Set.copyOf(reasons);
    }
  }

  record ReviewAsked(OrganisationCode reviewer, HandOverRef handOver, DueTimes due)
      implements CaseFileEvent {}

  record ReviewAccepted(HandOverRef handOver) implements CaseFileEvent {}

  record ReviewPassedOn(HandOverRef handOver, OrganisationCode to, DueTimes due)
      implements CaseFileEvent {}

  /** A decision followed from the review, whatever it was. */
  record ReviewEnded(HandOverRef handOver) implements CaseFileEvent {}

  /** The case ended before the reviewer decided. */
  record ReviewDropped(HandOverRef handOver) implements CaseFileEvent {}

  record SetAside(Instant helpUntil) implements CaseFileEvent {}

  record Closed(String reason) implements CaseFileEvent {}

  record Reopened() implements CaseFileEvent {}

  record Died() implements CaseFileEvent {}

  /** Told to nobody by event: that somebody's family knows is nobody else's matter. */
  record NextOfKinTold() implements CaseFileEvent {}
}
