package org.opennrm.local;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where everything of one installation lies: the repository it runs, its own state below {@code
 * home}, and {@code dist}, the unpacked third-party software, which several installations may
 * share. All paths are absolute.
 */
record Places(Path repository, Path home, Path dist, int portOffset) {

  Places {
    repository = repository.toAbsolutePath().normalize();
    home = home.toAbsolutePath().normalize();
    dist = dist.toAbsolutePath().normalize();
    if (portOffset < 0 || portOffset > 40_000) {
      throw new Trouble("NRM_PORT_OFFSET is a number from 0 to 40000, not " + portOffset + ".");
    }
  }

  /** Reads {@code NRM_HOME}, {@code NRM_DIST} and {@code NRM_PORT_OFFSET}; each may be left out. */
  static Places of(Path repository, Map<String, String> environment) {
    Path home = given(environment, "NRM_HOME", repository.resolve(".nrm"));
    Path dist = given(environment, "NRM_DIST", home.resolve("dist"));
    String offset = environment.getOrDefault("NRM_PORT_OFFSET", "");
    try {
      return new Places(
          repository, home, dist, offset.isBlank() ? 0 : Integer.parseInt(offset.strip()));
    } catch (NumberFormatException _) {
      throw new Trouble("NRM_PORT_OFFSET is a number from 0 to 40000, not \"" + offset + "\".");
    }
  }

  private static Path given(Map<String, String> environment, String name, Path otherwise) {
    @Nullable String value = environment.get(name);
    return value == null || value.isBlank() ? otherwise : Path.of(value);
  }

  int port(int port) {
    return port + portOffset;
  }

  Path data() {
    return home.resolve("data");
  }

  Path logs() {
    return home.resolve("logs");
  }

  Path run() {
    return home.resolve("run");
  }

  Path secrets() {
    return home.resolve("secrets");
  }

  Path apps() {
    return home.resolve("apps");
  }

  Path keycloak() {
    return home.resolve("keycloak");
  }

  Path organisations() {
    return repository.resolve("deploy/keycloak/organisations.yaml");
  }

  Path log(String part) {
    return logs().resolve(part + ".log");
  }
}
