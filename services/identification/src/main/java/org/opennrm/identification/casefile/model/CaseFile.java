package org.opennrm.identification.casefile.model;

import java.time.Instant;
import java.util.Set;
import org.opennrm.contracts.ids.OrganisationCode;

/**
 * A person's file, state by state. It opens in need, without waiting for any office; no deadline
 * ever moves it to a label.
 */
public sealed interface CaseFile {

  /** A file that somebody works with. */
  sealed interface Open extends CaseFile {}

  /** Help may begin; what happened to the person is not settled. */
  record InNeed(Instant since) implements Open {}

  /** Reasonable grounds were seen by a first responder. */
  record Presumed(OrganisationCode by, Set<String> grounds, Set<String> forms, Instant at)
      implements Open {
    public Presumed {
      grounds = Set.copyOf(grounds);
      forms = Set.copyOf(forms);
    }
  }

  /** Closed, with what it was before, to which it returns when reopened. */
  record Closed(String reason, Instant at, Open before) implements CaseFile {}
}
