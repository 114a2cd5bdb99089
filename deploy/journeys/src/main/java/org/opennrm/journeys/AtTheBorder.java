package org.opennrm.journeys;

import static org.opennrm.journeys.Answers.key;
import static org.opennrm.journeys.Answers.told;
import static org.opennrm.journeys.Answers.until;
import static org.opennrm.journeys.Story.POLICE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.opennrm.journeys.Doors.Answer;

/** A border police unit: refers, and learns no more than it needs. */
record AtTheBorder(Doors doors, Teller teller) {

  String refer() {
    var key = "story-" + UUID.randomUUID();
    var body = referral(false);
    var first =
        teller.hop(
            "border police",
            "submits a referral, half of it unknown",
            () -> doors.post(POLICE, "/identification/referrals", body, key).expecting(201),
            a ->
                a.text("reference")
                    + ", with "
                    + a.body().path("owner").path("name").asText()
                    + ", answer by "
                    + a.text("answerBy"));
    teller.hop(
        "border police",
        "sends it again with the same Idempotency-Key: the line was bad",
        () -> doors.post(POLICE, "/identification/referrals", body, key).expecting(201),
        again -> told(again.body().equals(first.body()), "the same answer, to the letter"));
    return first.text("reference");
  }

  /** Refers somebody in immediate danger, to an authority that will not answer. */
  Answer referInDanger() {
    return teller.hop(
        "border police",
        "refers somebody in immediate danger; nobody will answer",
        () -> doors.post(POLICE, "/identification/referrals", referral(true), key()).expecting(201),
        a -> a.text("reference") + ", answer by " + a.text("answerBy"));
  }

  /** Reads "in assistance" of its referral; where the person is, it cannot ask. */
  void readsNothingMore(String referral, String caseAlias, String placement) {
    teller.hop(
        "border police",
        "looks at its referral",
        () ->
            until(
                () -> doors.get(POLICE, "/identification/referrals/" + referral).expecting(200),
                a -> a.body().path("state").asText().equals("in-assistance"),
                "the sender to read in-assistance"),
        a -> "state " + a.text("state") + ", nothing more: " + fields(a.body()));
    for (var curious :
        Map.of(
                "the placement",
                List.of("/shelter/placements/" + placement, "/shelter/placements/PL-0000000000000"),
                "the shelter's address",
                List.of(
                    "/shelter/facilities/ba-f-1/address", "/shelter/facilities/nowhere/address"),
                "the person's file",
                List.of("/identification/cases/" + caseAlias, "/identification/cases/C-nothing"))
            .entrySet()) {
      teller.hop(
          "border police",
          "asks for " + curious.getKey() + ", existing and invented",
          () -> curious.getValue().stream().map(path -> doors.get(POLICE, path)).toList(),
          answers -> told(sameRefusal(answers), "the same answer: " + answers.getFirst().status()));
    }
  }

  private static boolean sameRefusal(List<Answer> answers) {
    var first = answers.getFirst();
    return answers.stream()
        .allMatch(a ->
            a.status() >= 403
                && a.status() == first.status()
                && a.body().path("type").equals(first.body().path("type"))
                && a.body().path("title").equals(first.body().path("title")));
  }

  private static String fields(JsonNode body) {
    var names = new ArrayList<String>();
    body.fieldNames().forEachRemaining(names::add);
    return String.join(", ", names);
  }

  private static String referral(boolean danger) {
    return """
    {"channel": "border-check", "area": "ba-fed-sarajevo",
     "person": {"givenNames": "Invented", "familyName": {"answer": "refused"},
                "sex": "female", "ageBand": "18-23", "nationality": "md", "languages": ["ron"],
                "birthDate": {"answer": "unknown"}},
     "immediateDanger": %s, "papers": {"answer": "none"}, "movement": "cross-border",
     "accompanyingChildren": 0,
     "sharing": {"basis": "consent", "language": "ron", "interpreter": "by-telephone"}}
    """
        .formatted(danger ? "true" : "{\"answer\": \"unknown\"}");
  }
}
