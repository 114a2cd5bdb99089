package org.opennrm.shelter.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.opennrm.shelter.Searches.until;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.HandOverAcceptedV1;
import org.opennrm.contracts.HandOverOfferedV1;
import org.opennrm.contracts.ShelterNeededV1;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.HandOverRef;
import org.opennrm.contracts.ids.NeedRef;
import org.opennrm.contracts.ids.OfferRef;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.contracts.ids.PlacementRef;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.platform.testkit.TokenIssuer;
import org.opennrm.shelter.Database;
import org.opennrm.shelter.Door;
import org.opennrm.shelter.Needs;
import org.opennrm.shelter.Searches;
import org.opennrm.shelter.placement.model.ExitReason;
import org.opennrm.shelter.placement.model.FacilityOffer;
import org.opennrm.shelter.placement.model.HeldPlace;
import org.opennrm.shelter.placement.model.Placement;
import org.opennrm.shelter.placement.model.PlacementAccess;
import org.opennrm.shelter.placement.model.Reader;
import org.opennrm.shelter.placement.model.UnmetReason;

/** Every state, reader, role and standing: what a list shows is what one by one may be read. */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class PlacementAccessTest {

  private static final Random RANDOM = new Random();
  private static final OrganisationCode FIRST = new OrganisationCode("ba-identification");
  private static final OrganisationCode SECOND = new OrganisationCode("ba-identification-rs");
  private static final CountryCode BA = new CountryCode("ba");
  private static final CountryCode MK = new CountryCode("mk");

  /** The units of the demo with the roles of their tokens. */
  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("ba-border-police", "referrer"),
          Map.entry("ba-border-police-north", "referrer"),
          Map.entry("ba-identification", "identifier"),
          Map.entry("ba-identification-rs", "identifier"),
          Map.entry("ba-iom", "shelter-worker"),
          Map.entry("ba-la-strada", "shelter-worker"),
          Map.entry("ba-lara", "shelter-worker"),
          Map.entry("ba-coordinator", "coordinator"),
          Map.entry("ba-coordinator-deputy", "coordinator"),
          Map.entry("mk-referral-office", "coordinator"),
          Map.entry("ba-ministry", "ministry-reader"),
          Map.entry("ba-sandbox", "sandbox-operator"));

  private static final Set<String> READING_ROLES =
      Set.of("identifier", "shelter-worker", "coordinator");

  @Inject PlacementStore store;
  @Inject Searches searches;
  @Inject Database database;

  private record Seed(
      PlacementRef ref,
      Placement state,
      CountryCode country,
      OrganisationCode neededBy,
      Optional<OrganisationCode> identificationHeldBy) {

    boolean isVisibleTo(OrganisationCode organisation, String role) {
      var reader =
          new Reader(
              organisation,
              role.equals("shelter-worker"),
              role.equals("identifier"),
              role.equals("coordinator") ? Optional.of(organisation.country()) : Optional.empty());
      return PlacementAccess.of(
              reader,
              state,
              country,
              neededBy,
              identificationHeldBy.filter(organisation::equals).isPresent())
          != PlacementAccess.NONE;
    }
  }

  @Test
  void aListHoldsExactlyWhatMayBeReadOneByOne() {
    var seeds = seeded();
    var mine = seeds.stream().map(seed -> seed.ref().value()).collect(Collectors.toSet());
    var roles = new LinkedHashSet<>(UNITS.values());
    for (var unit : UNITS.keySet()) {
      var organisation = new OrganisationCode(unit);
      for (var role : roles) {
        var token = TokenIssuer.token(unit, role);
        if (!READING_ROLES.contains(role)) {
          Door.as(token).get("/shelter/placements").then().statusCode(403);
          continue;
        }
        var expected =
            seeds.stream()
                .filter(seed -> seed.isVisibleTo(organisation, role))
                .map(seed -> seed.ref().value())
                .collect(Collectors.toSet());
        var listed = listedFor(token);
        listed.retainAll(mine);
        assertThat(listed).as("the list of %s as %s", unit, role).isEqualTo(expected);
        if (UNITS.get(unit).equals(role)) {
          for (var seed : seeds) {
            assertThat(see(token, seed).statusCode())
                .as("%s sees %s of %s", unit, seed.state(), seed.country())
                .isEqualTo(expected.contains(seed.ref().value()) ? 200 : 404);
          }
        }
      }
    }
  }

  @Test
  void whatOneMayNotReadLooksLikeWhatDoesNotExist() {
    var seed = seeded().getFirst();
    var none = "PL-0000000000000";

    for (var token : List.of(Door.IOM, Door.FOREIGN_COORDINATOR)) {
      var hidden = see(token, seed);
      var missing = Door.as(token).get("/shelter/placements/" + none);
      assertThat(hidden.statusCode()).isEqualTo(404);
      assertThat(hidden.asString().replace(seed.ref().value(), none)).isEqualTo(missing.asString());
      assertThat(hidden.headers().asList().stream().map(h -> h.getName()).toList())
          .isEqualTo(missing.headers().asList().stream().map(h -> h.getName()).toList());
    }
    assertThat(see(Door.POLICE, seed).asString().replace(seed.ref().value(), none))
        .isEqualTo(Door.as(Door.POLICE).get("/shelter/placements/" + none).asString());
  }

  @Test
  void anotherOrganisationsAliasNamesNoCase() {
    var caseRef = searches.begun(Needs.ofAnyHouse());
    String alias =
        Door.see(Door.AUTHORITY, searches.placementOf(caseRef)).extract().path("caseAlias");

    for (var foreign : List.of(alias, caseRef.value(), "C-rubbish", "' or 1=1 --")) {
      Door.as(Door.COORDINATOR)
          .queryParam("case", foreign)
          .get("/shelter/placements")
          .then()
          .statusCode(200)
          .body("items.size()", equalTo(0));
    }
  }

  private static Response see(String token, Seed seed) {
    return Door.as(token).get("/shelter/placements/" + seed.ref());
  }

  /** Read page by page. */
  private static Set<String> listedFor(String token) {
    var found = new LinkedHashSet<String>();
    Optional<String> after = Optional.empty();
    do {
      var request = Door.as(token);
      after.ifPresent(end -> request.queryParam("after", end));
      var page =
          request.get("/shelter/placements?limit=50").then().statusCode(200).extract().jsonPath();
      found.addAll(page.getList("items.placement"));
      after = Optional.ofNullable(page.getString("next"));
    } while (after.isPresent());
    return found;
  }

  private List<Seed> seeded() {
    var now = searches.now();
    var seeds = new ArrayList<Seed>();
    for (var state : everyState(now)) {
      for (var country : List.of(BA, MK)) {
        for (var neededBy : List.of(FIRST, SECOND)) {
          seeds.add(seed(state, country, neededBy, Optional.empty(), now));
        }
        seeds.add(seed(state, country, FIRST, Optional.of(SECOND), now));
      }
    }
    return seeds;
  }

  private Seed seed(
      Placement state,
      CountryCode country,
      OrganisationCode neededBy,
      Optional<OrganisationCode> identificationHeldBy,
      Instant now) {
    var caseRef = Needs.newCase();
    var need =
        new ShelterNeededV1(
            caseRef, NeedRef.mint(RANDOM), country, neededBy, Needs.ofAnyHouse(), now);
    var row = new PlacementRow();
    row.ref = PlacementRef.mint(RANDOM).value();
    row.caseRef = caseRef.value();
    row.need = need.need().value();
    row.country = country.value();
    row.neededBy = neededBy.value();
    row.soughtAt = now;
    QuarkusTransaction.requiringNew()
        .run(() -> {
          store.add(need);
          var change = new PlacementChange(row, state, Author.of(neededBy), now);
          change.begun();
          store.keep(change);
        });
    identificationHeldBy.ifPresent(holder -> identificationIsHeldBy(holder, caseRef, now));
    return new Seed(new PlacementRef(row.ref), state, country, neededBy, identificationHeldBy);
  }

  /** As it reaches this service when the step changes hands. */
  private void identificationIsHeldBy(OrganisationCode holder, CaseRef caseRef, Instant now) {
    var handOver = HandOverRef.mint(RANDOM);
    searches.published(
        new HandOverOfferedV1(
            caseRef,
            handOver,
            "identification",
            BA,
            new OrganisationCode("ba-border-police"),
            holder,
            now,
            now,
            now),
        new HandOverAcceptedV1(caseRef, handOver, "identification", holder, now));
    until(() ->
        database.count(
                "select count(*) from standing where case_ref = ? and standing = 'holds'",
                caseRef.value())
            > 0);
  }

  private static List<Placement> everyState(Instant now) {
    var later = now.plus(Duration.ofDays(30));
    var lara = new OrganisationCode("ba-lara");
    var house = new FacilityCode("test-race-1");
    var offer = FacilityOffer.to(house, lara, OfferRef.mint(RANDOM), HandOverRef.mint(RANDOM));
    var place = new HeldPlace(offer.ref(), offer.handOver(), house, lara, later);
    return List.of(
        new Placement.Sought(Set.of(), now),
        new Placement.Offered(List.of(offer), Set.of(), later, now),
        new Placement.FacilityAccepted(place, Set.of(), now),
        new Placement.PersonAgreed(place, Set.of(), now),
        new Placement.Arrived(place, now),
        new Placement.NotArrived(place, now),
        new Placement.Left(ExitReason.LEFT, place, now),
        new Placement.Unmet(UnmetReason.ALL_FULL, List.of(offer), Set.of(), now),
        new Placement.Withdrawn(now));
  }
}
