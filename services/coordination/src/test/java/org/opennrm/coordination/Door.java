package org.opennrm.coordination;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.opennrm.platform.testkit.TokenIssuer;

/** Who stands at the service's door in these tests. */
public final class Door {

  private Door() {}

  public static RequestSpecification coordinator() {
    return as("ba-coordinator", "coordinator");
  }

  public static RequestSpecification deputy() {
    return as("ba-coordinator-deputy", "coordinator");
  }

  public static RequestSpecification coordinatorOfAnotherCountry() {
    return as("mk-referral-office", "coordinator");
  }

  public static RequestSpecification ministry() {
    return as("ba-ministry", "ministry-reader");
  }

  public static RequestSpecification police() {
    return as("ba-border-police", "referrer");
  }

  public static RequestSpecification sandboxOperator() {
    return as("ba-sandbox", "sandbox-operator");
  }

  public static RequestSpecification as(String organisation, String... roles) {
    return given()
        .contentType(ContentType.JSON)
        .auth()
        .oauth2(TokenIssuer.token(organisation, roles));
  }
}
