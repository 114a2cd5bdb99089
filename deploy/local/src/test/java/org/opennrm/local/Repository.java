package org.opennrm.local;

import java.nio.file.Path;

/** The repository under test. */
final class Repository {

  private Repository() {}

  static Path root() {
    return Path.of(System.getProperty("nrm.root", "../.."));
  }

  static Path keycloak() {
    return root().resolve("deploy/keycloak");
  }
}
