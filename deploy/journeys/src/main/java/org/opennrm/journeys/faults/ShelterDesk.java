package org.opennrm.journeys.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.opennrm.bench.Reply;

/**
 * The desk of one shelter operator: looks at what it was asked, says yes or no, and takes in whom
 * it said yes to. Most leave again soon, so that beds stay free.
 */
final class ShelterDesk {

  private static final String AGREED =
      "{\"answer\":\"agreed\",\"houseRulesTold\":true,\"regimeTold\":true}";

  private final Client client;
  private final ClientMemory memory;
  private final String operator;
  private final RandomGenerator random;

  ShelterDesk(Client client, ClientMemory memory, String operator, RandomGenerator random) {
    this.client = client;
    this.memory = memory;
    this.operator = operator;
    this.random = random;
  }

  /** Answers one of the newest open offers, if there is any. */
  void answerOne() {
    var open = client.get(operator, "/shelter/offers?state=open&limit=20");
    pick(open)
        .ifPresent(offer -> {
          if (random.nextInt(3) == 0) {
            accept(offer);
          } else {
            client.put(
                operator,
                "/shelter/offers/" + offer + "/answer",
                "{\"answer\":\"declined\",\"reason\":\"understaffed\"}");
          }
        });
  }

  /** Says yes; the placement, if the offer was still to be had. */
  Optional<String> sayYes(String offer) {
    memory.ask(Deed.OFFER_ACCEPTANCE, offer);
    var answer =
        client.put(operator, "/shelter/offers/" + offer + "/answer", "{\"answer\":\"accepted\"}");
    var placement = answer.text("/placement");
    if (answer.is(200)) {
      memory.acknowledged(Deed.OFFER_ACCEPTANCE, offer, placement);
      return Optional.of(placement);
    }
    if (!Client.isUnanswered(answer)) {
      memory.refused(Deed.OFFER_ACCEPTANCE, offer);
    }
    return Optional.empty();
  }

  private void accept(String offer) {
    sayYes(offer)
        .ifPresent(placement -> {
          var path = "/shelter/placements/" + placement;
          client.put(operator, path + "/person-answer", AGREED);
          if (arrives(placement, path) && random.nextInt(10) > 0) {
            client.step(
                operator,
                path,
                "departure",
                "{\"reason\":\"own-housing\"}",
                seen -> isIn(seen, "left"));
          }
        });
  }

  private boolean arrives(String placement, String path) {
    memory.ask(Deed.ARRIVAL, placement);
    var arrived = client.step(operator, path, "arrival", "", seen -> isIn(seen, "arrived"));
    if (arrived.is(200)) {
      memory.acknowledged(Deed.ARRIVAL, placement, placement);
      return true;
    }
    if (!Client.isUnanswered(arrived)) {
      memory.refused(Deed.ARRIVAL, placement);
    }
    return false;
  }

  private static boolean isIn(Reply seen, String state) {
    return seen.text("/state").equals(state);
  }

  private Optional<String> pick(Reply open) {
    List<String> offers = new ArrayList<>();
    if (open instanceof Reply.Answered(int status, JsonNode body, _) && status == 200) {
      body.path("items").forEach(each -> offers.add(each.path("offer").asText()));
    }
    return offers.isEmpty()
        ? Optional.empty()
        : Optional.of(offers.get(random.nextInt(offers.size())));
  }
}
