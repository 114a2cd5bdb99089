package org.opennrm.identification.missing.model;

import java.util.Set;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.missing.model.Missing.ReviewedBy;

/** What may be asked of an absence. */
public sealed interface MissingCommand {

  /** An organisation takes the search, also from another, and also one that had ended. */
  record Search(OrganisationCode owner, String officer, Set<String> policeMayBeTold)
      implements MissingCommand {
    public Search {
      policeMayBeTold = Set.copyOf(policeMayBeTold);
    }
  }

  /** They were found, whether anybody had begun to search or not; or they are out of danger. */
  record Find(OrganisationCode by, boolean inDanger) implements MissingCommand {}

  record RecordDeath(OrganisationCode by) implements MissingCommand {}

  /**
   * @param officer who ends it, by the subject of their token
   */
  record EndSearch(OrganisationCode by, String officer, ReviewedBy reviewedBy)
      implements MissingCommand {}
}
