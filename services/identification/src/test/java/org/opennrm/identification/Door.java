package org.opennrm.identification;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.opennrm.platform.testkit.TokenIssuer;

/** The public doors as their users open them. Everybody in the bodies is invented. */
final class Door {

  static final String POLICE = TokenIssuer.token("ba-border-police", "referrer");
  static final String OTHER_POLICE = TokenIssuer.token("ba-border-police-north", "referrer");
  static final String AUTHORITY = TokenIssuer.token("ba-identification", "identifier");
  static final String OTHER_AUTHORITY = TokenIssuer.token("ba-identification-rs", "identifier");

  /** Half of it unknown; the person is invented. */
  static final String REFERRAL =
      """
      {"channel": "border-check", "area": "ba-fed-sarajevo",
       "person": {"givenNames": "Invented Zorica", "familyName": {"answer": "refused"},
                  "sex": "female", "ageBand": "18-23", "nationality": "md", "languages": ["ron"],
                  "birthDate": {"answer": "unknown"}},
       "immediateDanger": {"answer": "unknown"}, "papers": {"answer": "none"},
       "movement": "cross-border", "notes": "Invented: secret note 4711",
       "safeContact": {"channel": "telephone", "value": "+000 invented 0815"},
       "sharing": {"basis": "consent", "language": "ron", "interpreter": "by-telephone"}}
      """;

  private Door() {}

  static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  static Response submit(String token, String key, String body) {
    return as(token).header("Idempotency-Key", key).body(body).post("/identification/referrals");
  }

  static String submitted() {
    return submit(POLICE, UUID.randomUUID().toString(), REFERRAL)
        .then()
        .statusCode(201)
        .extract()
        .path("reference");
  }

  static ValidatableResponse step(String token, String reference, String step, int version) {
    return as(token)
        .header("If-Match", "\"" + version + "\"")
        .put("/identification/referrals/" + reference + "/" + step)
        .then();
  }

  static ValidatableResponse step(
      String token, String reference, String step, int version, String body) {
    return as(token)
        .header("If-Match", "\"" + version + "\"")
        .body(body)
        .put("/identification/referrals/" + reference + "/" + step)
        .then();
  }

  /** A referral that the authority holds; the answer is its alias of the case. */
  static String heldCase(String reference) {
    step(AUTHORITY, reference, "acknowledgement", 1).statusCode(200);
    return step(AUTHORITY, reference, "acceptance", 2).statusCode(200).extract().path("caseAlias");
  }
}
