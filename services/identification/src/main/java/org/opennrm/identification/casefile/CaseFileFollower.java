package org.opennrm.identification.casefile;

import java.time.Instant;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.identification.casefile.model.CaseFileEvent;
import org.opennrm.platform.access.Caller;

/**
 * A feature for which something follows from what happens to a case file. It is called in the
 * transaction of the step, after the file's own news: what follows happens with it or not at all.
 */
public interface CaseFileFollower {

  /**
   * @param by who took the step
   */
  void follow(CaseRef caseRef, CountryCode country, CaseFileEvent event, Caller by, Instant at);
}
