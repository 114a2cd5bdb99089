package org.opennrm.identification.casefile.model;

import org.opennrm.platform.policy.model.Ruling;

/** The rules by which a case file refuses a step. */
public enum CaseFileRule implements Ruling.Rule {
  /** Reasonable grounds were recorded before; what changed belongs into a finding. */
  ALREADY_PRESUMED,
  /** Reasonable grounds are grounds: at least one is named. */
  GROUNDS_ARE_NEEDED,
  /** The case is closed; reopen it first. */
  CASE_IS_CLOSED,
  /** Only a closed case reopens. */
  CASE_IS_OPEN
}
