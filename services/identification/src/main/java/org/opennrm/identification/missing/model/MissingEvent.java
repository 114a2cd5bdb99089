package org.opennrm.identification.missing.model;

/** What happened to an absence. */
public sealed interface MissingEvent {
  record Reported() implements MissingEvent {}

  record SearchTaken() implements MissingEvent {}

  record SearchEnded() implements MissingEvent {}

  record Found(boolean inDanger) implements MissingEvent {}

  record OutOfDanger() implements MissingEvent {}

  record Died() implements MissingEvent {}
}
