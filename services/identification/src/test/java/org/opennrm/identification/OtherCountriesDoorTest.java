package org.opennrm.identification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.opennrm.identification.Door.AUTHORITY;
import static org.opennrm.identification.Door.REFERRAL;
import static org.opennrm.identification.Door.as;
import static org.opennrm.identification.Door.step;
import static org.opennrm.identification.Door.submit;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.platform.policy.DomainClock;
import org.opennrm.platform.policy.PolicyPacks;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.platform.testkit.TokenIssuer;

/** The same door in other countries: their packs differ, and no line of code. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class OtherCountriesDoorTest {

  private static final List<String> COUNTRIES = List.of("rs", "mk", "no", "ng", "kg");

  /** Friday in Europe and West Africa; in Bishkek the weekend has begun. */
  private static final LocalTime FRIDAY_EVENING = LocalTime.of(19, 0);

  private static final String OFFICER = identifier("rs-return-organisation");
  private static final String COUNSELLING = identifier("ng-agency-counselling");
  private static final String INVESTIGATION = identifier("ng-agency-investigation");
  private static final String NGO = referrer("ng-ngo");
  private static final String NOBODYS = "NRM-00000000000";

  @Inject DomainClock clock;
  @Inject PolicyPacks packs;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rs-border-police  | rs-subotica   | rs-return-organisation
          mk-border-police  | mk-gevgelija  | mk-referral-cases
          no-child-welfare  | no-tromso     | no-coordination-cases
          ng-return-mission | ng-lagos      | ng-agency-counselling
          kg-hotline        | kg-kara-suu   | kg-return-organisation
          kg-consulate      | kg            | kg-return-organisation
          """)
  void aReferralGoesToTheOwnerThatThePackNames(String sender, String area, String owner) {
    var reference = refer(sender, area, "hotline").body().jsonPath().getString("reference");

    as(identifier(owner))
        .get("/identification/inbox?limit=200")
        .then()
        .statusCode(200)
        .body("items.reference", hasItem(reference));
    as(AUTHORITY).get("/identification/referrals/" + reference).then().statusCode(404);
    as(AUTHORITY)
        .get("/identification/inbox?limit=200")
        .then()
        .body("items.reference", not(hasItem(reference)));
  }

  @Test
  void whatIsSentOnFridayEveningIsDueOnTuesdayAndASaturdayInBishkekHasBegunByThen() {
    beFridayEvening();
    var zones =
        Map.of(
            "rs", "Europe/Belgrade",
            "mk", "Europe/Skopje",
            "no", "Europe/Oslo",
            "ng", "Africa/Lagos",
            "kg", "Asia/Bishkek");

    for (var country : COUNTRIES) {
      var receipt = refer(country + "-police", country, "police-station").body().jsonPath();
      var sent =
          Instant.parse(receipt.getString("submittedAt")).atZone(ZoneId.of(zones.get(country)));
      var due = Instant.parse(receipt.getString("answerBy")).atZone(sent.getZone());
      assertThat(due.getDayOfWeek()).as(country).isEqualTo(DayOfWeek.TUESDAY);
      assertThat(due.toLocalTime()).as(country).isEqualTo(sent.toLocalTime());
      assertThat(sent.getDayOfWeek())
          .as(country)
          .isEqualTo(country.equals("kg") ? DayOfWeek.SATURDAY : DayOfWeek.FRIDAY);
      assertThat(due.toLocalDate())
          .isEqualTo(sent.toLocalDate().plusDays(country.equals("kg") ? 3 : 4));
    }
  }

  @Test
  void atTheWeekendTheReceiptNamesTheLineOfTheFallback() {
    beFridayEvening();
    var friday = refer("rs-police", "rs-belgrade", "police-station").body().jsonPath();
    clock.moveTo(clock.offset().plusDays(1));
    var saturday = refer("rs-police", "rs-belgrade", "police-station").body().jsonPath();
    clock.moveTo(clock.offset().plusDays(2));
    var monday = refer("rs-police", "rs-belgrade", "police-station").body().jsonPath();

    assertThat(friday.getString("bedLine")).isEqualTo("+381 00 000 001");
    assertThat(saturday.getString("bedLine")).as("the NGO's").isEqualTo("+381 00 000 002");
    assertThat(saturday.getString("interpreterLine")).isEqualTo("+381 00 000 002");
    assertThat(monday.getString("bedLine")).isEqualTo("+381 00 000 001");
  }

  @Test
  void fiveWaysInEndInOneCaseEachWithItsChannel() {
    var ways =
        Map.of(
            "rs-detention-centre", "detention-centre",
            "rs-police", "police-station",
            "rs-embassy", "embassy",
            "rs-mission-abroad", "relative",
            "rs-ngo", "self-presented");
    var cases = new HashSet<String>();

    ways.forEach((sender, channel) -> {
      var key = UUID.randomUUID().toString();
      var receipt = refer(sender, "rs-palilula", channel, key);
      assertThat(refer(sender, "rs-palilula", channel, key).asString())
          .as("the line was bad, they send again")
          .isEqualTo(receipt.asString());
      var reference = receipt.body().jsonPath().getString("reference");
      cases.add(held(OFFICER, reference));
      as(OFFICER)
          .get("/identification/referrals/" + reference)
          .then()
          .body("content.channel", equalTo(channel))
          .body("sentBy", equalTo(sender));
      as(referrer(sender))
          .get("/identification/referrals")
          .then()
          .body("items.reference", hasItem(reference));
    });

    assertThat(cases).hasSameSizeAs(ways.keySet());
  }

  @Test
  void nobodyOfAnotherCountryLearnsThatSomebodyIsThere() {
    var reference = refer("rs-ngo", "rs-nis", "outreach").body().jsonPath().getString("reference");
    var caseAlias = held(OFFICER, reference);

    for (var stranger :
        List.of("mk-referral-cases", "no-coordination-cases", "kg-return-organisation")) {
      looksLikeNothing(identifier(stranger), reference, caseAlias);
    }
    for (var coordinator :
        List.of("rs-coordinator", "mk-referral-office", "no-coordination-unit")) {
      as(TokenIssuer.token(coordinator, "coordinator"))
          .get("/identification/referrals/" + reference)
          .then()
          .statusCode(403);
    }
  }

  @Test
  void anOrganisationThatFoundSomebodyItselfUsesTheSameDoor() {
    var reference =
        refer("ng-ngo", "ng-oredo", "outreach").body().jsonPath().getString("reference");
    held(COUNSELLING, reference);

    as(NGO)
        .get("/identification/referrals/" + reference)
        .then()
        .statusCode(200)
        .body("view", equalTo("sender"))
        .body("state", equalTo("acknowledged"))
        .body("content", equalTo(null));
  }

  @Test
  void whatCounsellingHoldsTheInvestigatorsOfTheSameAgencyCannotEvenSeeIsThere() {
    var reference =
        refer("ng-ngo", "ng-oredo", "outreach").body().jsonPath().getString("reference");
    looksLikeNothing(INVESTIGATION, reference, "C-nothing");

    var caseAlias = held(COUNSELLING, reference);

    looksLikeNothing(INVESTIGATION, reference, caseAlias);
    as(TokenIssuer.token("ng-agency-shelter", "shelter-worker"))
        .get("/identification/referrals/" + reference)
        .then()
        .statusCode(403);
  }

  @Test
  void eachUnitOfAnAgencyHasAnInboxOfItsOwn() {
    var reference = refer("ng-police", "ng-edo", "raid").body().jsonPath().getString("reference");
    step(COUNSELLING, reference, "forwarding", 1, "{\"to\": \"ng-agency-investigation\"}")
        .statusCode(200);

    as(INVESTIGATION)
        .get("/identification/inbox?limit=200")
        .then()
        .body("items.reference", hasItem(reference));
    looksLikeNothing(COUNSELLING, reference, "C-nothing");
  }

  /** To this reader it is as if neither the referral nor the case had ever been. */
  private static void looksLikeNothing(String reader, String reference, String caseAlias) {
    for (var path : List.of("", "/content")) {
      var there = as(reader).get("/identification/referrals/" + reference + path);
      var never = as(reader).get("/identification/referrals/" + NOBODYS + path);
      assertThat(there.statusCode()).isEqualTo(404).isEqualTo(never.statusCode());
      assertThat(there.path("type").toString()).isEqualTo(never.path("type").toString());
    }
    for (var page :
        List.of(
            "/identification/inbox?limit=200", "/identification/inbox?limit=200&state=accepted")) {
      as(reader).get(page).then().statusCode(200).body("items.reference", not(hasItem(reference)));
    }
    step(reader, reference, "acknowledgement", 1).statusCode(404);
    as(reader).get("/identification/cases/" + caseAlias).then().statusCode(404);
  }

  /**
   * The next Friday on which no country has a holiday near; the clock does not move when it is that
   * evening already.
   */
  private void beFridayEvening() {
    var now = clock.now();
    var day = LocalDate.ofInstant(now, ZoneOffset.UTC);
    while (!day.getDayOfWeek().equals(DayOfWeek.FRIDAY)
        || !eveningOf(day).plus(Duration.ofHours(1)).isAfter(now)
        || holidaysWithin(day, day.plusDays(6))) {
      day = day.plusDays(1);
    }
    if (eveningOf(day).isAfter(now)) {
      clock.moveTo(clock.offset().plus(Duration.between(now, eveningOf(day))));
    }
  }

  private static Instant eveningOf(LocalDate day) {
    return day.atTime(FRIDAY_EVENING).toInstant(ZoneOffset.UTC);
  }

  private boolean holidaysWithin(LocalDate from, LocalDate until) {
    return COUNTRIES.stream()
        .map(country -> packs.of(new CountryCode(country)).calendar().holidays())
        .anyMatch(holidays -> from.datesUntil(until).anyMatch(holidays::contains));
  }

  private static String held(String holder, String reference) {
    step(holder, reference, "acknowledgement", 1).statusCode(200);
    return step(holder, reference, "acceptance", 2).statusCode(200).extract().path("caseAlias");
  }

  private static ExtractableResponse<Response> refer(String sender, String area, String channel) {
    return refer(sender, area, channel, UUID.randomUUID().toString());
  }

  private static ExtractableResponse<Response> refer(
      String sender, String area, String channel, String key) {
    return submit(
            referrer(sender),
            key,
            REFERRAL.replace("ba-fed-sarajevo", area).replace("border-check", channel))
        .then()
        .statusCode(201)
        .extract();
  }

  private static String referrer(String organisation) {
    return TokenIssuer.token(organisation, "referrer");
  }

  private static String identifier(String organisation) {
    return TokenIssuer.token(organisation, "identifier");
  }
}
