package org.opennrm.journeys;

import static org.opennrm.journeys.Answers.items;
import static org.opennrm.journeys.Answers.key;
import static org.opennrm.journeys.Answers.told;
import static org.opennrm.journeys.Answers.until;
import static org.opennrm.journeys.Story.COORDINATOR;
import static org.opennrm.journeys.Story.SANDBOX;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.opennrm.journeys.Doors.Answer;

/** The coordinator's desk: every hand-over, and the silence of one. */
record AtTheDesk(Doors doors, Teller teller) {

  void readsTheLedger(String holder) {
    teller.hop(
        "coordinator",
        "reads the ledger",
        () ->
            until(
                () -> doors.get(COORDINATOR, "/coordination/hand-overs?limit=100").expecting(200),
                a ->
                    items(a)
                        .anyMatch(h ->
                            h.path("to").asText().equals(holder)
                                && h.path("state").asText().equals("completed")),
                "the completed hand-over in the ledger"),
        a ->
            items(a)
                .limit(8)
                .map(h ->
                    h.path("step").asText()
                        + " "
                        + h.path("from").asText()
                        + " > "
                        + h.path("to").asText()
                        + ": "
                        + h.path("state").asText())
                .reduce((x, y) -> x + "\n" + " ".repeat(43) + y)
                .orElse("nothing"));
  }

  JsonNode hearsOfTheSilence(Answer silent) {
    until(
        () ->
            doors
                .get(COORDINATOR, "/coordination/hand-overs?limit=5&step=identification")
                .expecting(200),
        a -> items(a).anyMatch(h -> h.path("dueAt").asText().equals(silent.text("answerBy"))),
        "the hand-over in the ledger");
    teller.hop(
        "sandbox",
        "moves the clock three hours on",
        () -> doors.post(SANDBOX, "/coordination/clock", "{\"advanceBy\": \"PT3H\"}", key()),
        a -> told(a.status() < 300, "offset " + a.body()));
    var escalated =
        teller.hop(
            "coordinator",
            "finds the silence on their desk",
            () ->
                until(
                    () ->
                        doors
                            .get(COORDINATOR, "/coordination/escalations?open=true&limit=200")
                            .expecting(200),
                    a -> escalationOf(a, silent).isPresent(),
                    "the escalation"),
            a ->
                escalationOf(a, silent)
                    .map(e ->
                        e.path("silent").asText()
                            + " did not answer; level "
                            + e.path("level").asText())
                    .orElseThrow());
    var escalation = escalationOf(escalated, silent).orElseThrow();
    teller.hop(
        "coordinator",
        "takes it up",
        () ->
            doors
                .put(
                    COORDINATOR,
                    "/coordination/escalations/" + escalation.path("id").asText() + "/taken",
                    null,
                    Optional.empty())
                .expecting(200),
        a -> "state " + a.text("state"));
    return escalation;
  }

  /** The escalation of the hand-over that fell due when the silent referral's answer did. */
  private Optional<JsonNode> escalationOf(Answer escalations, Answer silent) {
    return items(escalations)
        .filter(e -> {
          var handOver =
              doors.get(COORDINATOR, "/coordination/hand-overs/" + e.path("handOver").asText());
          return handOver.status() == 200
              && handOver.body().path("dueAt").asText().equals(silent.text("answerBy"));
        })
        .findFirst();
  }
}
