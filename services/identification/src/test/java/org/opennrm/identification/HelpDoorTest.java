package org.opennrm.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.opennrm.identification.Door.AUTHORITY;
import static org.opennrm.identification.Door.OTHER_AUTHORITY;
import static org.opennrm.identification.Door.POLICE;
import static org.opennrm.identification.Door.REFERRAL;
import static org.opennrm.identification.Door.as;
import static org.opennrm.identification.Door.heldCase;
import static org.opennrm.identification.Door.step;
import static org.opennrm.identification.Door.submit;
import static org.opennrm.identification.Door.submitted;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.HandOverEvent;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.identification.help.NextDates;
import org.opennrm.platform.testkit.Feed;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.platform.testkit.TokenIssuer;

/** Whoever is asked for help answers by the same closed loop; nobody waits for a finding. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class HelpDoorTest {

  private static final String LAWYERS = TokenIssuer.token("ba-legal-aid", "helper");
  private static final String GUARDIANS = TokenIssuer.token("ba-child-protection", "helper");
  private static final String NGO = TokenIssuer.token("ba-support-ngo", "helper");
  private static final String MOSTAR = TokenIssuer.token("ba-support-ngo-mostar", "helper");
  private static final String COORDINATOR = TokenIssuer.token("ba-coordinator", "coordinator");
  private static final ZoneId SARAJEVO = ZoneId.of("Europe/Sarajevo");

  @Inject AgroalDataSource database;
  @Inject NextDates nextDates;

  @Test
  void aLawyerIsAskedFromTheFirstContactOn() throws SQLException {
    var reference = submitted();
    var handOver = asked(reference, "legal-aid");

    as(LAWYERS)
        .get("/identification/help?limit=200")
        .then()
        .statusCode(200)
        .body("items.handOver", hasItem(handOver));
    as(LAWYERS)
        .get("/identification/help/" + handOver)
        .then()
        .statusCode(200)
        .header("ETag", "\"1\"")
        .body("view", equalTo("offer"))
        .body("kind", equalTo("legal-aid"))
        .body("state", equalTo("offered"))
        .body("urgent", equalTo(false))
        .body("late", equalTo(false))
        .body("askedBy", equalTo("ba-border-police"))
        .body("basis", equalTo("consent"))
        .body("region", equalTo("ba-fed-sarajevo-canton"))
        .body("person.sex", equalTo("female"))
        .body("person.ageBand", equalTo("18-23"))
        .body("person.languages", contains("ron"))
        .body("caseAlias", nullValue())
        .body("possibleNow", contains("acknowledgement", "decline"));
    assertThat(after(handOver)).isEqualTo(Duration.ofDays(1));
    assertThat(count(reference, "guardian")).isZero();
  }

  @Test
  void whoeverIsDetainedChargedOrFinedHasALawyerWithinHours() throws SQLException {
    for (var now : List.of("detainedNow", "chargedOrFinedNow")) {
      var reference =
          submittedAs(REFERRAL.replace("\"papers\":", "\"" + now + "\": true, \"papers\":"));
      var handOver = asked(reference, "legal-aid");

      as(LAWYERS).get("/identification/help/" + handOver).then().body("urgent", equalTo(true));
      assertThat(after(handOver)).as(now).isEqualTo(Duration.ofHours(2));
    }
  }

  @Test
  void forAChildAndForWhoeverMayBeOneAGuardianIsAskedWithinADay() throws SQLException {
    var child = submittedAs(REFERRAL.replace("18-23", "9-17"));
    var inDoubt =
        submittedAs(
            REFERRAL
                .replace("\"ageBand\": \"18-23\", ", "")
                .replace("\"basis\": \"consent\"", "\"basis\": \"child-or-age-in-doubt\""));

    for (var reference : List.of(child, inDoubt)) {
      var handOver = asked(reference, "guardian");
      as(GUARDIANS)
          .get("/identification/help/" + handOver)
          .then()
          .statusCode(200)
          .body("state", equalTo("offered"));
      assertThat(after(handOver)).isEqualTo(Duration.ofHours(24));
      assertThat(count(reference, "legal-aid")).isEqualTo(1);
    }
  }

  @Test
  void theOfficeSaysThatItArrivedTakesItOnAndSaysHowItEnded() throws SQLException {
    var reference = submitted();
    var handOver = asked(reference, "legal-aid");

    put(LAWYERS, handOver, "acceptance", 1)
        .statusCode(409)
        .body("rule", equalTo("ACKNOWLEDGE_HELP_FIRST"));
    put(LAWYERS, handOver, "acknowledgement", 1).statusCode(200).header("ETag", "\"2\"");
    put(LAWYERS, handOver, "acknowledgement", 2)
        .statusCode(409)
        .contentType("application/problem+json")
        .body("rule", equalTo("ALREADY_ACKNOWLEDGED"))
        .body("possibleNow", contains("acceptance", "decline"));
    put(LAWYERS, handOver, "completion", 2, "{\"outcome\": \"helped\"}")
        .statusCode(409)
        .body("rule", equalTo("ACCEPT_HELP_FIRST"));
    put(LAWYERS, handOver, "acceptance", 2)
        .statusCode(200)
        .body("view", equalTo("holder"))
        .body("caseAlias", matchesPattern("C-.+"));
    put(LAWYERS, handOver, "decline", 3, "{\"reason\": \"full\"}")
        .statusCode(409)
        .body("rule", equalTo("ALREADY_ANSWERED"));
    put(LAWYERS, handOver, "completion", 3, "{\"outcome\": \"helped\"}")
        .statusCode(200)
        .body("view", equalTo("ended"))
        .body("outcome", equalTo("helped"))
        .body("person", nullValue())
        .body("caseAlias", nullValue())
        .body("possibleNow", hasSize(0));
    as(LAWYERS)
        .get("/identification/help?limit=200")
        .then()
        .body("items.handOver", not(hasItem(handOver)));
    as(LAWYERS)
        .get("/identification/help?limit=200&state=completed")
        .then()
        .body("items.handOver", hasItem(handOver));
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(typesAbout("nrm.identification", reference))
                .containsSubsequence(
                    "nrm.hand-over.offered.v1",
                    "nrm.hand-over.offered.v1",
                    "nrm.hand-over.acknowledged.v1",
                    "nrm.hand-over.accepted.v1",
                    "nrm.hand-over.completed.v1"));
  }

  @Test
  void aNoReopensTheQuestionAndSomebodyElseIsAsked() {
    var alias = heldCase(submitted());
    var handOver = ask(alias, "food").statusCode(201).extract().<String>path("handOver");

    ask(alias, "food").statusCode(409).body("rule", equalTo("ALREADY_ASKED_FOR"));
    put(NGO, handOver, "decline", 1, "{\"reason\": \"full\"}")
        .statusCode(200)
        .body("state", equalTo("declined"));
    as(AUTHORITY)
        .get("/identification/help/" + handOver)
        .then()
        .statusCode(200)
        .body("view", equalTo("asker"))
        .body("reason", equalTo("full"));
    ask(alias, "food")
        .statusCode(201)
        .header("ETag", "\"1\"")
        .body("state", equalTo("unowned"))
        .body("owner", equalTo("ba-coordinator"));
  }

  @Test
  void nobodyIsWithoutALawyerBecauseOneSaidNo() throws SQLException {
    var reference = submitted();
    var no = "{\"reason\": \"conflict-of-interest\"}";
    put(LAWYERS, asked(reference, "legal-aid"), "decline", 1, no)
        .statusCode(200)
        .body("view", equalTo("ended"));

    assertThat(count(reference, "legal-aid")).isEqualTo(2);
    var next = asked(reference, "legal-aid");
    as(COORDINATOR)
        .get("/identification/help/" + next)
        .then()
        .statusCode(200)
        .body("view", equalTo("offer"))
        .body("state", equalTo("unowned"))
        .body("askedBy", equalTo("ba-border-police"));

    put(COORDINATOR, next, "decline", 1, no).statusCode(200);
    assertThat(count(reference, "legal-aid")).as("it does not go in a circle").isEqualTo(2);
    var alias = heldCase(reference);
    as(AUTHORITY)
        .get("/identification/cases/" + alias + "/help")
        .then()
        .body("findAll { it.kind == 'legal-aid' }.state", contains("declined", "declined"));
    ask(alias, "legal-aid").statusCode(201);
  }

  @Test
  void whatNobodyGivesIsNotLostButLiesWithTheCoordinator() {
    var alias = heldCase(submitted());

    var handOver =
        ask(alias, "work")
            .statusCode(201)
            .body("view", equalTo("asker"))
            .body("state", equalTo("unowned"))
            .body("owner", equalTo("ba-coordinator"))
            .body("person", nullValue())
            .extract()
            .<String>path("handOver");
    as(COORDINATOR)
        .get("/identification/help?state=unowned&limit=200")
        .then()
        .statusCode(200)
        .body("items.handOver", hasItem(handOver));
    put(COORDINATOR, handOver, "acknowledgement", 1).statusCode(200);
    put(COORDINATOR, handOver, "acceptance", 2).statusCode(200).body("view", equalTo("holder"));
  }

  @Test
  void theSameKeyAsksOnce() {
    var alias = heldCase(submitted());
    var key = UUID.randomUUID().toString();
    var first = ask(AUTHORITY, alias, key, wish("food")).statusCode(201).extract().asString();

    assertThat(ask(AUTHORITY, alias, key, wish("food")).statusCode(201).extract().asString())
        .isEqualTo(first);
    ask(AUTHORITY, alias, key, wish("clothes")).statusCode(422);
    ask(alias, "food").statusCode(409).body("rule", equalTo("ALREADY_ASKED_FOR"));
  }

  @Test
  void thatSomebodyNeedsADoctorIsNotOnTheTopicThatProsecutionReads() throws SQLException {
    var reference = submitted();
    var alias = heldCase(reference);
    ask(alias, "medical").statusCode(201);
    var counselling = ask(alias, "psychosocial").statusCode(201).extract().<String>path("handOver");
    put(NGO, counselling, "acknowledgement", 1).statusCode(200);

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(stepsAbout("nrm.identification.needs", reference))
                .containsExactly("medical", "psychosocial", "psychosocial"));
    assertThat(stepsAbout("nrm.identification", reference))
        .contains("identification", "legal-aid", "lead-support")
        .doesNotContain("medical", "psychosocial");
  }

  @Test
  void whoeverTakesACaseOverIsNotAloneSomebodyIsAskedToLead() throws SQLException {
    var reference = submitted();
    var alias = heldCase(reference);
    var lead = asked(reference, "lead-support");

    put(NGO, lead, "acknowledgement", 1).statusCode(200);
    var theirs =
        put(NGO, lead, "acceptance", 2).statusCode(200).extract().<String>path("caseAlias");

    assertThat(theirs).isNotEqualTo(alias);
    ask(NGO, theirs, UUID.randomUUID().toString(), wish("clothes"))
        .statusCode(201)
        .body("askedBy", equalTo("ba-support-ngo"));
    for (var reader : List.of(List.of(AUTHORITY, alias), List.of(NGO, theirs))) {
      as(reader.getFirst())
          .get("/identification/cases/" + reader.getLast() + "/help")
          .then()
          .statusCode(200)
          .body("kind", containsInAnyOrder("legal-aid", "lead-support", "clothes"))
          .body("find { it.kind == 'legal-aid' }.state", equalTo("offered"))
          .body("find { it.kind == 'legal-aid' }.person", nullValue());
    }
    as(LAWYERS).get("/identification/cases/" + theirs + "/help").then().statusCode(403);
    as(MOSTAR).get("/identification/cases/" + theirs + "/help").then().statusCode(404);
    as(NGO).get("/identification/cases/" + theirs).then().statusCode(403);
  }

  @Test
  void theOrganisationOfThePlaceIsAskedBeforeThatOfTheCountry() throws SQLException {
    var reference = submittedAs(REFERRAL.replace("ba-fed-sarajevo", "ba-fed-mostar"));
    heldCase(reference);

    as(MOSTAR)
        .get("/identification/help/" + asked(reference, "lead-support"))
        .then()
        .statusCode(200)
        .body("owner", equalTo("ba-support-ngo-mostar"));
  }

  @Test
  void thePersonMayBeLedByWhomTheyWish() throws SQLException {
    var reference = submitted();
    var alias = heldCase(reference);
    var before = asked(reference, "lead-support");

    lead(AUTHORITY, alias, "ba-iom").statusCode(422).body("errors.field", contains("to"));
    lead(AUTHORITY, alias, "ba-support-ngo")
        .statusCode(409)
        .body("rule", equalTo("ALREADY_WITH_THIS_OWNER"));
    lead(AUTHORITY, alias, "ba-support-ngo-mostar")
        .statusCode(200)
        .body("owner", equalTo("ba-support-ngo-mostar"))
        .body("state", equalTo("offered"));
    as(NGO)
        .get("/identification/help/" + before)
        .then()
        .statusCode(200)
        .body("state", equalTo("withdrawn"))
        .body("reason", equalTo("persons-wish"))
        .body("person", nullValue());
  }

  @Test
  void whoeverNoLongerLeadsSeesTheCaseNoMore() throws SQLException {
    var reference = submitted();
    heldCase(reference);
    var lead = asked(reference, "lead-support");
    put(NGO, lead, "acknowledgement", 1).statusCode(200);
    var theirs =
        put(NGO, lead, "acceptance", 2).statusCode(200).extract().<String>path("caseAlias");

    lead(NGO, theirs, "ba-support-ngo-mostar").statusCode(200);

    as(NGO).get("/identification/cases/" + theirs + "/help").then().statusCode(404);
    as(NGO).get("/identification/cases/" + theirs + "/next-date").then().statusCode(404);
  }

  @Test
  void theCaseHasANextDateAndADayWithoutOneShows() throws SQLException {
    var reference = submitted();
    var alias = heldCase(reference);
    var due = instant("select due_at from next_date where case_ref = '" + caseOf(reference) + "'");
    var begun =
        instant("select without_from from next_date where case_ref = '" + caseOf(reference) + "'");
    assertThat(due).isEqualTo(begun.atZone(SARAJEVO).plusDays(1).toInstant());

    assertThat(withoutNextDate(due.minusNanos(1000))).doesNotContain(caseOf(reference));
    assertThat(withoutNextDate(due)).contains(caseOf(reference));

    var tomorrow = LocalDate.now(SARAJEVO).plusDays(1);
    nextDate(AUTHORITY, alias, tomorrow).statusCode(200).body("on", equalTo(tomorrow.toString()));
    as(AUTHORITY)
        .get("/identification/cases/" + alias + "/next-date")
        .then()
        .statusCode(200)
        .body("on", equalTo(tomorrow.toString()))
        .body("setBy", equalTo("ba-identification"));
    var over = tomorrow.plusDays(1).atStartOfDay(SARAJEVO).toInstant();
    var dayLater = tomorrow.plusDays(2).atStartOfDay(SARAJEVO).toInstant();
    assertThat(withoutNextDate(over)).doesNotContain(caseOf(reference));
    assertThat(withoutNextDate(dayLater.minusNanos(1000))).doesNotContain(caseOf(reference));
    assertThat(withoutNextDate(dayLater)).contains(caseOf(reference));
  }

  @Test
  void aNextDateIsADayFromTodayOn() {
    var alias = heldCase(submitted());
    var today = LocalDate.now(SARAJEVO);

    nextDate(AUTHORITY, alias, today).statusCode(200);
    nextDate(AUTHORITY, alias, today.plusYears(1)).statusCode(200);
    nextDate(AUTHORITY, alias, today.plusYears(1).plusDays(1)).statusCode(422);
    nextDate(AUTHORITY, alias, today.minusDays(1))
        .statusCode(422)
        .body("errors.field", contains("on"));
    as(AUTHORITY)
        .body("{\"on\": \"2026-02-30\", \"why\": \"x\"}")
        .put("/identification/cases/" + alias + "/next-date")
        .then()
        .statusCode(422)
        .body("errors.field", hasItems("on", "why"));
  }

  @Test
  void whoeverHoldsTheCaseFindsItAmongThoseWithoutANextDate() throws SQLException {
    var reference = submitted();
    var alias = heldCase(reference);
    change(
        "update next_date set without_from = without_from - interval '3 days',"
            + " due_at = due_at - interval '3 days' where case_ref = '"
            + caseOf(reference)
            + "'");

    as(AUTHORITY)
        .get("/identification/cases-without-next-date?limit=200")
        .then()
        .statusCode(200)
        .body("caseAlias", hasItem(alias));
    as(OTHER_AUTHORITY)
        .get("/identification/cases-without-next-date?limit=200")
        .then()
        .statusCode(200)
        .body("$", hasSize(0));
    as(AUTHORITY).get("/identification/cases-without-next-date?limit=0").then().statusCode(400);
    as(POLICE).get("/identification/cases-without-next-date").then().statusCode(403);
    nextDate(AUTHORITY, alias, LocalDate.now(SARAJEVO)).statusCode(200);
    as(AUTHORITY)
        .get("/identification/cases-without-next-date?limit=200")
        .then()
        .body("caseAlias", not(hasItem(alias)));
  }

  @Test
  void anAlarmIsRaisedOnceForEachDateThatIsMissing() throws SQLException {
    var reference = submitted();
    var alias = heldCase(reference);
    var caseRef = new CaseRef(caseOf(reference));
    var later = Instant.now().plus(Duration.ofDays(3));

    assertThat(toAlarm(later)).contains(caseRef.value());
    QuarkusTransaction.requiringNew().run(() -> nextDates.alarmed(caseRef, later));
    assertThat(toAlarm(later)).doesNotContain(caseRef.value());
    nextDate(AUTHORITY, alias, LocalDate.now(SARAJEVO)).statusCode(200);
    assertThat(toAlarm(later)).contains(caseRef.value());
  }

  @Test
  void whenAReferralEndsNobodyGoesOnBeingAsked() throws SQLException {
    var child = REFERRAL.replace("18-23", "9-17");
    var withdrawn = submittedAs(child);
    step(POLICE, withdrawn, "withdrawal", 1).statusCode(200);
    var declined = submittedAs(child);
    step(AUTHORITY, declined, "decline", 1, "{\"reason\": \"senders-own-repeat\"}").statusCode(200);
    var inError = submittedAs(child);
    step(POLICE, inError, "error", 1).statusCode(200);

    for (var reference : List.of(withdrawn, declined, inError)) {
      as(LAWYERS)
          .get("/identification/help/" + asked(reference, "legal-aid"))
          .then()
          .statusCode(200)
          .body("state", equalTo("withdrawn"))
          .body("reason", equalTo("case-ended"));
      as(GUARDIANS)
          .get("/identification/help/" + asked(reference, "guardian"))
          .then()
          .body("state", equalTo("withdrawn"));
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(typesAbout("nrm.identification", withdrawn))
                .filteredOn("nrm.hand-over.withdrawn.v1"::equals)
                .hasSize(3));
  }

  @Test
  void whoeverLeadsTakesItBackAndNobodyElse() throws SQLException {
    var reference = submitted();
    var alias = heldCase(reference);
    var food = ask(alias, "food").statusCode(201).extract().<String>path("handOver");
    var wish = "{\"reason\": \"persons-wish\"}";

    put(NGO, food, "withdrawal", 1, wish)
        .statusCode(409)
        .body("rule", equalTo("ONLY_WHO_LEADS_WITHDRAWS"));
    put(AUTHORITY, food, "acknowledgement", 1)
        .statusCode(409)
        .body("rule", equalTo("ONLY_THE_RECEIVER_ANSWERS"));
    put(AUTHORITY, food, "withdrawal", 1, wish).statusCode(200).body("state", equalTo("withdrawn"));
    put(NGO, food, "acknowledgement", 2).statusCode(409).body("rule", equalTo("HELP_IS_OVER"));
    ask(alias, "food").statusCode(201);
    put(POLICE, asked(reference, "legal-aid"), "withdrawal", 1, wish).statusCode(403);
  }

  @Test
  void contactWithThePoliceNeedsThePersonsOwnYes() {
    var alias = heldCase(submitted());

    ask(alias, "contact-with-police")
        .statusCode(409)
        .body("rule", equalTo("CONSENT_TO_THIS_HELP_IS_NEEDED"));
    as(AUTHORITY)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .body(
            """
            {"purpose": "police", "decision": "given", "language": "ron", "interpreter": "present",
             "formVersion": "police-2026-1", "rightsToldInMotherTongue": true}
            """)
        .post("/identification/cases/" + alias + "/consents")
        .then()
        .statusCode(201);
    ask(alias, "contact-with-police").statusCode(201);
  }

  @Test
  void whatBelongsToOthersAndWhatDoesNotExistLookAlike() throws SQLException {
    var others = asked(submitted(), "legal-aid");
    var answers = new HashSet<String>();
    for (var handOver : List.of(others, "HO-0000000000000", "rubbish")) {
      answers.add(
          as(NGO)
              .get("/identification/help/" + handOver)
              .then()
              .statusCode(404)
              .extract()
              .asString()
              .replace(handOver, "…"));
      put(NGO, handOver, "acknowledgement", 7).statusCode(404);
    }
    assertThat(answers).hasSize(1);
  }

  @Test
  void whoCallsIsCheckedBeforeAnythingIsRead() throws SQLException {
    var handOver = asked(submitted(), "legal-aid");

    as("not.a.token").get("/identification/help/" + handOver).then().statusCode(401);
    as(POLICE).get("/identification/help/" + handOver).then().statusCode(403);
    as(TokenIssuer.token("ba-legal-aid", "referrer"))
        .get("/identification/help/" + handOver)
        .then()
        .statusCode(403);
    as(TokenIssuer.token("ba-iom", "helper"))
        .get("/identification/help/" + handOver)
        .then()
        .statusCode(403)
        .body("reason", equalTo("NO_MANDATE"));
    put(TokenIssuer.token("ba-iom", "helper"), "rubbish", "decline", 1, "{\"reason\": ")
        .statusCode(403);
    as(LAWYERS)
        .body("{\"kind\": ")
        .post("/identification/cases/C-rubbish/help")
        .then()
        .statusCode(403);
  }

  @Test
  void whatCannotBeIsRefusedWithItsField() throws SQLException {
    var reference = submitted();
    var alias = heldCase(reference);
    var handOver = asked(reference, "legal-aid");

    ask(AUTHORITY, alias, UUID.randomUUID().toString(), "{\"kind\": \"magic\", \"note\": \"x\"}")
        .statusCode(422)
        .body("errors.field", containsInAnyOrder("kind", "note", "basis"));
    ask(AUTHORITY, alias, UUID.randomUUID().toString(), wish("shelter"))
        .statusCode(422)
        .body("errors.field", contains("kind"));
    for (var nobody : List.of("ba-iom", "ba-nobody")) {
      ask(
              AUTHORITY,
              alias,
              UUID.randomUUID().toString(),
              wish("food").replace("}", ", \"to\": \"" + nobody + "\"}"))
          .statusCode(422)
          .body("errors.field", contains("to"));
    }
    as(AUTHORITY)
        .body(wish("food"))
        .post("/identification/cases/" + alias + "/help")
        .then()
        .statusCode(400)
        .body("errors.field", contains("Idempotency-Key"));
    put(LAWYERS, handOver, "decline", 1, "{\"reason\": \"we-doubt-it\"}")
        .statusCode(422)
        .body("errors.field", contains("reason"));
    put(LAWYERS, handOver, "completion", 1, "{}")
        .statusCode(422)
        .body("errors.field", contains("outcome"));
    put(LAWYERS, handOver, "acknowledgement", 9).statusCode(412).header("ETag", "\"1\"");
    as(LAWYERS).put("/identification/help/" + handOver + "/acknowledgement").then().statusCode(428);
    as(LAWYERS).get("/identification/help?state=lost").then().statusCode(400);
    as(LAWYERS).get("/identification/help?after=rubbish").then().statusCode(400);
    as(LAWYERS).get("/identification/help?limit=201").then().statusCode(400);
  }

  @Test
  void pagesFollowOneAnotherWithoutGapsOrRepeats() {
    for (var n = 0; n < 3; n++) {
      submitted();
    }
    var seen = new ArrayList<String>();
    String next = "";
    while (next != null && seen.size() < 400) {
      var page =
          as(LAWYERS)
              .get("/identification/help?limit=2" + (next.isEmpty() ? "" : "&after=" + next))
              .then()
              .statusCode(200)
              .extract();
      seen.addAll(page.<List<String>>path("items.handOver"));
      next = page.path("next");
    }
    assertThat(seen).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
  }

  @Test
  void aClosedCaseAsksForNothingAndAReopenedOneIsLedAgain() throws SQLException {
    var reference = submitted();
    var alias = heldCase(reference);
    var lead = asked(reference, "lead-support");
    put(NGO, lead, "acknowledgement", 1).statusCode(200);
    var theirs =
        put(NGO, lead, "acceptance", 2).statusCode(200).extract().<String>path("caseAlias");
    as(AUTHORITY)
        .header("If-Match", "\"1\"")
        .body("{\"reason\": \"help-completed\"}")
        .put("/identification/cases/" + alias + "/closure")
        .then()
        .statusCode(200);

    as(AUTHORITY)
        .get("/identification/cases/" + alias + "/help")
        .then()
        .statusCode(200)
        .body("state", everyItem(equalTo("withdrawn")))
        .body("reason", everyItem(equalTo("case-ended")));
    as(NGO).get("/identification/cases/" + theirs + "/help").then().statusCode(404);
    assertThat(withoutNextDate(Instant.now().plus(Duration.ofDays(9))))
        .doesNotContain(caseOf(reference));
    ask(alias, "food").statusCode(409).body("rule", equalTo("CASE_IS_CLOSED"));
    lead(AUTHORITY, alias, "ba-support-ngo-mostar")
        .statusCode(409)
        .body("rule", equalTo("CASE_IS_CLOSED"));
    nextDate(AUTHORITY, alias, LocalDate.now(SARAJEVO))
        .statusCode(409)
        .body("rule", equalTo("CASE_IS_CLOSED"));

    as(AUTHORITY)
        .header("If-Match", "\"2\"")
        .put("/identification/cases/" + alias + "/reopening")
        .then()
        .statusCode(200);
    assertThat(asked(reference, "lead-support")).isNotEqualTo(lead);
    assertThat(withoutNextDate(Instant.now().plus(Duration.ofDays(9)))).contains(caseOf(reference));
  }

  private static String submittedAs(String body) {
    return submit(POLICE, UUID.randomUUID().toString(), body)
        .then()
        .statusCode(201)
        .extract()
        .path("reference");
  }

  private static String wish(String kind) {
    return "{\"kind\": \"%s\", \"basis\": \"consent\"}".formatted(kind);
  }

  private static ValidatableResponse ask(String alias, String kind) {
    return ask(AUTHORITY, alias, UUID.randomUUID().toString(), wish(kind));
  }

  private static ValidatableResponse ask(String token, String alias, String key, String body) {
    return as(token)
        .header("Idempotency-Key", key)
        .body(body)
        .post("/identification/cases/" + alias + "/help")
        .then();
  }

  private static ValidatableResponse lead(String token, String alias, String to) {
    return as(token)
        .body("{\"to\": \"%s\", \"basis\": \"consent\"}".formatted(to))
        .put("/identification/cases/" + alias + "/lead-support")
        .then();
  }

  private static ValidatableResponse nextDate(String token, String alias, LocalDate on) {
    return as(token)
        .body("{\"on\": \"%s\"}".formatted(on))
        .put("/identification/cases/" + alias + "/next-date")
        .then();
  }

  private static ValidatableResponse put(String token, String handOver, String what, int version) {
    return as(token)
        .header("If-Match", "\"" + version + "\"")
        .put("/identification/help/" + handOver + "/" + what)
        .then();
  }

  private static ValidatableResponse put(
      String token, String handOver, String what, int version, String body) {
    return as(token)
        .header("If-Match", "\"" + version + "\"")
        .body(body)
        .put("/identification/help/" + handOver + "/" + what)
        .then();
  }

  private List<String> withoutNextDate(Instant now) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            nextDates.casesWithoutNextDate(now, 10_000).stream()
                .map(each -> each.caseRef().value())
                .toList());
  }

  private List<String> toAlarm(Instant now) {
    return QuarkusTransaction.requiringNew()
        .call(() ->
            nextDates.takeToAlarm(now, 10_000).stream()
                .map(each -> each.caseRef().value())
                .toList());
  }

  private List<String> typesAbout(String topic, String reference) throws SQLException {
    return Feed.readAbout(topic, caseOf(reference)).stream().map(Feed.OnTopic::type).toList();
  }

  private List<String> stepsAbout(String topic, String reference) throws SQLException {
    return Feed.readAbout(topic, caseOf(reference)).stream()
        .map(Feed.OnTopic::event)
        .filter(HandOverEvent.class::isInstance)
        .map(event -> ((HandOverEvent) event).step())
        .toList();
  }

  private Duration after(String handOver) throws SQLException {
    var of = " from help where hand_over = '" + handOver + "'";
    return Duration.between(instant("select asked_at" + of), instant("select due_at" + of));
  }

  private String asked(String reference, String kind) throws SQLException {
    return one(
        "select hand_over from help where kind = '"
            + kind
            + "' and case_ref = '"
            + caseOf(reference)
            + "' order by asked_at desc limit 1");
  }

  private int count(String reference, String kind) throws SQLException {
    return Integer.parseInt(
        one(
            "select count(*) from help where kind = '"
                + kind
                + "' and case_ref = '"
                + caseOf(reference)
                + "'"));
  }

  private String caseOf(String reference) throws SQLException {
    return one("select case_ref from referral where reference = '" + reference + "'");
  }

  private Instant instant(String query) throws SQLException {
    try (var connection = database.getConnection();
        var rows = connection.createStatement().executeQuery(query)) {
      assertThat(rows.next()).as(query).isTrue();
      return rows.getTimestamp(1).toInstant();
    }
  }

  private String one(String query) throws SQLException {
    try (var connection = database.getConnection();
        var rows = connection.createStatement().executeQuery(query)) {
      assertThat(rows.next()).as(query).isTrue();
      return rows.getString(1);
    }
  }

  private void change(String command) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(command)).isPositive();
    }
  }
}
