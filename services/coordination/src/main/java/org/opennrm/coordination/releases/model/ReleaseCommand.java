package org.opennrm.coordination.releases.model;

/** What may be asked of a release. */
public sealed interface ReleaseCommand {

  /**
   * A person answers for it.
   *
   * @param approvedSoFar how many releases of the country are approved at this moment
   */
  record Approve(Signature by, long approvedSoFar) implements ReleaseCommand {}

  /** It is not published. */
  record Discard(Signature by) implements ReleaseCommand {}
}
