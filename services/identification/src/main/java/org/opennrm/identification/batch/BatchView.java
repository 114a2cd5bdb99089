package org.opennrm.identification.batch;

import java.time.Instant;
import java.util.List;
import org.opennrm.contracts.ids.BatchRef;
import org.opennrm.contracts.ids.ReferralRef;

/** The record of one operation, for the organisation that sent it. */
record BatchView(BatchRef batch, Instant submittedAt, List<Person> persons) {

  /**
   * @param household the keys of those who belong to the person
   * @param keepApart the keys of those whom the person must not meet
   */
  record Person(
      String key,
      ReferralRef reference,
      Instant addedAt,
      List<String> household,
      List<String> keepApart) {}
}
