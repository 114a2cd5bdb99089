package org.opennrm.coordination.releases.model;

/** What happened to a release after it was drafted. */
public sealed interface ReleaseEvent {

  record Approved() implements ReleaseEvent {}

  record Discarded() implements ReleaseEvent {}
}
