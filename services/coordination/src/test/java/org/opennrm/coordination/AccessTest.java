package org.opennrm.coordination;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opennrm.platform.testkit.Infra;
import org.opennrm.platform.testkit.TokenIssuer;

/**
 * Who may open which door. A refusal depends on token and route alone: whether the thing exists
 * makes no difference.
 */
@QuarkusTest
@QuarkusTestResource(Infra.class)
class AccessTest {

  private static final String NOBODYS = "/HO-0000000000000";

  /** A door, and the roles that it opens to. */
  record Route(String method, String path, Set<String> roles) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  static List<Route> routes() {
    var coordinators = Set.of("coordinator");
    var nobodys = "/" + UUID.randomUUID();
    return List.of(
        new Route("GET", "/coordination/hand-overs", coordinators),
        new Route("GET", "/coordination/hand-overs" + NOBODYS, coordinators),
        new Route("GET", "/coordination/escalations", coordinators),
        new Route("PUT", "/coordination/escalations" + nobodys + "/taken", coordinators),
        new Route("GET", "/coordination/alarms", coordinators),
        new Route("PUT", "/coordination/alarms" + nobodys + "/taking", coordinators),
        new Route("GET", "/coordination/figures", coordinators),
        new Route("GET", "/coordination/releases", coordinators),
        new Route("POST", "/coordination/releases", coordinators),
        new Route("GET", "/coordination/releases" + nobodys, coordinators),
        new Route("PUT", "/coordination/releases" + nobodys + "/approval", coordinators),
        new Route("PUT", "/coordination/releases" + nobodys + "/discard", coordinators),
        new Route(
            "GET",
            "/coordination/published-figures/latest",
            Set.of("coordinator", "ministry-reader")),
        new Route("GET", "/coordination/clock", Set.of("sandbox-operator")),
        new Route("POST", "/coordination/clock", Set.of("sandbox-operator")),
        new Route("GET", "/coordination/sandbox", Set.of("sandbox-operator")),
        new Route("GET", "/coordination/operations/events", Set.of("operator")),
        new Route("POST", "/coordination/operations/replays", Set.of("operator")),
        new Route("POST", "/coordination/operations/parked/x/release", Set.of("operator")),
        new Route("POST", "/coordination/operations/parked/x/set-aside", Set.of("operator")),
        new Route("POST", "/coordination/operations/topics/x/rebuild", Set.of("operator")));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void itOpensToNoOtherRole(Route route) {
    Stream.of(
            "referrer",
            "identifier",
            "shelter-worker",
            "coordinator",
            "ministry-reader",
            "sandbox-operator",
            "operator")
        .filter(role -> !route.roles().contains(role))
        .forEach(role ->
            assertThat(status(Door.as("ba-coordinator", role), route)).as(role).isEqualTo(403));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void itOpensToItsOwn(Route route) {
    for (var role : route.roles()) {
      assertThat(status(Door.as("ba-coordinator", role), route)).as(role).isNotIn(401, 403);
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void itNeedsATokenThatIsGoodAndSpeaksForAnOffice(Route route) {
    var role = route.roles().iterator().next();
    assertThat(status(given().contentType(ContentType.JSON), route)).isEqualTo(401);
    for (var bad :
        List.of(
            TokenIssuer.expired("ba-coordinator", role),
            TokenIssuer.forAnotherAudience("ba-coordinator", role),
            TokenIssuer.forged("ba-coordinator", role))) {
      assertThat(status(with(bad), route)).isEqualTo(401);
    }
    for (var bad :
        List.of(TokenIssuer.withoutOrganisation(role), TokenIssuer.token("ba-x", role))) {
      assertThat(status(with(bad), route)).isEqualTo(403);
    }
  }

  @ParameterizedTest
  @MethodSource("routes")
  void theRoleOfACoordinatorWithoutItsMandateOpensNothing(Route route) {
    if (route.roles().equals(Set.of("coordinator"))) {
      call(Door.as("ba-border-police", "coordinator"), route)
          .then()
          .statusCode(403)
          .body("reason", equalTo("NO_MANDATE"));
    }
  }

  private static RequestSpecification with(String token) {
    return given().contentType(ContentType.JSON).auth().oauth2(token);
  }

  private static int status(RequestSpecification who, Route route) {
    return call(who, route).statusCode();
  }

  private static Response call(RequestSpecification who, Route route) {
    var request = route.method().equals("POST") ? who.body("{}") : who;
    return request.request(route.method(), route.path());
  }

  @Test
  void whereThereIsNoDoorTheAnswerIsThatOfWhatIsNotYours() {
    var nowhere = "/coordination/nowhere";
    var notYours = "/coordination/hand-overs/" + UUID.randomUUID();
    assertThat(notFound(nowhere).replace(nowhere, "…"))
        .isEqualTo(notFound(notYours).replace(notYours, "…"))
        .contains("urn:nrm:problem:not-found");
  }

  private static String notFound(String path) {
    return Door.coordinator().get(path).then().statusCode(404).extract().body().asString();
  }
}
