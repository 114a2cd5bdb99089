package org.opennrm.journeys.faults;

import org.opennrm.bench.InventedPerson;
import org.opennrm.bench.Reply;
import org.opennrm.bench.Seeded;

/**
 * One invented person's way: referred, acknowledged, accepted, consenting, asking for a shelter.
 * What the services acknowledge on it goes into the ledger.
 */
final class Journey {

  static final String SENDER = "ba-border-police";
  private static final String REFERRALS = "/identification/referrals";

  private final Client client;
  private final ClientMemory memory;
  private final InventedPerson person;

  /** The sender's own reference and every key of this journey. */
  private final String own;

  Journey(Client client, ClientMemory memory, long seed, String own) {
    this.client = client;
    this.memory = memory;
    this.person = personOf(seed, own);
    this.own = own;
  }

  private static InventedPerson personOf(long seed, String own) {
    return InventedPerson.draw(Seeded.stream(seed, own, 0));
  }

  /** Whether it came to its end; else somebody refused a step. */
  boolean walk() {
    memory.ask(Deed.REFERRAL, own);
    var sent = submit(own);
    if (!heard(Deed.REFERRAL, own, sent, 201, "/reference")) {
      return false;
    }
    var referral = sent.text("/reference");
    var holder = sent.text("/owner/code");
    var path = REFERRALS + "/" + referral;
    client.step(
        holder, path, "acknowledgement", "", seen -> !seen.text("/state").equals("submitted"));
    memory.ask(Deed.ACCEPTANCE, referral);
    var accepted =
        client.step(holder, path, "acceptance", "", seen -> seen.text("/state").equals("accepted"));
    if (!heard(Deed.ACCEPTANCE, referral, accepted, 200, "/reference")) {
      return false;
    }
    return needs(holder, referral, "/identification/cases/" + accepted.text("/caseAlias"));
  }

  /** The very same request as the first, if {@code marked} is the journey's own reference. */
  Reply submit(String marked) {
    return client.post(SENDER, REFERRALS, own, person.referral(marked));
  }

  private boolean needs(String holder, String referral, String file) {
    var consented = client.post(holder, file + "/consents", own, InventedPerson.CONSENT);
    if (!consented.is(201)) {
      return false;
    }
    memory.ask(Deed.NEED, referral);
    var stated = client.post(holder, file + "/needs", own, person.need());
    return heard(Deed.NEED, referral, stated, 201, "/need");
  }

  private boolean heard(Deed deed, String about, Reply reply, int yes, String reference) {
    if (reply.is(yes)) {
      memory.acknowledged(deed, about, reply.text(reference));
      return true;
    }
    if (!Client.isUnanswered(reply)) {
      memory.refused(deed, about);
    }
    return false;
  }
}
