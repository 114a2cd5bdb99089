package org.opennrm.platform.testkit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/**
 * The OpenAPI document of the running service against the one in {@code contracts/http}: what
 * integrators rely on changes only on purpose. {@code -Dnrm.write=true} writes it anew.
 */
public final class HttpContract {

  private HttpContract() {}

  /** The document of this service is the one in the contracts, to the letter. */
  public static void isKeptBy(String service) {
    var file = Repository.root().resolve("contracts/http/" + service + ".openapi.yaml");
    var today =
        given()
            .accept("application/yaml")
            .get("/q/openapi")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    try {
      if (Boolean.getBoolean("nrm.write")) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, today);
      }
      assertThat(file).as("run the test with -Dnrm.write=true to write it").exists();
      assertThat(today).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
