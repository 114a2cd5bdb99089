package org.opennrm.identification.batch;

import java.util.List;
import org.opennrm.contracts.ids.BatchRef;
import org.opennrm.identification.referral.ReferralReceipt;
import org.opennrm.platform.web.FieldProblem;

/**
 * What became of each person of a request: a receipt as for a referral alone, or everything that
 * was wrong, by its path in the request. A link that names somebody who was returned is returned
 * too; both can be sent again as an addition.
 */
record BatchReceipt(
    BatchRef batch,
    List<Stored> stored,
    List<Returned> returned,
    List<BatchForm.Household> householdsReturned,
    List<BatchForm.KeepApart> keepApartReturned) {

  record Stored(String key, ReferralReceipt receipt) {}

  record Returned(String key, List<FieldProblem> errors) {}
}
