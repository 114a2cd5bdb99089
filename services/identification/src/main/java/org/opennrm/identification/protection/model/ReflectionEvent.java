package org.opennrm.identification.protection.model;

import java.time.Instant;

/** What happened to a time to reflect. */
public sealed interface ReflectionEvent {
  record Applied() implements ReflectionEvent {}

  /** Granted, or made longer. */
  record Runs(Instant from, Instant until) implements ReflectionEvent {}

  record Refused() implements ReflectionEvent {}

  record Ended() implements ReflectionEvent {}
}
