package org.opennrm.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One instance of a service, in a process of its own. It runs from a copy of what the build made: a
 * later build, or a test run, must not pull the jars from under a running service.
 */
final class ServicePart extends Part {

  private static final String LIVENESS = "/q/health/live";

  private final ServiceDescription service;
  private final int port;
  private final Secrets secrets;
  private final PostgresPart postgres;
  private final KafkaPart kafka;
  private final KeycloakPart keycloak;
  private final List<String> jvm;

  /** What the next start sets instead of the usual. */
  private volatile Map<String, String> instead = Map.of();

  ServicePart(
      Places places,
      ServiceDescription service,
      Secrets secrets,
      PostgresPart postgres,
      KafkaPart kafka,
      KeycloakPart keycloak,
      List<String> jvm) {
    this(places, service.name(), service, service.port(), secrets, postgres, kafka, keycloak, jvm);
  }

  private ServicePart(
      Places places,
      String name,
      ServiceDescription service,
      int port,
      Secrets secrets,
      PostgresPart postgres,
      KafkaPart kafka,
      KeycloakPart keycloak,
      List<String> jvm) {
    super(places, name, name);
    this.service = service;
    this.port = port;
    this.secrets = secrets;
    this.postgres = postgres;
    this.kafka = kafka;
    this.keycloak = keycloak;
    this.jvm = List.copyOf(jvm);
  }

  /** A second instance of the same service, on a port of its own and with the same database. */
  ServicePart twin() {
    return new ServicePart(
        places(),
        name() + "-2",
        service,
        port + LocalMode.TO_A_TWINS_PORT,
        secrets,
        postgres,
        kafka,
        keycloak,
        jvm);
  }

  void setInstead(Map<String, String> settings) {
    instead = Map.copyOf(settings);
  }

  URI url() {
    return URI.create("http://" + LocalMode.HOST + ":" + ports().getFirst());
  }

  @Override
  List<Integer> ports() {
    return List.of(places().port(port));
  }

  private Path built() {
    return places()
        .repository()
        .resolve("services")
        .resolve(service.name())
        .resolve("target/quarkus-app");
  }

  private Path copy() {
    return places().apps().resolve(service.name());
  }

  @Override
  Launch launch() {
    List<String> command = new ArrayList<>();
    command.add(Tools.java().toString());
    command.addAll(jvm);
    command.add("-jar");
    command.add(copy().resolve("quarkus-run.jar").toString());
    return new Launch(command, environment(), places().home(), build() + organisations());
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("QUARKUS_PROFILE", "local");
    environment.put("QUARKUS_HTTP_HOST", LocalMode.HOST);
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports().getFirst()));
    environment.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(service.database()));
    environment.put("QUARKUS_DATASOURCE_USERNAME", service.database());
    environment.put("QUARKUS_DATASOURCE_PASSWORD", secrets.database(service.name()));
    environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
    environment.put("KAFKA_SECURITY_PROTOCOL", "SASL_PLAINTEXT");
    environment.put("KAFKA_SASL_MECHANISM", "PLAIN");
    environment.put(
        "KAFKA_SASL_JAAS_CONFIG", KafkaPart.login(service.name(), secrets.kafka(service.name())));
    environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", keycloak.issuer().toString());
    environment.put("NRM_KEYS", secrets.keys().toString());
    environment.put("NRM_ORGANISATIONS", places().organisations().toString());
    environment.put("NRM_DATABASE_DISK", places().data().toString());
    environment.put("NRM_SANDBOX", "true");
    environment.putAll(instead);
    return environment;
  }

  @Override
  void prepare(Terminal terminal) throws IOException {
    Path marker = copy().resolve("copied-from");
    String build = build();
    if (Files.exists(marker) && Files.readString(marker).equals(build)) {
      return;
    }
    Path unfinished = copy().resolveSibling(service.name() + ".unfinished");
    Folders.delete(unfinished);
    Folders.copy(built(), unfinished);
    Files.writeString(unfinished.resolve("copied-from"), build);
    Folders.delete(copy());
    Files.move(unfinished, copy(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Names this build by size and time of every file in it. */
  private String build() {
    if (!Files.exists(built().resolve("quarkus-run.jar"))) {
      throw new Trouble(
          "The service "
              + service.name()
              + " is not built ("
              + built()
              + " is missing); run ./nrm up.");
    }
    try (Stream<Path> files = Files.walk(built())) {
      StringBuilder listing = new StringBuilder();
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isRegularFile()) {
          listing
              .append(built().relativize(file))
              .append(' ')
              .append(attributes.size())
              .append(' ');
          listing.append(attributes.lastModifiedTime().toMillis()).append('\n');
        }
      }
      return Launch.fingerprint(listing.toString());
    } catch (IOException e) {
      throw new Trouble(
          "The service "
              + service.name()
              + " cannot be read from "
              + built()
              + ": "
              + e.getMessage(),
          e);
    }
  }

  /** Services load the organisations at start, so a changed file is a reason to start again. */
  private String organisations() {
    try {
      return Files.readString(places().organisations());
    } catch (IOException e) {
      throw new Trouble(places().organisations() + " cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  boolean healthy() {
    return HttpProbe.ok(url().resolve("/q/health/ready")) && HttpProbe.ok(url().resolve(LIVENESS));
  }

  /** It answers, and one of its readers hears nothing any more. */
  @Override
  boolean gaveUp() {
    return HttpProbe.answers(url().resolve(LIVENESS), 503);
  }
}
