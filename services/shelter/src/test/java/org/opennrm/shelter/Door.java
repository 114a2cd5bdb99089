package org.opennrm.shelter;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.opennrm.platform.testkit.TokenIssuer;

/** The public doors as their users open them. */
public final class Door {

  public static final String IOM = shelter("ba-iom");
  public static final String LA_STRADA = shelter("ba-la-strada");
  public static final String FORUM = shelter("ba-forum-of-solidarity");
  public static final String ZENE = shelter("ba-zene-za-une");
  public static final String LARA = shelter("ba-lara");
  public static final String AUTHORITY = TokenIssuer.token("ba-identification", "identifier");
  public static final String OTHER_AUTHORITY =
      TokenIssuer.token("ba-identification-rs", "identifier");
  public static final String COORDINATOR = TokenIssuer.token("ba-coordinator", "coordinator");
  public static final String FOREIGN_COORDINATOR =
      TokenIssuer.token("mk-referral-office", "coordinator");
  public static final String POLICE = TokenIssuer.token("ba-border-police", "referrer");
  public static final String MINISTRY = TokenIssuer.token("ba-ministry", "ministry-reader");

  public static final String ACCEPTED = "{\"answer\": \"accepted\"}";
  public static final String DECLINED_AS_FULL = "{\"answer\": \"declined\", \"reason\": \"full\"}";
  public static final String AGREED =
      "{\"answer\": \"agreed\", \"houseRulesTold\": true, \"regimeTold\": true}";

  private Door() {}

  public static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  public static ValidatableResponse answer(String token, String offer, String body) {
    return as(token).body(body).put("/shelter/offers/" + offer + "/answer").then();
  }

  public static ValidatableResponse step(String token, String placement, String step) {
    return as(token).put("/shelter/placements/" + placement + "/" + step).then();
  }

  public static ValidatableResponse step(String token, String placement, String step, String body) {
    return as(token).body(body).put("/shelter/placements/" + placement + "/" + step).then();
  }

  public static ValidatableResponse see(String token, String placement) {
    return as(token).get("/shelter/placements/" + placement).then();
  }

  private static String shelter(String organisation) {
    return TokenIssuer.token(organisation, "shelter-worker");
  }
}
