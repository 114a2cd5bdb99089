package org.opennrm.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.opennrm.journeys.Answers.items;
import static org.opennrm.journeys.Answers.key;
import static org.opennrm.journeys.Answers.until;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * An organisation finds a woman itself and enters her by the same door as the police. One agency
 * counsels, investigates and shelters, and its units are strangers to each other's cases.
 */
class WalledUnitsInNigeriaTest {

  private static final String NGO = "ng-ngo";
  private static final String COUNSELLING = "ng-agency-counselling";
  private static final String INVESTIGATION = "ng-agency-investigation";
  private static final String SHELTER = "ng-agency-shelter";
  private static final String COORDINATOR = "ng-coordinator";
  private static final String NOBODYS = "/identification/referrals/NRM-00000000000";

  private final Doors doors = new Doors(RunningSystem.get());
  private final StepHolder counselling = new StepHolder(doors, COUNSELLING);

  @Test
  void theAgencyShelterIsAskedForABedAndTheAgencysInvestigatorsSeeNothing() {
    var referral = refer();
    var sent = "/identification/referrals/" + referral;
    assertThat(doors.get(INVESTIGATION, sent).status()).as("before anybody answers").isEqualTo(404);

    var caseAlias = counselling.accept(referral).text("caseAlias");
    var file = "/identification/cases/" + caseAlias;
    doors.post(COUNSELLING, file + "/consents", consent(), key()).expecting(201);
    doors.post(COUNSELLING, file + "/needs", shelter(), key()).expecting(201);
    var offers =
        until(
            () -> doors.get(SHELTER, "/shelter/offers?state=open").expecting(200),
            a -> items(a).findAny().isPresent(),
            "the offer at the agency's shelter");
    assertThat(offers.body().toString())
        .as("the shelter is asked for a place, not told who it is for")
        .doesNotContain("Invented")
        .doesNotContain(referral);
    var offer = items(offers).findFirst().orElseThrow().path("offer").asText();
    doors
        .put(
            SHELTER,
            "/shelter/offers/" + offer + "/answer",
            "{\"answer\": \"accepted\"}",
            Optional.empty())
        .expecting(200);

    investigatorsSeeNothing(sent, referral, file, caseAlias);
    assertThat(doors.get(SHELTER, sent).status()).isEqualTo(403);
    assertThat(doors.get(NGO, sent).expecting(200).body().has("content"))
        .as("who found her follows the state, and nothing that others added")
        .isFalse();
    theCoordinatorKnowsTheHandOversAndNoOtherCountryDoes();
  }

  private String refer() {
    var receipt =
        doors
            .post(
                NGO,
                "/identification/referrals",
                """
                {"channel": "outreach", "area": "ng-oredo",
                 "person": {"givenNames": "Invented", "sex": "female", "ageBand": "18-23",
                            "nationality": "ng", "languages": ["bin", "eng"]},
                 "movement": "internal",
                 "sharing": {"basis": "consent", "language": "bin", "interpreter": "not-needed"}}
                """,
                key())
            .expecting(201);
    assertThat(receipt.body().path("owner").path("code").asText()).isEqualTo(COUNSELLING);
    return receipt.text("reference");
  }

  private void investigatorsSeeNothing(
      String sent, String referral, String file, String caseAlias) {
    var there = doors.get(INVESTIGATION, sent).expecting(404);
    var never = doors.get(INVESTIGATION, NOBODYS).expecting(404);
    assertThat(there.body().path("type")).isEqualTo(never.body().path("type"));
    assertThat(there.body().path("title")).isEqualTo(never.body().path("title"));
    assertThat(doors.get(INVESTIGATION, sent + "/content").status()).isEqualTo(404);
    assertThat(doors.get(INVESTIGATION, file).status()).isEqualTo(404);
    for (var inbox : new String[] {"", "&state=accepted"}) {
      assertThat(
              items(
                  doors
                      .get(INVESTIGATION, "/identification/inbox?limit=200" + inbox)
                      .expecting(200)))
          .noneMatch(i -> i.path("reference").asText().equals(referral));
    }
    assertThat(items(doors.get(INVESTIGATION, "/shelter/placements").expecting(200))).isEmpty();
    assertThat(
            items(doors.get(INVESTIGATION, "/shelter/placements?case=" + caseAlias).expecting(200)))
        .isEmpty();
    assertThat(items(doors.get(COUNSELLING, "/shelter/placements?case=" + caseAlias)))
        .as("counselling, which asked for the bed, follows the search")
        .hasSize(1);
  }

  private void theCoordinatorKnowsTheHandOversAndNoOtherCountryDoes() {
    until(
        () -> doors.get(COORDINATOR, "/coordination/hand-overs?limit=200").expecting(200),
        ledger ->
            items(ledger).anyMatch(h -> h.path("to").asText().equals(COUNSELLING))
                && items(ledger).anyMatch(h -> h.path("to").asText().equals(SHELTER)),
        "both hand-overs in the ledger");
    assertThat(
            items(doors.get("kg-coordinator", "/coordination/hand-overs?limit=200").expecting(200)))
        .noneMatch(h -> h.path("country").asText().equals("ng"));
  }

  private static String consent() {
    return """
    {"purpose": "shelter", "decision": "given", "language": "bin", "interpreter": "not-needed",
     "formVersion": "shelter-2026-1", "rightsToldInMotherTongue": true}
    """;
  }

  private static String shelter() {
    return """
    {"kind": "shelter", "basis": "consent",
     "profile": {"sex": "female", "ageBand": "18-23", "adults": 1, "children": 0,
                 "languages": ["eng"], "riskLevel": "medium", "accessibility": [],
                 "capabilities": [], "areasToAvoid": [], "tonight": true}}
    """;
  }
}
