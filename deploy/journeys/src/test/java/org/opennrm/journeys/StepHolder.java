package org.opennrm.journeys;

import static org.opennrm.journeys.Answers.items;
import static org.opennrm.journeys.Answers.until;

import org.opennrm.journeys.Doors.Answer;

/** Whoever owns the identification step in some country, as far as every journey needs it. */
record StepHolder(Doors doors, String organisation) {

  /** Takes the referral from the inbox; the answer is the holder's view of it. */
  Answer accept(String referral) {
    var path = "/identification/referrals/" + referral;
    until(
        () -> doors.get(organisation, "/identification/inbox?limit=200").expecting(200),
        inbox -> items(inbox).anyMatch(i -> i.path("reference").asText().equals(referral)),
        "the referral in the inbox of " + organisation);
    var offer = doors.get(organisation, path).expecting(200);
    var acknowledged =
        doors.put(organisation, path + "/acknowledgement", null, offer.etag()).expecting(200);
    return doors.put(organisation, path + "/acceptance", null, acknowledged.etag()).expecting(200);
  }
}
