package org.opennrm.bench;

/**
 * A case whose need can be stated: referred, accepted by {@code holder} and consented to. {@code
 * alias} is the holder's name for it.
 */
record HeldCase(String referral, String holder, String alias) {

  String path(String what) {
    return "/identification/cases/" + alias + "/" + what;
  }
}
