package org.opennrm.identification.casefile;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.platform.access.Caller;

/**
 * What hangs on a case and follows it, without the case file knowing what that is: a decision about
 * a person must not be able to read what they ask for. Called in the transaction of the step.
 */
public interface CaseFollower {

  /** The case was closed, or the person has died; nothing of it has been announced yet. */
  default void caseEnded(CaseRef caseRef, Caller by, Instant at) {}

  /** A case that had been closed goes on; nothing of it has been announced yet. */
  default void caseGoesOn(CaseRef caseRef, CountryCode country, Caller by, Instant at) {}

  /** Reasonable grounds were recorded, and that has been announced. */
  default void presumed(CaseRef caseRef, CountryCode country, Caller by, Instant at) {}
}
