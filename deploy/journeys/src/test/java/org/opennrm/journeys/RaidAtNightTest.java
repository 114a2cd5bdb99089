package org.opennrm.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opennrm.journeys.Answers.items;
import static org.opennrm.journeys.Answers.key;
import static org.opennrm.journeys.Answers.until;
import static org.opennrm.journeys.Story.AUTHORITY;
import static org.opennrm.journeys.Story.COORDINATOR;
import static org.opennrm.journeys.Story.POLICE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.opennrm.journeys.Doors.Answer;

/**
 * A raid at night brings thirty-four people, all of them invented: a mother with her baby, and one
 * whom another must not meet.
 */
class RaidAtNightTest {

  private static final String ACCEPTED = "{\"answer\": \"accepted\"}";

  private final Doors doors = new Doors(RunningSystem.get());
  private final AtTheAuthority authority = new AtTheAuthority(doors, new Teller(System.out));

  @Test
  void everybodyIsReferredAtOnceAndTwoWhoMustNotMeetSleepInTwoHouses() {
    var batch = refer();
    var stored = batch.body().path("stored");
    assertThat(stored).hasSize(34);
    var references = stored.findValuesAsText("reference");
    until(
        () -> doors.get(AUTHORITY, "/identification/inbox?limit=200").expecting(200),
        inbox ->
            items(inbox).map(i -> i.path("reference").asText()).toList().containsAll(references),
        "all of them in the authority's inbox");

    var mother = authority.accept(referenceOf("mother", stored));
    var baby = authority.accept(referenceOf("baby", stored));
    var woman = authority.accept(referenceOf("woman", stored));
    var recruiter = authority.accept(referenceOf("recruiter", stored));
    assertThat(file(mother).path("household")).extracting(JsonNode::asText).containsExactly(baby);
    assertThat(file(woman).path("keepApart"))
        .extracting(JsonNode::asText)
        .containsExactly(recruiter);

    authority.help(woman);
    authority.help(recruiter);
    var herOffers = offersFor(woman);
    var theirOffers = offersFor(recruiter);
    var house = herOffers.path(0).path("facility").asText();
    assertThat(answer(inHouse(house, theirOffers)).status()).isEqualTo(200);

    var refused = answer(inHouse(house, herOffers));
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.text("rule")).isEqualTo("NOT_TO_BE_HOUSED_THERE");
    assertThat(refused.body().toString()).doesNotContain(recruiter);
    var elsewhere =
        StreamSupport.stream(herOffers.spliterator(), false)
            .filter(offer -> !offer.path("facility").asText().equals(house))
            .findFirst()
            .orElseThrow();
    assertThat(answer(elsewhere).status()).isEqualTo(200);
  }

  private Answer refer() {
    var others =
        IntStream.rangeClosed(5, 34)
            .mapToObj(number -> person(Integer.toString(number), number <= 7))
            .collect(Collectors.joining(","));
    return doors
        .post(
            POLICE,
            "/identification/batches",
            """
            {"persons": [%s, %s, %s, %s, %s],
             "households": [{"members": ["mother", "baby"]}],
             "keepApart": [{"between": ["woman", "recruiter"]}]}
            """
                .formatted(
                    person("mother", false),
                    person("baby", true),
                    person("woman", false),
                    person("recruiter", false),
                    others),
            key())
        .expecting(201);
  }

  private static String person(String key, boolean child) {
    return """
    {"key": "%s", "referral": {"channel": "raid", "area": "ba-fed-sarajevo",
      "person": {"sex": "female", "ageBand": "%s", "languages": ["ron"]},
      "sharing": %s}}
    """
        .formatted(
            key,
            child ? "0-8" : "18-23",
            child
                ? "{\"basis\": \"child-or-age-in-doubt\"}"
                : "{\"basis\": \"consent\", \"language\": \"ron\", \"interpreter\": \"present\"}");
  }

  private static String referenceOf(String key, JsonNode stored) {
    return StreamSupport.stream(stored.spliterator(), false)
        .filter(each -> each.path("key").asText().equals(key))
        .findFirst()
        .orElseThrow()
        .path("receipt")
        .path("reference")
        .asText();
  }

  private JsonNode file(String caseAlias) {
    return doors.get(AUTHORITY, "/identification/cases/" + caseAlias).expecting(200).body();
  }

  /** Which houses were asked for the person, as the coordinator sees it. */
  private JsonNode offersFor(String caseAlias) {
    var placements =
        until(
            () -> doors.get(AUTHORITY, "/shelter/placements?case=" + caseAlias).expecting(200),
            a -> items(a).anyMatch(p -> p.path("state").asText().equals("offered")),
            "offers");
    var placement = items(placements).findFirst().orElseThrow().path("placement").asText();
    return doors
        .get(COORDINATOR, "/shelter/placements/" + placement)
        .expecting(200)
        .body()
        .path("offers");
  }

  private static JsonNode inHouse(String house, JsonNode offers) {
    return StreamSupport.stream(offers.spliterator(), false)
        .filter(offer -> offer.path("facility").asText().equals(house))
        .findFirst()
        .orElseThrow();
  }

  /** The operator finds the offer by the reference that both sides say on the telephone. */
  private Answer answer(JsonNode asked) {
    var operator = asked.path("operator").asText();
    var handOver = asked.path("handOver").asText();
    var offer =
        items(doors.get(operator, "/shelter/offers?state=open&limit=200").expecting(200))
            .filter(each -> each.path("handOver").asText().equals(handOver))
            .findFirst()
            .orElseThrow()
            .path("offer")
            .asText();
    return doors.put(operator, "/shelter/offers/" + offer + "/answer", ACCEPTED, Optional.empty());
  }
}
