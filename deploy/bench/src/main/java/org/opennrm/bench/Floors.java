package org.opennrm.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures in turn, on the same PostgreSQL and the same broker: what these can do alone with the
 * statements and records of one referral, and what the services do with a whole one.
 */
final class Floors {

  /** Which schemas a service's database has, in the order in which they are made. */
  private static final List<String> PLATFORM = List.of("messaging", "access", "web");

  private static final String SCRATCH = "bench_floor_";

  private final Site site;
  private final FloorsOptions options;
  private final Kept kept;
  private final PrintStream out;
  private final Path folder = Surroundings.repository().resolve("deploy/bench/floors");

  Floors(Site site, FloorsOptions options, Kept kept, PrintStream out) {
    this.site = site;
    this.options = options;
    this.kept = kept;
    this.out = out;
  }

  /** Databases of nobody's, with the services' tables and nothing in them. */
  record Scratch(Administrator administrator) {

    Connection enter(String service) throws SQLException {
      return administrator.enter(SCRATCH + service);
    }
  }

  FloorsReport measure() {
    String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    site.heat(
        Mix.EVERYDAY,
        options.load(options.heatRate(), Math.max(1, options.heat())),
        options.heat(),
        kept,
        out);
    Administrator administrator = new Administrator(site.installation());
    makeScratch(administrator, true);
    try {
      Path referral = folder.resolve("referral.sql");
      Path ledger = folder.resolve("ledger.sql");
      if (options.refresh() || !Files.exists(referral)) {
        new Tracing(site, new Scratch(administrator)).refresh(referral, ledger);
      }
      return new FloorsReport(
          kept.number(),
          at,
          options,
          LadderReport.Circumstances.of(site),
          rounds(administrator, referral, ledger));
    } finally {
      makeScratch(administrator, false);
    }
  }

  private Map<String, List<Double>> rounds(
      Administrator administrator, Path referral, Path ledger) {
    Optional<PgBench> pgbench = PgBench.found(administrator, options, out);
    int bytes = options.recordBytes() == 0 ? averageEvent() : options.recordBytes();
    Printed.row(out, "records", "%d bytes each", bytes);
    Optional<KafkaTools> kafka = KafkaTools.found(site.installation(), folder, bytes, out);
    Map<String, List<Double>> figures = new LinkedHashMap<>();
    for (int round = 1; round <= options.rounds(); round++) {
      Printed.row(out, "round", "%d of %d", round, options.rounds());
      pgbench.ifPresent(tool -> {
        note(figures, FloorsReport.ACCEPT, tool.run(SCRATCH + "identification", referral));
        note(figures, FloorsReport.TAKE, tool.run(SCRATCH + "coordination", ledger));
      });
      new DoorWideOpen(site, options, out)
          .measure()
          .forEach((what, figure) -> note(figures, what, figure));
      kafka.ifPresent(
          tool -> tool.measure().forEach((what, figure) -> note(figures, what, figure)));
    }
    return figures;
  }

  private void note(Map<String, List<Double>> figures, String what, double figure) {
    figures.computeIfAbsent(what, _ -> new ArrayList<>()).add(figure);
    Printed.row(out, "", "%-46s %10.1f", what, figure);
  }

  private int averageEvent() {
    try (Statement statement = site.databases().all().getFirst().createStatement();
        var row =
            statement.executeQuery(
                """
                select coalesce(round(avg(length(payload::text))), 300)
                  from (select payload from event_log order by id desc limit 1000) latest
                """)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new Trouble("The event log cannot be read: " + e.getMessage(), e);
    }
  }

  private void makeScratch(Administrator administrator, boolean again) {
    try {
      for (String service : List.of("identification", "coordination")) {
        try (Connection server = administrator.enter(Administrator.NAME);
            Statement statement = server.createStatement()) {
          statement.execute("drop database if exists " + SCRATCH + service + " with (force)");
          if (again) {
            statement.execute("create database " + SCRATCH + service);
          }
        }
        if (again) {
          migrate(administrator, service);
        }
      }
    } catch (SQLException | IOException e) {
      throw new Trouble("The floors' databases cannot be made: " + e.getMessage(), e);
    }
  }

  private static void migrate(Administrator administrator, String service)
      throws SQLException, IOException {
    Path services = Surroundings.repository().resolve("services");
    List<Path> folders = new ArrayList<>();
    for (String jar : PLATFORM) {
      folders.add(services.resolve("platform/" + jar + "/src/main/resources/db/platform/" + jar));
    }
    folders.add(services.resolve(service + "/src/main/resources/db/migration"));
    try (Connection database = administrator.enter(SCRATCH + service);
        Statement statement = database.createStatement()) {
      statement.setEscapeProcessing(false);
      for (Path each : folders) {
        for (Path script : scripts(each)) {
          statement.execute(Files.readString(script));
        }
      }
    }
  }

  /** In the order of their versions, which are numbers. */
  private static List<Path> scripts(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(each -> each.getFileName().toString().matches("V\\d+__.*\\.sql"))
          .sorted(
              java.util.Comparator.comparingInt(each ->
                  Integer.parseInt(each.getFileName().toString().replaceAll("^V(\\d+)__.*", "$1"))))
          .toList();
    }
  }

  /** How long any of the tools may take beyond the time it was told to measure. */
  static final Duration PATIENCE = Duration.ofMinutes(2);
}
