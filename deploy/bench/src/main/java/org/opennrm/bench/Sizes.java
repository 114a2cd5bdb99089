package org.opennrm.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The same measurement with ever more closed cases in the databases. */
final class Sizes {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int BYTES_PER_MIB = 1 << 20;

  private final Site site;
  private final SizesOptions options;
  private final Kept kept;
  private final PrintStream out;

  Sizes(Site site, SizesOptions options, Kept kept, PrintStream out) {
    this.site = site;
    this.options = options;
    this.kept = kept;
    this.out = out;
    Path usual = Surroundings.repository().resolve(".nrm").toAbsolutePath();
    if (!options.here() && site.installation().home().toAbsolutePath().equals(usual)) {
      throw new Trouble(
          "generated cases stay where they are written. Give them an installation of their own"
              + " (NRM_HOME=... NRM_PORT_OFFSET=... for ./nrm up and ./nrm bench), or say --here yes.");
    }
  }

  SizesReport measure() {
    String at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    List<SizesReport.Size> sizes = new ArrayList<>();
    try (Filling filling = new Filling(site.installation())) {
      if (!options.closed().isEmpty()) {
        filling.learn(
            new TemplateCases(site.door(), options.seed()).lead(() -> site.quiet().came()));
      }
      site.heat(
          Mix.EVERYDAY, options.load(Math.max(1, options.heat()), 0), options.heat(), kept, out);
      for (int closed : options.closed()) {
        sizes.add(measure(filling, closed));
        SizesReport.lines(sizes.getLast()).forEach(out::println);
      }
      return new SizesReport(
          kept.number(),
          at,
          options,
          LadderReport.Circumstances.of(site),
          filling.rowsPerCase(),
          sizes);
    }
  }

  private SizesReport.Size measure(Filling filling, int closed) {
    long began = System.nanoTime();
    long before = filling.cases();
    Printed.row(out, "filling", "%d closed cases, %d rows each", closed, filling.rowsPerCase());
    filling.fillUpTo(closed);
    double filled = (System.nanoTime() - began) / 1e9;
    Printed.row(out, "filled", "%d more in %.0f s", filling.cases() - before, filled);
    // What filling left in memory to write goes to the disk now, not while it is measured.
    settle();
    Looks looks = new Looks(site.door());
    // Once for compilers and caches, and then for the figures.
    looks.take(options.looks() / 2);
    var pages = new Looks(site.door());
    var taken = pages.take(options.looks());
    LoadFigures load =
        new CasesMeasurement(site, options.load(), Mix.EVERYDAY, PATIENCE, kept, out).make();
    return new SizesReport.Size(filling.cases(), mebibytes(), filled, taken, pages.errors(), load);
  }

  /**
   * Coordination counts days beforehand for figures; a bulk of facts takes it a while, in which
   * figures count for themselves.
   */
  private void settle() {
    Printed.row(out, "counted", "%b", site.databases().daysAreCounted(Duration.ofMinutes(15)));
    try (Connection connection = new Administrator(site.installation()).enter(Administrator.NAME);
        var statement = connection.createStatement()) {
      statement.execute("checkpoint");
    } catch (SQLException e) {
      throw new Trouble("PostgreSQL: " + e.getMessage(), e);
    }
  }

  private long mebibytes() {
    try (Connection connection = new Administrator(site.installation()).enter(Administrator.NAME);
        var statement = connection.createStatement();
        var row = statement.executeQuery("select sum(pg_database_size(oid)) from pg_database")) {
      row.next();
      return row.getLong(1) / BYTES_PER_MIB;
    } catch (SQLException e) {
      throw new Trouble("PostgreSQL: " + e.getMessage(), e);
    }
  }
}
