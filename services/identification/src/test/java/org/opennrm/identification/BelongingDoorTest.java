package org.opennrm.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.opennrm.identification.Door.AUTHORITY;
import static org.opennrm.identification.Door.OTHER_AUTHORITY;
import static org.opennrm.identification.Door.POLICE;
import static org.opennrm.identification.Door.as;
import static org.opennrm.identification.Door.heldCase;
import static org.opennrm.identification.Door.submitted;

import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.KeepApartStatedV1;
import org.opennrm.contracts.KeepApartTakenBackV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.access.CaseAlias;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;

/** What is learned after the raid: who belongs together, who must not meet, and what was wrong. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class BelongingDoorTest {

  @Inject CaseAlias aliases;
  @Inject AgroalDataSource database;

  @Test
  void whoMustNotMeetIsToldOnceAndTakenBackOnceForEachOfTheTwo() {
    var one = heldCase(submitted());
    var other = heldCase(submitted());

    put(one, "keep-apart", other).statusCode(200).body("keepApart", contains(other));
    put(other, "keep-apart", one).statusCode(200).body("keepApart", contains(one));
    seen(other, "keepApart", one);
    delete(other, "keep-apart", one).statusCode(200).body("keepApart", empty());
    delete(one, "keep-apart", other).statusCode(200).body("keepApart", empty());
    seen(one, "keepApart");
    put(one, "keep-apart", other).statusCode(200);

    for (var each : List.of(one, other)) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> assertThat(toldAbout(each)).containsExactly("stated", "taken back", "stated"));
    }
  }

  @Test
  void aHouseholdGrowsAndWhoLeavesItLeavesTheRestTogether() throws SQLException {
    var mother = heldCase(submitted());
    var son = heldCase(submitted());
    var sister = heldCase(submitted());
    put(mother, "household", son).statusCode(200).body("household", contains(son));
    put(son, "household", sister)
        .statusCode(200)
        .body("household", containsInAnyOrder(mother, sister));

    delete(mother, "household", sister).statusCode(200).body("household", contains(son));
    seen(sister, "household");
    seen(son, "household", mother);
    // Saying it again changes nothing.
    delete(mother, "household", sister).statusCode(200).body("household", contains(son));
    delete(mother, "household", son).statusCode(200).body("household", empty());
    seen(son, "household");
    assertThat(takenBack(mother)).isEqualTo(2);
  }

  @Test
  void nobodyIsToldToKeepAHouseholdApart() {
    var one = heldCase(submitted());
    var two = heldCase(submitted());
    var three = heldCase(submitted());
    put(one, "household", two).statusCode(200);
    put(two, "keep-apart", three).statusCode(200);

    put(one, "keep-apart", two).statusCode(409).body("rule", equalTo("APART_WITHIN_A_HOUSEHOLD"));
    put(one, "household", three).statusCode(409).body("rule", equalTo("APART_WITHIN_A_HOUSEHOLD"));

    seen(one, "household", two);
    seen(one, "keepApart");
    seen(three, "household");
    assertThat(toldAbout(one)).isEmpty();
  }

  @Test
  void onlyWhoHoldsBothFilesSaysIt() {
    var mine = heldCase(submitted());
    var sent = submitted();
    var notYetMine = aliases.of(caseOf(mine), new OrganisationCode("ba-identification-rs"));

    for (var link : List.of("keep-apart", "household")) {
      for (var other : List.of(notYetMine, "C-nothing", sent)) {
        put(mine, link, other).statusCode(404);
        put(other, link, mine).statusCode(404);
        delete(mine, link, other).statusCode(404);
      }
      put(mine, link, mine).statusCode(422).body("errors.field", contains("other"));
      as(OTHER_AUTHORITY).put(path(mine, link, mine)).then().statusCode(404);
      as(POLICE).put(path(mine, link, mine)).then().statusCode(403);
      as(POLICE).delete(path(mine, link, mine)).then().statusCode(403);
    }
  }

  private static ValidatableResponse put(String one, String link, String other) {
    return as(AUTHORITY).put(path(one, link, other)).then();
  }

  private static ValidatableResponse delete(String one, String link, String other) {
    return as(AUTHORITY).delete(path(one, link, other)).then();
  }

  private static String path(String one, String link, String other) {
    return "/identification/cases/" + one + "/" + link + "/" + other;
  }

  private static void seen(String alias, String link, String... others) {
    as(AUTHORITY)
        .get("/identification/cases/" + alias)
        .then()
        .statusCode(200)
        .body(link, equalTo(List.of(others)));
  }

  private CaseRef caseOf(String alias) {
    return aliases.read(alias, new OrganisationCode("ba-identification")).orElseThrow();
  }

  private List<String> toldAbout(String alias) {
    return Feed.readAbout("nrm.identification.needs", caseOf(alias).value()).stream()
        .map(Feed.OnTopic::event)
        .map(event ->
            switch (event) {
              case KeepApartStatedV1 _ -> "stated";
              case KeepApartTakenBackV1 _ -> "taken back";
              default -> event.getClass().getSimpleName();
            })
        .toList();
  }

  private int takenBack(String alias) throws SQLException {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select count(*) from link_taken_back where kind = 'household' and case_ref = ?")) {
      query.setString(1, caseOf(alias).value());
      try (var rows = query.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getInt(1);
      }
    }
  }
}
