package org.opennrm.identification.casefile;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.platform.access.Caller;

/**
 * What hangs on a case and ends with it, without the case file knowing what that is: a decision
 * about a person must not be able to read what they ask for. Called in the transaction of the step,
 * before anything of it is announced.
 */
public interface CaseFollower {

  /** The case was closed, or the person has died. */
  void caseEnded(CaseRef caseRef, Caller by, Instant at);

  /** A case that had been closed goes on. */
  void caseGoesOn(CaseRef caseRef, CountryCode country, Caller by, Instant at);
}
