package org.opennrm.coordination.releases.model;

import org.opennrm.platform.policy.model.Ruling;

/** The rules by which a release refuses a step. */
public enum ReleaseRule implements Ruling.Rule {
  /** Beside a release approved meanwhile it may give too much away; it must be drafted again. */
  ANOTHER_WAS_APPROVED_SINCE,
  /** What is published stays as it is. */
  APPROVED_AND_FROZEN,
  /** It was discarded; draft another. */
  DISCARDED_BEFORE
}
