package org.opennrm.shelter.facility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.opennrm.shelter.Door.AUTHORITY;
import static org.opennrm.shelter.Door.COORDINATOR;
import static org.opennrm.shelter.Door.FOREIGN_COORDINATOR;
import static org.opennrm.shelter.Door.IOM;
import static org.opennrm.shelter.Door.LA_STRADA;
import static org.opennrm.shelter.Door.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.opennrm.platform.access.AccessLog;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.shelter.Database;

@QuarkusTest
@QuarkusTestResource(Infra.class)
class FacilityDoorTest {

  private static final String MOSTAR = "/shelter/facilities/ba-mostar-safe-house";

  @Inject Database database;
  @Inject AccessLog accessLog;

  @Test
  void anOperatorSeesItsOwnHouses() {
    as(IOM)
        .get("/shelter/facilities")
        .then()
        .statusCode(200)
        .body("items.operator", everyItem(equalTo("ba-iom")))
        .body("items.code", hasItems("ba-sarajevo-safe-house-1", "ba-sarajevo-high-risk-shelter"))
        .body("items.find { it.code == 'ba-banja-luka-safe-house' }.beds", equalTo(12))
        .body(
            "items.find { it.code == 'ba-sarajevo-low-risk-shelter' }.capacity", equalTo("unknown"))
        .body("items.find { it.code == 'ba-sarajevo-low-risk-shelter' }.beds", nullValue())
        .body("items.address", everyItem(nullValue()));
    as(IOM).get(MOSTAR).then().statusCode(404);
  }

  @Test
  void theCoordinatorSeesTheHousesOfTheCountryAndNoAddress() {
    as(COORDINATOR)
        .get("/shelter/facilities")
        .then()
        .statusCode(200)
        .body("items.code", hasItems("ba-mostar-safe-house", "ba-bijeljina-safe-house"))
        .body(not(containsString("Invented")));
    as(COORDINATOR)
        .get(MOSTAR)
        .then()
        .statusCode(200)
        .body("operator", equalTo("ba-la-strada"))
        .body("area", equalTo("ba-fed-mostar"))
        .body("address", nullValue());
    as(FOREIGN_COORDINATOR)
        .get("/shelter/facilities")
        .then()
        .statusCode(200)
        .body("items.code", contains("mk-open-house"));
    as(FOREIGN_COORDINATOR).get(MOSTAR).then().statusCode(404);
  }

  @Test
  void anAddressIsOpenToItsOperatorAloneAndEachReadIsRecorded() {
    as(LA_STRADA)
        .get(MOSTAR + "/address")
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("address", containsString("Mostar"));

    var chain = "facility/ba-mostar-safe-house";
    assertThat(database.ask("select organisation from access_log where subject = ?", chain))
        .containsExactly("ba-la-strada");
    assertThat(accessLog.firstBreakIn(chain)).isEmpty();
    var missing =
        as(IOM).get("/shelter/facilities/no-such-house/address").then().statusCode(404).extract();
    for (var token : new String[] {IOM, COORDINATOR, AUTHORITY, FOREIGN_COORDINATOR}) {
      assertThat(
              as(token)
                  .get(MOSTAR + "/address")
                  .then()
                  .statusCode(404)
                  .extract()
                  .asString()
                  .replace("ba-mostar-safe-house", "no-such-house"))
          .isEqualTo(missing.asString());
    }
    assertThat(database.ask("select organisation from access_log where subject = ?", chain))
        .hasSize(1);
  }

  @Test
  void theDemoHousesAreThoseOfTheReportWithTheirCapacities() {
    as(COORDINATOR)
        .get("/shelter/facilities")
        .then()
        .body(
            "items.findAll { it.code.startsWith('ba-') }.collect { it.code + ' ' + it.capacity + ' ' + (it.beds ?: '') }*.trim()",
            contains(
                "ba-banja-luka-safe-house beds 12",
                "ba-bihac-safe-house beds 3",
                "ba-bijeljina-safe-house on-demand",
                "ba-doboj-safe-house beds 300",
                "ba-mostar-safe-house beds 20",
                "ba-sarajevo-high-risk-shelter unknown",
                "ba-sarajevo-low-risk-shelter unknown",
                "ba-sarajevo-safe-house-1 beds 20",
                "ba-sarajevo-safe-house-2 beds 20"));
    assertThat(
            database.ask("select count(*)::text from place where facility = 'ba-doboj-safe-house'"))
        .containsExactly("300");
  }
}
