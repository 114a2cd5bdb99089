package org.opennrm.shelter.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.opennrm.shelter.Searches.until;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.NeedWithdrawnV1;
import org.opennrm.contracts.ShelterNeededV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.NeedRef;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.shelter.Database;
import org.opennrm.shelter.Door;
import org.opennrm.shelter.Needs;
import org.opennrm.shelter.Searches;

@QuarkusTest
@QuarkusTestResource(Infra.class)
class RaceTest {

  private static final int RACES = 300;
  private static final int CLIENTS = 64;

  @Inject Searches searches;
  @Inject Database database;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void ofTwoThatAcceptAtTheSameInstantExactlyOneGetsThePerson() throws Exception {
    var cases = manyBegun(RACES, "hearing");
    try (var runners = Executors.newFixedThreadPool(2)) {
      for (var caseRef : cases) {
        var answers =
            atTheSameInstant(
                runners,
                accepting(Door.LARA, searches.offerTo(caseRef, "test-race-1")),
                accepting(Door.LA_STRADA, searches.offerTo(caseRef, "test-race-2")));
        assertThat(answers)
            .extracting(HttpResponse::statusCode)
            .containsExactlyInAnyOrder(200, 409);
        assertThat(answers)
            .filteredOn(answer -> answer.statusCode() == 409)
            .singleElement()
            .satisfies(lost -> assertThat(lost.body()).contains("\"rule\":\"TAKEN_BY_ANOTHER\""));
      }
    }

    for (var caseRef : cases) {
      assertThat(offerStatesOf(caseRef))
          .containsExactlyInAnyOrder("accepted", "withdrawn", "withdrawn");
      assertThat(
              database.count(
                  "select count(*) from stay s join placement p on p.ref = s.placement where"
                      + " p.case_ref = ?",
                  caseRef.value()))
          .isEqualTo(1);
    }
    assertNoPlaceIsHeldTwice();
    var winners =
        database.ask(
            "select distinct operator from placement where state_name = 'facility-accepted'");
    assertThat(winners).as("each operator wins now and then").contains("ba-lara", "ba-la-strada");
  }

  @Test
  void ofManyForTheLastBedExactlyOneGetsIt() throws Exception {
    var cases = manyBegun(CLIENTS, "sight");
    try (var runners = Executors.newFixedThreadPool(CLIENTS)) {
      var answers =
          atTheSameInstant(
              runners,
              cases.stream()
                  .map(caseRef -> accepting(Door.ZENE, searches.offerTo(caseRef, "test-last-bed")))
                  .toList());

      assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
      assertThat(answers)
          .filteredOn(answer -> answer.statusCode() != 200)
          .hasSize(CLIENTS - 1)
          .allSatisfy(lost -> {
            assertThat(lost.statusCode()).isEqualTo(409);
            assertThat(lost.body()).contains("\"rule\":\"NO_FREE_PLACE\"");
          });
    }
    assertNoPlaceIsHeldTwice();

    // The bed is free again as soon as the one who had it needs it no more.
    var winner =
        cases.stream()
            .filter(caseRef -> searches.stateOf(caseRef).equals("facility-accepted"))
            .findFirst()
            .orElseThrow();
    searches.published(
        new NeedWithdrawnV1(winner, needOf(winner), Needs.AUTHORITY, searches.now()));
    searches.untilIn(winner, "withdrawn");
    var next = cases.stream().filter(c -> searches.stateOf(c).equals("offered")).findFirst();
    Door.answer(Door.ZENE, searches.offerTo(next.orElseThrow(), "test-last-bed"), Door.ACCEPTED)
        .statusCode(200);
  }

  @Test
  void noCodeCanPutTwoIntoOneBed() {
    var cases = manyBegun(2, "hearing");
    Door.answer(Door.LARA, searches.offerTo(cases.get(0), "test-race-1"), Door.ACCEPTED)
        .statusCode(200);
    assertThatThrownBy(() ->
            database.ask(
                """
                insert into stay (place, placement, during)
                select s.place, second.ref, s.during
                  from stay s join placement first on first.ref = s.placement
                  join placement second on second.case_ref = ?
                 where first.case_ref = ?
                returning id::text
                """,
                cases.get(1).value(),
                cases.get(0).value()))
        .hasMessageContaining("a_place_houses_one_person_at_a_time");
  }

  private void assertNoPlaceIsHeldTwice() {
    assertThat(
            database.ask(
                """
                select a.place::text from stay a
                  join stay b on a.place = b.place and a.id < b.id and a.during && b.during
                """))
        .isEmpty();
  }

  private List<CaseRef> manyBegun(int count, String accessibility) {
    var cases = new ArrayList<CaseRef>();
    try (var identification = Feed.of("identification")) {
      for (var i = 0; i < count; i++) {
        var caseRef = Needs.newCase();
        ShelterNeededV1 need = Needs.stated(caseRef, Needs.of(accessibility), searches.now());
        identification.publish(need);
        cases.add(caseRef);
      }
    }
    for (var caseRef : cases) {
      until(() ->
          !database.ask("select ref from placement where case_ref = ?", caseRef.value()).isEmpty());
    }
    return cases;
  }

  private List<String> offerStatesOf(CaseRef caseRef) {
    return database.ask(
        "select o.state from offer o join placement p on p.ref = o.placement where p.case_ref = ?",
        caseRef.value());
  }

  private NeedRef needOf(CaseRef caseRef) {
    return new NeedRef(
        database.one("select need from placement where case_ref = ?", caseRef.value()));
  }

  private static HttpRequest accepting(String token, String offer) {
    return HttpRequest.newBuilder(
            URI.create(
                RestAssured.baseURI
                    + ":"
                    + RestAssured.port
                    + "/shelter/offers/"
                    + offer
                    + "/answer"))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .PUT(BodyPublishers.ofString(Door.ACCEPTED))
        .build();
  }

  private List<HttpResponse<String>> atTheSameInstant(
      ExecutorService runners, HttpRequest... requests)
      throws InterruptedException, ExecutionException {
    return atTheSameInstant(runners, List.of(requests));
  }

  private List<HttpResponse<String>> atTheSameInstant(
      ExecutorService runners, List<HttpRequest> requests)
      throws InterruptedException, ExecutionException {
    var start = new CyclicBarrier(requests.size());
    var answers = new ArrayList<HttpResponse<String>>();
    var running =
        runners.invokeAll(requests.stream().map(request -> started(start, request)).toList());
    for (Future<HttpResponse<String>> each : running) {
      answers.add(each.get());
    }
    return answers;
  }

  private Callable<HttpResponse<String>> started(CyclicBarrier start, HttpRequest request) {
    return () -> {
      start.await();
      try {
        return http.send(request, BodyHandlers.ofString());
      } catch (IOException e) {
        throw new AssertionError("the door did not answer", e);
      }
    };
  }
}
