package org.opennrm.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The real PostgreSQL server, from embedded binaries, with {@code fsync} on and a password for
 * everybody. The data outlives restarts and the sudden death of the server.
 */
final class PostgresPart extends Part {

  private static final String ARCHIVE = "/postgres-linux-x86_64.txz";
  static final String SUPERUSER = "postgres";

  private final Versions versions;
  private final Secrets secrets;
  private final List<ServiceDescription> services;
  private final Unprivileged runs;

  PostgresPart(
      Places places, Versions versions, Secrets secrets, List<ServiceDescription> services) {
    super(places, "postgres", "PostgreSQL");
    this.versions = versions;
    this.secrets = secrets;
    this.services = services;
    this.runs = Unprivileged.onThisMachine();
  }

  int port() {
    return places().port(LocalMode.POSTGRES_PORT);
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://" + LocalMode.HOST + ":" + port() + "/" + database;
  }

  Connection connect(String database) throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", SUPERUSER);
    login.setProperty("password", secrets.postgresSuperuser());
    login.setProperty("connectTimeout", Long.toString(LocalMode.HEALTH_PATIENCE.toSeconds()));
    login.setProperty("loginTimeout", Long.toString(LocalMode.HEALTH_PATIENCE.toSeconds()));
    login.setProperty("socketTimeout", "30");
    return DriverManager.getConnection(jdbcUrl(database), login);
  }

  @Override
  List<Integer> ports() {
    return List.of(port());
  }

  @Override
  String stopSignal() {
    // PostgreSQL's fast shutdown: sessions are ended, everything is written.
    return "INT";
  }

  private Path binaries() {
    return places().dist().resolve("postgresql-" + versions.postgresql());
  }

  private Path cluster() {
    return places().data().resolve("postgres");
  }

  @Override
  Launch launch() {
    List<String> command = new ArrayList<>();
    command.add(binaries().resolve("bin/postgres").toString());
    command.add("-D");
    command.add(cluster().toString());
    command.add("-c");
    command.add("port=" + port());
    for (String setting : LocalMode.POSTGRES_SETTINGS) {
      command.add("-c");
      command.add(setting);
    }
    return new Launch(runs.wrap(command), Map.of(), Path.of("/"), "");
  }

  @Override
  void requireStartable() {
    super.requireStartable();
    runs.requireReach(places().home());
    runs.requireReach(places().dist());
  }

  @Override
  void prepare(Terminal terminal) throws IOException {
    Path binaries =
        Distribution.ready(
            places().dist(),
            "postgresql-" + versions.postgresql(),
            folder -> {
              terminal.step(title(), "unpacking version " + versions.postgresql() + " (once)");
              try (InputStream archive = PostgresPart.class.getResourceAsStream(ARCHIVE)) {
                if (archive == null) {
                  throw new Trouble(
                      "There are no PostgreSQL binaries for this machine; Linux on x86-64 is served.");
                }
                Archives.unpackTarXz(archive, folder);
              }
            });
    if (!Files.isDirectory(cluster())) {
      terminal.step(title(), "making an empty database cluster (once)");
      create(binaries);
    }
    removeStaleLock();
  }

  /** Made beside and renamed, so that an interrupted initdb leaves nothing that looks like data. */
  private void create(Path binaries) throws IOException {
    Path unfinished = places().data().resolve("postgres.unfinished");
    Folders.delete(unfinished);
    Files.createDirectories(unfinished);
    Path cluster = Files.createDirectory(unfinished.resolve("cluster"));
    Path password = unfinished.resolve("password");
    Folders.writePrivate(password, secrets.postgresSuperuser());
    runs.hand(cluster);
    runs.hand(password);
    Path log = places().log("initdb");
    Files.createDirectories(log.getParent());
    List<String> command =
        List.of(
            binaries.resolve("bin/initdb").toString(),
            "--pgdata=" + cluster,
            "--username=" + SUPERUSER,
            "--pwfile=" + password,
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--locale=C");
    try {
      Process initdb =
          new ProcessBuilder(runs.wrap(command))
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (initdb.waitFor() != 0) {
        throw new Trouble(
            "PostgreSQL's initdb failed; its log is " + log + ":", Folders.tail(log, 12));
      }
      Files.delete(password);
      Files.move(cluster, cluster(), StandardCopyOption.ATOMIC_MOVE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    } finally {
      Folders.delete(unfinished);
    }
  }

  /**
   * After a reboot the number in an old postmaster.pid may belong to somebody else, and PostgreSQL
   * would wait for that forever.
   */
  private void removeStaleLock() throws IOException {
    Path lock = cluster().resolve("postmaster.pid");
    if (Files.exists(lock)) {
      String pid = Files.readAllLines(lock).getFirst().strip();
      Path program = Path.of("/proc", pid, "comm");
      boolean server =
          Files.exists(program) && Files.readString(program).strip().equals("postgres");
      if (!server) {
        Files.delete(lock);
      }
    }
  }

  @Override
  boolean healthy() {
    try (Connection connection = connect("postgres")) {
      return connection.isValid((int) LocalMode.HEALTH_PATIENCE.toSeconds());
    } catch (SQLException _) {
      return false;
    }
  }

  @Override
  void onReady(Terminal terminal) {
    try (Connection connection = connect("postgres")) {
      Databases.provide(connection, services, secrets::database);
    } catch (SQLException e) {
      throw new Trouble("The services' databases could not be made: " + e.getMessage(), e);
    }
  }
}
