package org.opennrm.identification.help.model;

/** What happened to help after it was asked for. */
public sealed interface HelpEvent {
  record Acknowledged() implements HelpEvent {}

  record Accepted() implements HelpEvent {}

  record Declined(String reason) implements HelpEvent {}

  record Completed() implements HelpEvent {}

  record Withdrawn() implements HelpEvent {}
}
