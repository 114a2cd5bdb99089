package org.opennrm.identification.casefile.model;

import java.util.Set;
import org.opennrm.contracts.ids.OrganisationCode;

/** What the holder of the identification step can ask of a case file. */
public sealed interface CaseFileCommand {

  /**
   * @param grounds codes of the list {@code presumption-grounds}, at least one
   * @param forms codes of the list {@code forms-of-exploitation}, as far as they are seen
   */
  record Presume(OrganisationCode by, Set<String> grounds, Set<String> forms)
      implements CaseFileCommand {
    public Presume {
      grounds = Set.copyOf(grounds);
      forms = Set.copyOf(forms);
    }
  }

  /**
   * @param reason a code of the list {@code case-closure-reasons}
   */
  record Close(String reason) implements CaseFileCommand {}

  /** A refusal or a closure is never a closed door. */
  record Reopen() implements CaseFileCommand {}
}
