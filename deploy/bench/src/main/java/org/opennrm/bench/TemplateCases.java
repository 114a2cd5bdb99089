package org.opennrm.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Leads a few cases from the border to their end through the doors, so that the services write
 * every row of a closed case themselves. Every second person is housed, the others lose patience.
 * Only one facility suits, as where people are few.
 */
final class TemplateCases {

  static final int COUNT = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration GLANCE = Duration.ofMillis(20);
  private static final String OPERATOR = "ba-iom";
  private static final String SCREENING =
      """
      {"startedAt":"2026-01-05T09:00:00Z","endedAt":"2026-01-05T10:00:00Z","place":"ngo-office",\
      "uniformWorn":false,"interviewers":2,"language":"ron","interpreter":"present",\
      "officialInterpreter":true,"answers":{"work.hours":"an invented answer"}}
      """;

  private final Door door;
  private final long seed;

  TemplateCases(Door door, long seed) {
    this.door = door;
    this.seed = seed;
  }

  /**
   * The referrals of the cases, closed and come to rest.
   *
   * @param rest waits until nothing is on its way
   */
  List<String> lead(Runnable rest) {
    List<String> referrals = new ArrayList<>();
    for (int number = 0; number < COUNT; number++) {
      referrals.add(lead(number));
      rest.run();
    }
    return referrals;
  }

  private String lead(int number) {
    InventedPerson person = InventedPerson.draw(Seeded.stream(seed, "template", number));
    String key = Marks.freshKey();
    Reply sent =
        done(
            201,
            door.post(Preparation.SENDER, "/identification/referrals", key, person.referral(key)));
    String referral = sent.text("/reference");
    String holder = sent.text("/owner/code");
    String path = "/identification/referrals/" + referral;
    Reply seen = done(200, door.put(holder, path + "/acknowledgement", sent.version(), ""));
    Reply accepted = done(200, door.put(holder, path + "/acceptance", seen.version(), ""));
    HeldCase held = new HeldCase(referral, holder, accepted.text("/caseAlias"));
    done(201, door.post(holder, held.path("screenings"), key, SCREENING));
    done(
        200,
        door.put(
            holder,
            held.path("presumption"),
            file(held).version(),
            "{\"grounds\":[\"persons-account\"],\"forms\":[\"labour\"]}"));
    done(201, door.post(holder, held.path("consents"), key, InventedPerson.CONSENT));
    String need =
        done(201, door.post(holder, held.path("needs"), key, person.needWith("infant-care")))
            .text("/need");
    String placement = placement(held);
    if (number % 2 == 0) {
      house(held, placement);
    } else {
      done(200, door.put(holder, held.path("needs/" + need + "/withdrawal"), "", ""));
      until(() -> placementOf(held), reply -> state(reply).equals("withdrawn"), "the withdrawal");
    }
    done(
        200,
        door.put(
            holder, held.path("closure"), file(held).version(), "{\"reason\":\"help-completed\"}"));
    return referral;
  }

  private void house(HeldCase held, String placement) {
    Reply offers =
        until(
            () -> door.get(OPERATOR, "/shelter/offers?state=open"),
            reply ->
                reply instanceof Reply.Answered(_, JsonNode b, _)
                    && !b.at("/items/0").isMissingNode(),
            "an offer");
    String offer = offers.text("/items/0/offer");
    String path = "/shelter/placements/" + placement;
    done(
        200,
        door.put(
            OPERATOR, "/shelter/offers/" + offer + "/answer", "", "{\"answer\":\"accepted\"}"));
    done(
        200,
        door.put(
            held.holder(),
            path + "/person-answer",
            "",
            "{\"answer\":\"agreed\",\"houseRulesTold\":true,\"regimeTold\":true}"));
    done(200, door.put(OPERATOR, path + "/arrival", "", ""));
    done(200, door.put(OPERATOR, path + "/departure", "", "{\"reason\":\"own-housing\"}"));
  }

  private String placement(HeldCase held) {
    return until(
            () -> placementOf(held),
            reply -> state(reply).equals("offered"),
            "an offered placement")
        .text("/items/0/placement");
  }

  private Reply placementOf(HeldCase held) {
    return door.get(held.holder(), "/shelter/placements?case=" + held.alias());
  }

  private static String state(Reply placements) {
    return placements.text("/items/0/state");
  }

  private Reply file(HeldCase held) {
    return done(200, door.get(held.holder(), "/identification/cases/" + held.alias()));
  }

  private static Reply until(Supplier<Reply> ask, Predicate<Reply> arrived, String what) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Reply reply = ask.get();
      if (arrived.test(reply)) {
        return reply;
      }
      if (System.nanoTime() > deadline) {
        throw new Trouble("A template case waited in vain for " + what + ": " + reply.kind());
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
  }

  private static Reply done(int status, Reply reply) {
    if (!reply.is(status)) {
      throw new Trouble("A template case could not go on: " + reply.kind());
    }
    return reply;
  }
}
