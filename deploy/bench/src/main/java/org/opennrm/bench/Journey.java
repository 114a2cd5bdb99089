package org.opennrm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.opennrm.bench.Mix.Step;

/** One case on its way, with what its users have been told so far. */
final class Journey {

  private static final String COORDINATOR = "ba-coordinator";
  private static final List<String> OPERATORS =
      List.of("ba-iom", "ba-la-strada", "ba-forum-of-solidarity", "ba-zene-za-une", "ba-lara");

  private final Door door;
  private final String key;
  private final InventedPerson person;
  private final RandomGenerator random;
  private final String operator;

  private String referral = "";
  private String holder = "";
  private String alias = "";
  private String version = "";
  private String need = "";
  private String offer = "";
  private boolean closed;

  /**
   * @param key marks the case as the bench's own, and makes each of its creations happen once
   */
  Journey(Door door, String key, InventedPerson person, RandomGenerator random) {
    this.door = door;
    this.key = key;
    this.person = person;
    this.random = random;
    this.operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
  }

  /** Makes the request of a step and keeps what its answer tells. */
  Reply take(Step step) {
    Reply reply = make(step);
    if (reply.is(expected(step))) {
      keep(step, reply);
    }
    return reply;
  }

  /** Whether the answer is one that the step may get: a house can be full, or too late. */
  boolean accepts(Step step, Reply reply) {
    return reply.is(expected(step)) || (step == Step.ANSWER && reply.is(409));
  }

  /** Whether there is anything to do: a list of offers may have been empty. */
  boolean canTake(Step step) {
    return step != Step.ANSWER || !offer.isEmpty();
  }

  private static int expected(Step step) {
    return switch (step) {
      case REFERRAL, CONSENT, NEED -> 201;
      default -> 200;
    };
  }

  private Reply make(Step step) {
    return switch (step) {
      case REFERRAL ->
          door.post(Preparation.SENDER, "/identification/referrals", key, person.referral(own()));
      case SENT -> door.get(Preparation.SENDER, "/identification/referrals");
      case INBOX -> door.get(holder, "/identification/inbox");
      case ACKNOWLEDGEMENT -> door.put(holder, referralPath() + "/acknowledgement", version, "");
      case ACCEPTANCE -> door.put(holder, referralPath() + "/acceptance", version, "");
      case CONSENT -> door.post(holder, casePath("consents"), key, InventedPerson.CONSENT);
      case NEED -> door.post(holder, casePath("needs"), key, person.need());
      case PLACEMENTS -> door.get(holder, "/shelter/placements");
      case OFFERS -> door.get(operator, "/shelter/offers?state=open");
      case ANSWER -> door.put(operator, "/shelter/offers/" + offer + "/answer", "", answer());
      case HAND_OVERS -> door.get(COORDINATOR, "/coordination/hand-overs");
      case FIGURES -> door.get(COORDINATOR, "/coordination/figures?by=sex");
      case WITHDRAWAL -> door.put(holder, casePath("needs/" + need + "/withdrawal"), "", "");
      case FILE -> door.get(holder, "/identification/cases/" + alias);
      case CLOSURE ->
          door.put(holder, casePath("closure"), version, "{\"reason\":\"help-completed\"}");
    };
  }

  private void keep(Step step, Reply reply) {
    switch (step) {
      case REFERRAL -> {
        referral = reply.text("/reference");
        holder = reply.text("/owner/code");
        version = reply.version();
      }
      case ACKNOWLEDGEMENT, FILE -> version = reply.version();
      case ACCEPTANCE -> alias = reply.text("/caseAlias");
      case NEED -> need = reply.text("/need");
      case OFFERS -> offer = anyOffer(reply);
      case WITHDRAWAL -> need = "";
      case CLOSURE -> closed = true;
      case SENT, INBOX, CONSENT, PLACEMENTS, ANSWER, HAND_OVERS, FIGURES -> {}
    }
  }

  /** People at a desk take any of those that wait; two may take the same. */
  private String anyOffer(Reply offers) {
    List<String> open = new ArrayList<>();
    if (offers instanceof Reply.Answered(_, JsonNode body, _)) {
      body.path("items").forEach(each -> open.add(each.path("offer").asText()));
    }
    return open.isEmpty() ? "" : open.get(random.nextInt(open.size()));
  }

  /** One house in three takes somebody in. */
  private String answer() {
    return random.nextInt(3) == 0
        ? "{\"answer\":\"accepted\"}"
        : "{\"answer\":\"declined\",\"reason\":\"full\"}";
  }

  String referral() {
    return referral;
  }

  /** The sender's own reference, by which a case of the bench is known in the databases. */
  String own() {
    return own(key);
  }

  static String own(String key) {
    return "bench/" + key;
  }

  private String referralPath() {
    return "/identification/referrals/" + referral;
  }

  private String casePath(String what) {
    return new HeldCase(referral, holder, alias).path(what);
  }

  /** Ends what did not come to its end by itself; whether the case is closed now. */
  boolean tidy(Tidying tidying) {
    if (!closed && !alias.isEmpty()) {
      closed = tidying.close(new HeldCase(referral, holder, alias), need);
    } else if (!closed && !referral.isEmpty()) {
      closed = tidying.withdraw(referral);
    }
    return closed;
  }
}
