package org.opennrm.identification.help.model;

import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.help.model.AskedHelp.Accepted;
import org.opennrm.identification.help.model.AskedHelp.Waiting;

/** Who sees what of help that was asked for. */
public enum HelpAccess {
  /** What it takes to decide whether one can help: codes, no person. */
  OFFER_VIEW,
  /** The same, and under which name the case is worked on. */
  HOLDERS_VIEW,
  /** For the office that had it: how it ended. */
  ENDED_VIEW,
  /** How it stands, to the end, for whoever asked or leads the case. */
  ASKERS_VIEW,
  /** Looks like nothing. */
  NONE;

  /**
   * @param leads whether the reader holds the identification or the lead support of the case
   */
  public static HelpAccess of(
      OrganisationCode reader, OrganisationCode askedBy, AskedHelp state, boolean leads) {
    if (reader.equals(state.owner()) && state instanceof Waiting) {
      return OFFER_VIEW;
    }
    if (reader.equals(state.owner()) && state instanceof Accepted) {
      return HOLDERS_VIEW;
    }
    if (leads || reader.equals(askedBy)) {
      return ASKERS_VIEW;
    }
    return reader.equals(state.owner()) ? ENDED_VIEW : NONE;
  }
}
