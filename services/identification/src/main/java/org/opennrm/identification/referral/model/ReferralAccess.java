package org.opennrm.identification.referral.model;

import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.identification.referral.model.Referral.Accepted;

/**
 * Who sees what of a referral. The same decision answers for one object and, as the query behind
 * the lists, for many; a test holds the two together.
 */
public enum ReferralAccess {
  /** Its state, to the end; never content that others added. */
  SENDERS_VIEW,
  /** What it takes to decide whether the step is the reader's: codes, no person. */
  OFFER_VIEW,
  /** Everything that was sent, the person included; each read is recorded. */
  HOLDERS_VIEW,
  /** Looks like nothing. */
  NONE;

  /** What this organisation may see of a referral in this state. */
  public static ReferralAccess of(
      OrganisationCode reader, OrganisationCode sender, Referral state) {
    if (reader.equals(state.owner())) {
      return state instanceof Accepted ? HOLDERS_VIEW : OFFER_VIEW;
    }
    return reader.equals(sender) ? SENDERS_VIEW : NONE;
  }
}
