package org.opennrm.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions this build unpacks and runs, as the POM states them. */
record Versions(String postgresql, String kafka, String keycloak) {

  static Versions ofThisBuild() {
    try (InputStream in = Versions.class.getResourceAsStream("versions.properties")) {
      Properties stated = new Properties();
      stated.load(in);
      return new Versions(
          stated.getProperty("postgresql"),
          stated.getProperty("kafka"),
          stated.getProperty("keycloak"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
