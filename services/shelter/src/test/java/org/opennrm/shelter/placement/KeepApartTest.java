package org.opennrm.shelter.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.opennrm.shelter.Door.ACCEPTED;
import static org.opennrm.shelter.Door.AGREED;
import static org.opennrm.shelter.Door.AUTHORITY;
import static org.opennrm.shelter.Door.COORDINATOR;
import static org.opennrm.shelter.Door.LARA;
import static org.opennrm.shelter.Door.answer;
import static org.opennrm.shelter.Door.see;
import static org.opennrm.shelter.Door.step;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.AlarmEvent;
import org.opennrm.contracts.AlarmRaisedV1;
import org.opennrm.contracts.KeepApartStatedV1;
import org.opennrm.contracts.KeepApartTakenBackV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.shelter.Database;
import org.opennrm.shelter.Needs;
import org.opennrm.shelter.Searches;

/** A raid brings the recruiter too: two who must not meet are not housed in one house. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class KeepApartTest {

  private static final String HOUSE = "test-race-1";

  @Inject Searches searches;
  @Inject Database database;

  @Test
  void theHouseOfTheOtherIsNotAskedAndTheCoordinatorSeesWhy() {
    var other = searches.begun(Needs.of("hearing"));
    answer(LARA, searches.offerTo(other, HOUSE), ACCEPTED).statusCode(200);
    var person = Needs.newCase();
    keepApart(person, other);

    search(person);

    assertThat(housesAskedFor(person)).isNotEmpty().doesNotContain(HOUSE);
    see(COORDINATOR, searches.placementOf(person))
        .statusCode(200)
        .body(
            "suitability.find { it.facility == '" + HOUSE + "' }.because", contains("keep-apart"));
  }

  @Test
  void whoComesSecondIsRefusedWithoutLearningOfWhom() {
    var person = searches.begun(Needs.of("hearing"));
    var other = searches.begun(Needs.of("hearing"));
    keepApart(person, other);
    answer(LARA, searches.offerTo(other, HOUSE), ACCEPTED).statusCode(200);

    var refusal =
        answer(LARA, searches.offerTo(person, HOUSE), ACCEPTED)
            .statusCode(409)
            .body("rule", equalTo("NOT_TO_BE_HOUSED_THERE"))
            .extract()
            .asString();

    assertThat(refusal).doesNotContain(other.value(), searches.placementOf(other));
    assertThat(searches.stateOf(person)).isEqualTo("offered");
  }

  @Test
  void itBindsInBothDirections() {
    var one = searches.begun(Needs.of("hearing"));
    var two = searches.begun(Needs.of("hearing"));
    keepApart(one, two);
    answer(LARA, searches.offerTo(one, HOUSE), ACCEPTED).statusCode(200);

    answer(LARA, searches.offerTo(two, HOUSE), ACCEPTED).statusCode(409);
  }

  @Test
  void whenTheOtherHasLeftTheHouseIsOpenAgain() {
    var other = searches.begun(Needs.of("hearing"));
    var placement = searches.placementOf(other);
    answer(LARA, searches.offerTo(other, HOUSE), ACCEPTED).statusCode(200);
    step(AUTHORITY, placement, "person-answer", AGREED).statusCode(200);
    step(LARA, placement, "arrival").statusCode(200);
    step(LARA, placement, "departure", "{\"reason\": \"own-housing\"}").statusCode(200);
    var person = Needs.newCase();
    keepApart(person, other);

    search(person);

    assertThat(housesAskedFor(person)).contains(HOUSE);
    answer(LARA, searches.offerTo(person, HOUSE), ACCEPTED).statusCode(200);
  }

  @Test
  void whatIsSaidTooLateAlarmsAboutBothUntilOneOfThemHasLeft() {
    var one = housed();
    var two = housed();
    assertThat(alarmsAbout(one)).isEmpty();

    keepApart(one, two);
    untilTold(one, "raised");
    untilTold(two, "raised");

    step(LARA, searches.placementOf(two), "departure", "{\"reason\": \"own-housing\"}")
        .statusCode(200);
    untilTold(one, "raised", "settled");
    untilTold(two, "raised", "settled");
    // Nobody reads from an alarm where somebody lives.
    assertThat(Feed.readAbout("nrm.shelter", one.value()))
        .filteredOn(record -> record.event() instanceof AlarmEvent)
        .allSatisfy(record -> assertThat(record.value()).doesNotContain("\"by\"", HOUSE));
  }

  @Test
  void whoWasExpectedBeforeItWasSaidAlarmsOnArrival() {
    var one = housed();
    var two = searches.begun(Needs.of("hearing"));
    answer(LARA, searches.offerTo(two, HOUSE), ACCEPTED).statusCode(200);
    step(AUTHORITY, searches.placementOf(two), "person-answer", AGREED).statusCode(200);
    keepApart(one, two);
    assertThat(alarmsAbout(one)).isEmpty();

    step(LARA, searches.placementOf(two), "arrival").statusCode(200);
    step(LARA, searches.placementOf(two), "arrival").statusCode(200);

    untilTold(one, "raised");
    untilTold(two, "raised");
  }

  @Test
  void whatIsTakenBackIsForgottenInBothDirectionsAndSettlesTheAlarm() {
    var one = housed();
    var two = housed();
    keepApart(one, two);
    untilTold(one, "raised");

    takeBack(one, two);

    untilTold(one, "raised", "settled");
    untilTold(two, "raised", "settled");
    assertThat(
            database.count(
                "select count(*) from keep_apart where case_ref = ? or other = ?",
                one.value(),
                one.value()))
        .isZero();
  }

  @Test
  void aThirdWhoMustNotBeMetKeepsTheAlarmUp() {
    var one = housed();
    var two = housed();
    var three = housed();
    keepApart(one, two);
    keepApart(one, three);
    untilTold(three, "raised");

    takeBack(one, two);
    untilTold(two, "raised", "settled");

    assertThat(alarmsAbout(one)).containsExactly("raised");
    step(LARA, searches.placementOf(three), "departure", "{\"reason\": \"left\"}").statusCode(200);
    untilTold(one, "raised", "settled");
  }

  private CaseRef housed() {
    var person = searches.begun(Needs.of("hearing"));
    var placement = searches.placementOf(person);
    answer(LARA, searches.offerTo(person, HOUSE), ACCEPTED).statusCode(200);
    step(AUTHORITY, placement, "person-answer", AGREED).statusCode(200);
    step(LARA, placement, "arrival").statusCode(200);
    return person;
  }

  private void takeBack(CaseRef one, CaseRef other) {
    searches.published(
        new KeepApartTakenBackV1(one, other, Needs.AUTHORITY, searches.now()),
        new KeepApartTakenBackV1(other, one, Needs.AUTHORITY, searches.now()));
    searches.heard(one, "nrm.identification.needs");
    searches.heard(other, "nrm.identification.needs");
  }

  private static void untilTold(CaseRef person, String... told) {
    Searches.until(() -> alarmsAbout(person).equals(List.of(told)));
  }

  private static List<String> alarmsAbout(CaseRef person) {
    return Feed.readAbout("nrm.shelter", person.value()).stream()
        .map(Feed.OnTopic::event)
        .filter(AlarmEvent.class::isInstance)
        .map(event -> {
          assertThat(((AlarmEvent) event).kind()).isEqualTo("together-though-apart");
          return event instanceof AlarmRaisedV1 ? "raised" : "settled";
        })
        .toList();
  }

  /** As the identification service tells it: for each of the two. */
  private void keepApart(CaseRef one, CaseRef other) {
    searches.published(
        new KeepApartStatedV1(one, other, Needs.AUTHORITY, searches.now()),
        new KeepApartStatedV1(other, one, Needs.AUTHORITY, searches.now()));
    searches.heard(one, "nrm.identification.needs");
    searches.heard(other, "nrm.identification.needs");
  }

  private void search(CaseRef person) {
    searches.published(Needs.stated(person, Needs.of("hearing"), searches.now()));
    Searches.until(() ->
        database.count("select count(*) from placement where case_ref = ?", person.value()) > 0);
  }

  private List<String> housesAskedFor(CaseRef caseRef) {
    return database.ask(
        "select o.facility from offer o join placement p on p.ref = o.placement where p.case_ref = ?",
        caseRef.value());
  }
}
