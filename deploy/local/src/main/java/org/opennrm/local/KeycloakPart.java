package org.opennrm.local;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Keycloak with the realm of {@code deploy/keycloak}. Its program is unpacked and built once and
 * shared; each installation has a home of its own with the data, and links to the program. The
 * realm is imported again, into empty data, whenever what it is made from has changed: nothing in
 * it is worth keeping, since secrets, codes and identifiers come from outside.
 */
final class KeycloakPart extends Part {

  private static final String ENTRY_POINT = "io.quarkus.bootstrap.runner.QuarkusEntryPoint";
  private static final String ADMIN = "admin";

  private final Versions versions;
  private final Secrets secrets;
  private final List<ServiceDescription> services;

  KeycloakPart(
      Places places, Versions versions, Secrets secrets, List<ServiceDescription> services) {
    super(places, "keycloak", "Keycloak");
    this.versions = versions;
    this.secrets = secrets;
    this.services = services;
  }

  URI issuer() {
    return URI.create(
        "http://"
            + LocalMode.HOST
            + ":"
            + places().port(LocalMode.KEYCLOAK_PORT)
            + "/realms/"
            + LocalMode.REALM);
  }

  @Override
  List<Integer> ports() {
    return List.of(
        places().port(LocalMode.KEYCLOAK_PORT), places().port(LocalMode.KEYCLOAK_MANAGEMENT_PORT));
  }

  private String distributionName() {
    return "keycloak-" + versions.keycloak();
  }

  private Path program() {
    return places().dist().resolve(distributionName());
  }

  private Path realmFile() {
    return places().keycloak().resolve("data/import/" + LocalMode.REALM + "-realm.json");
  }

  private Path importedFile() {
    return places().keycloak().resolve("imported");
  }

  private String realm() {
    Path folder = places().repository().resolve("deploy/keycloak");
    return Realm.json(
        folder,
        DemoOrganisation.read(places().organisations()),
        services.stream().map(ServiceDescription::name).toList(),
        secrets::client,
        secrets.demoPassword());
  }

  private static List<String> java(Path home, Path program) {
    List<String> command = new ArrayList<>();
    command.add(Tools.java().toString());
    command.addAll(LocalMode.KEYCLOAK_JVM);
    command.add("-Dkc.home.dir=" + home);
    command.add("-Djboss.server.config.dir=" + home.resolve("conf"));
    // Its file database would otherwise offer itself on every network address.
    command.add("-Dh2.bindAddress=" + LocalMode.HOST);
    command.add("-cp");
    command.add(program.resolve("lib/quarkus-run.jar").toString());
    command.add(ENTRY_POINT);
    return command;
  }

  @Override
  Launch launch() {
    List<String> command = java(places().keycloak(), program());
    command.addAll(
        List.of(
            "start",
            "--optimized",
            "--import-realm",
            "--http-enabled=true",
            "--hostname-strict=false",
            "--cache=local",
            "--http-host=" + LocalMode.HOST,
            "--http-port=" + ports().getFirst(),
            "--http-management-port=" + ports().getLast()));
    return new Launch(
        command,
        Map.of(
            "KC_BOOTSTRAP_ADMIN_USERNAME",
            ADMIN,
            "KC_BOOTSTRAP_ADMIN_PASSWORD",
            secrets.keycloakAdmin()),
        places().keycloak(),
        realm());
  }

  @Override
  void prepare(Terminal terminal) throws IOException {
    Path program =
        Distribution.ready(places().dist(), distributionName(), folder -> build(folder, terminal));
    Path home = places().keycloak();
    Files.createDirectories(home.resolve("conf"));
    for (String shared : List.of("lib", "providers", "themes")) {
      Path link = home.resolve(shared);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, program.resolve(shared));
    }
    String realm = realm();
    boolean imported =
        Files.exists(importedFile())
            && Files.readString(importedFile()).equals(Launch.fingerprint(realm));
    if (!imported) {
      terminal.step(title(), "importing the realm (first start, or organisations changed)");
      Folders.delete(home.resolve("data"));
      Folders.createPrivate(home.resolve("data"));
      Files.createDirectories(realmFile().getParent());
      Folders.writePrivate(realmFile(), realm);
    }
  }

  private void build(Path folder, Terminal terminal) throws IOException {
    Path archive = places().dist().resolve("keycloak-quarkus-dist-" + versions.keycloak() + ".zip");
    if (!Files.exists(archive)) {
      throw new Trouble(
          "Keycloak is not downloaded ("
              + archive
              + " is missing); run ./nrm up once, which fetches it.");
    }
    terminal.step(title(), "unpacking version " + versions.keycloak() + " (once)");
    Archives.unpackZip(archive, folder);
    Path unpacked = folder.resolve(distributionName());
    for (File each : unpacked.toFile().listFiles()) {
      Files.move(each.toPath(), folder.resolve(each.getName()));
    }
    Files.delete(unpacked);
    terminal.step(title(), "building it for local use (once, about half a minute)");
    List<String> command = java(folder, folder);
    command.addAll(List.of("build", "--db=dev-file", "--health-enabled=true"));
    Path log = places().log("keycloak-build");
    Files.createDirectories(log.getParent());
    try {
      Process build =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (build.waitFor() != 0) {
        throw new Trouble(
            "Keycloak could not be built; its log is " + log + ":", Folders.tail(log, 12));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }

  @Override
  Duration stopPatience() {
    // While it is still starting it does not listen to a signal, and it keeps nothing that could be
    // lost.
    return Duration.ofSeconds(6);
  }

  @Override
  boolean healthy() {
    return HttpProbe.ok(URI.create(issuer() + "/.well-known/openid-configuration"));
  }

  @Override
  void onReady(Terminal terminal) throws IOException {
    // The import file holds every secret of the realm; it has done its work.
    if (Files.exists(realmFile())) {
      Folders.writePrivate(importedFile(), Launch.fingerprint(Files.readString(realmFile())));
      Files.delete(realmFile());
    }
  }
}
