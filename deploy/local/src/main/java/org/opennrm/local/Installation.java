package org.opennrm.local;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One running or stopped OpenNRM on this machine: its addresses, its secrets and its processes,
 * each of which can be started, stopped and killed by name ({@code postgres}, {@code kafka}, {@code
 * keycloak} and the services). Several installations with different homes and port offsets may run
 * side by side. The journeys and the bench use it; {@code ./nrm} is a thin command line over it.
 */
public final class Installation {

  private final Places places;
  private final Secrets secrets;
  private final List<ServiceDescription> descriptions;
  private final PostgresPart postgres;
  private final KafkaPart kafka;
  private final KeycloakPart keycloak;
  private final List<ServicePart> services;
  private final List<ServicePart> twins;

  Installation(Places places, LocalMode.Jvms jvms) {
    Versions versions = Versions.ofThisBuild();
    this.places = places;
    this.secrets = new Secrets(places.secrets());
    this.descriptions = ServiceList.of(places.repository());
    this.postgres = new PostgresPart(places, versions, secrets, descriptions);
    this.kafka = new KafkaPart(places, secrets, descriptions, jvms.kafka());
    this.keycloak = new KeycloakPart(places, versions, secrets, descriptions);
    this.services =
        descriptions.stream()
            .map(each ->
                new ServicePart(places, each, secrets, postgres, kafka, keycloak, jvms.services()))
            .toList();
    this.twins = services.stream().map(ServicePart::twin).toList();
  }

  /** The installation that {@code ./nrm} in this repository and environment would act on. */
  public static Installation here() {
    return new Installation(Places.of(repository(), System.getenv()), LocalMode.Jvms.EVERYDAY);
  }

  /**
   * Another installation of this repository, with state and ports of its own; only unpacked
   * third-party software is shared.
   */
  public static Installation beside(Path home, int portOffset) {
    Places usual = Places.of(repository(), System.getenv());
    return new Installation(
        new Places(usual.repository(), home, usual.dist(), portOffset), LocalMode.Jvms.EVERYDAY);
  }

  /**
   * The same installation whose services and broker start for measuring: both compilers, and 512 MB
   * for each service; slower to start.
   */
  public Installation forMeasuring() {
    return new Installation(places, LocalMode.Jvms.MEASURING);
  }

  /**
   * The JVM flags with which {@link #forMeasuring()} starts services, to be printed beside every
   * figure.
   */
  public static List<String> measuringFlags() {
    return LocalMode.Jvms.MEASURING.services();
  }

  /** The clone that this program was built from. */
  public static Path repository() {
    @Nullable String stated = System.getProperty("nrm.root");
    if (stated != null) {
      return Path.of(stated);
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("services/pom.xml"))) {
        return folder;
      }
    }
    throw new Trouble("This is not inside a clone of OpenNRM.");
  }

  /** The folder with data, logs and secrets. */
  public Path home() {
    return places.home();
  }

  /** What is added to every port. */
  public int portOffset() {
    return places.portOffset();
  }

  /** The names of the services, in the order of {@code services/pom.xml}. */
  public List<String> services() {
    return descriptions.stream().map(ServiceDescription::name).toList();
  }

  /** The names of all processes, in the order in which they start. */
  public List<String> processes() {
    return parts().map(Part::name).toList();
  }

  /**
   * The process of a service's second instance. No command starts it, so that it runs only while
   * somebody tries what two instances do.
   */
  public String twinOf(String service) {
    return service(service).twin().name();
  }

  /** Where a service, or its second instance, listens, without a path. */
  public URI url(String service) {
    return service(service).url();
  }

  private ServicePart service(String name) {
    return Stream.concat(services.stream(), twins.stream())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no service " + name));
  }

  /** The {@code iss} of every token. */
  public URI issuer() {
    return keycloak.issuer();
  }

  /**
   * The secret of an OIDC client, named like its organisation (the sandbox operator's is {@code
   * sandbox}).
   */
  public String clientSecret(String client) {
    return secrets.client(client);
  }

  /** The one password of all demo users, each named like the organisation's client. */
  public String userPassword() {
    return secrets.demoPassword();
  }

  /** A fresh token of an organisation's machine client, good for a minute. */
  public String clientToken(String client) {
    return new Tokens(issuer()).ofClient(client, secrets.client(client));
  }

  /** A fresh token of an organisation's demo user. */
  public String userToken(String user) {
    return new Tokens(issuer()).ofUser(user, secrets.demoPassword());
  }

  /** The JDBC address of a service's database. */
  public String jdbcUrl(String service) {
    return postgres.jdbcUrl(description(service).database());
  }

  /** The password of a service's database role, which is named like the database. */
  public String databasePassword(String service) {
    return secrets.database(service);
  }

  /** The password of {@code postgres}, PostgreSQL's administrator: may enter every database. */
  public String administratorPassword() {
    return secrets.postgresSuperuser();
  }

  /** Kafka client settings of the broker's administrator: may do everything. */
  public Map<String, Object> kafkaAdminSettings() {
    return kafka.adminSettings();
  }

  /** Kafka client settings of a service: may do what its {@code service.yaml} says. */
  public Map<String, Object> kafkaSettings(String service) {
    return kafka.clientSettings(service, secrets.kafka(service));
  }

  /**
   * Starts what does not run and waits until everything is ready. Throws {@link Trouble} and leaves
   * nothing new running if it fails.
   */
  public void up(PrintStream out) {
    new Start(this, new Terminal(out)).run();
  }

  /** Stops everything, services first. Nothing happens where nothing runs. */
  public void down(PrintStream out) {
    stopAll(new Terminal(out));
  }

  /** Starts one process and waits until it is ready; does nothing when it runs. */
  public void start(String process) {
    Part part = part(process);
    Terminal silent =
        new Terminal(
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      if (part.running().isEmpty()) {
        part.prepare(silent);
        part.begin();
      }
      part.awaitReady(silent, () -> false);
    } catch (IOException e) {
      throw Start.trouble(places, e);
    }
  }

  /** Stops one process in an orderly way. */
  public void stop(String process) {
    try {
      part(process).stop();
    } catch (IOException e) {
      throw Start.trouble(places, e);
    }
  }

  /** Kills one process without warning and waits until it is gone. */
  public void kill(String process) {
    part(process).kill();
  }

  /**
   * Stops a process for as long as it is not continued: it holds its connections and answers
   * nothing.
   */
  public void suspend(String process) {
    signal(process, "STOP");
  }

  /** Lets a suspended process go on. */
  public void resume(String process) {
    signal(process, "CONT");
  }

  /**
   * Lets PostgreSQL end without writing anything more, as its immediate shutdown does: the next
   * start recovers from the log.
   */
  public void stopPostgresAtOnce() {
    RunRecord record =
        postgres.running().orElseThrow(() -> new IllegalStateException("PostgreSQL is down"));
    Tools.signal("QUIT", record.pid());
    while (record.alive()) {
      Tools.pause(Duration.ofMillis(20));
    }
  }

  /**
   * From its next start on, the service gets these variables instead of its usual ones; an empty
   * map takes them back.
   */
  public void setInstead(String service, Map<String, String> variables) {
    service(service).setInstead(variables);
  }

  /** Deletes what PostgreSQL or the broker has written. It must not run. */
  public void forgetData(String process) {
    if (!process.equals(postgres.name()) && !process.equals(kafka.name())) {
      throw new IllegalArgumentException(process + " keeps no data of its own");
    }
    if (part(process).running().isPresent()) {
      throw new IllegalStateException(process + " runs");
    }
    try {
      Folders.delete(places.data().resolve(process));
    } catch (IOException e) {
      throw Start.trouble(places, e);
    }
  }

  private void signal(String process, String signal) {
    part(process).running().ifPresent(record -> Tools.signal(signal, record.pid()));
  }

  /** Whether the process runs and answers. */
  public boolean healthy(String process) {
    return part(process).running().isPresent() && part(process).healthy();
  }

  /** The log of one process. */
  public Path log(String process) {
    return places.log(part(process).name());
  }

  Places places() {
    return places;
  }

  Secrets secrets() {
    return secrets;
  }

  KafkaPart kafka() {
    return kafka;
  }

  PostgresPart postgres() {
    return postgres;
  }

  KeycloakPart keycloak() {
    return keycloak;
  }

  List<ServiceDescription> descriptions() {
    return descriptions;
  }

  List<ServicePart> serviceParts() {
    return services;
  }

  Stream<Part> parts() {
    return Stream.concat(Stream.of(postgres, kafka, keycloak), services.stream());
  }

  private Part part(String name) {
    return Stream.concat(parts(), twins.stream())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("no process " + name + " among " + processes()));
  }

  private ServiceDescription description(String service) {
    return descriptions.stream()
        .filter(each -> Objects.equals(each.name(), service))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no service " + service));
  }

  /**
   * Services together, then Keycloak, Kafka, and PostgreSQL last: nobody loses what they still want
   * to write.
   */
  void stopAll(Terminal terminal) {
    List<Part> running =
        new ArrayList<>(
            Stream.concat(parts(), twins.stream())
                .filter(part -> part.running().isPresent())
                .toList());
    Start.stop(running, terminal, places);
    try {
      for (Part part : parts().toList()) {
        Files.deleteIfExists(part.recordFile());
      }
    } catch (IOException e) {
      throw Start.trouble(places, e);
    }
    terminal.line(
        running.isEmpty()
            ? "Nothing was running."
            : "Stopped; data and secrets stay in " + places.home() + ".");
  }

  /** Deletes what the system has written, never downloads, builds or secrets. Nothing may run. */
  void forgetData() {
    try {
      Folders.delete(places.data());
      Folders.delete(places.keycloak());
    } catch (IOException e) {
      throw Start.trouble(places, e);
    }
  }
}
