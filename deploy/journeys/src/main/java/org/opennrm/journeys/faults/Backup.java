package org.opennrm.journeys.faults;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.opennrm.bench.Trouble;
import org.opennrm.journeys.faults.Violation.Kind;

/**
 * One service's database is restored from last night's backup, under the others that went on. What
 * was acknowledged since is lost by definition; it must be seen, and nothing else may be wrong.
 */
final class Backup {

  private static final Duration A_DAY = Duration.ofSeconds(15);
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(60);

  private static final String LISTED = "select count(*) from event_without_cause";

  private static final String PUBLISHED = "select count(*) from event_log";

  private final Scene scene;
  private final String service;
  private final String backup;

  private Backup(Scene scene, String service) {
    this.scene = scene;
    this.service = service;
    this.backup = service + "_backup";
  }

  static void restore(Scene scene) {
    new Backup(scene, scene.anyService()).restore();
  }

  private void restore() {
    scene.installation().kill(service);
    asAdministrator("create database %s template %s owner %s".formatted(backup, service, service));
    var before = number(PUBLISHED);
    scene.installation().start(service);
    scene.letWork(A_DAY);
    // What nobody has heard yet when the disk breaks, nobody can list.
    scene.load().stop();
    scene.load().cameToRest(LONG_ENOUGH);
    new Quiet(scene.tables(), scene.door(), scene.installation().services())
        .missedAfter(LONG_ENOUGH);
    scene.installation().kill(service);
    var listedBefore = number(LISTED);
    var told = number(PUBLISHED) - before;
    asAdministrator("drop database %s with (force)".formatted(service));
    asAdministrator("alter database %s rename to %s".formatted(backup, service));
    asAdministrator("revoke all on database %s from public".formatted(service));
    scene.load().flow();
    scene.installation().start(service);
    scene.say("%s was set back by %d events", service, told);
    if (!scene.happens(LONG_ENOUGH, () -> number(LISTED) - listedBefore == told)) {
      throw new BrokenRule(
          new Violation(
              "I2",
              Kind.LOST,
              "a database was set back and does not tell",
              List.of(
                  "%s lists %d of %d".formatted(service, number(LISTED) - listedBefore, told))));
    }
  }

  private int number(String query) {
    return Integer.parseInt(scene.tables().column(service, query).getFirst());
  }

  private void asAdministrator(String statement) {
    var installation = scene.installation();
    var address = installation.jdbcUrl(service).replaceFirst("/" + service + "\\b", "/postgres");
    // A session of the killed service may live on for a moment.
    scene.require(
        LONG_ENOUGH,
        statement,
        () -> {
          try (var connection =
                  DriverManager.getConnection(
                      address, "postgres", installation.administratorPassword());
              var command = connection.createStatement()) {
            command.execute(statement);
            return true;
          } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith("55")) {
              return false;
            }
            throw new Trouble("PostgreSQL refuses: " + e.getMessage(), e);
          }
        });
  }
}
