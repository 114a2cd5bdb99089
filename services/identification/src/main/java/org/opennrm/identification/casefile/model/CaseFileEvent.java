package org.opennrm.identification.casefile.model;

import java.util.Set;

/** What happened to a case file. */
public sealed interface CaseFileEvent {
  record Presumed(Set<String> forms) implements CaseFileEvent {
    public Presumed {
      forms = Set.copyOf(forms);
    }
  }

  record Closed(String reason) implements CaseFileEvent {}

  record Reopened() implements CaseFileEvent {}
}
