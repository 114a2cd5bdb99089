package org.opennrm.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends one referral while PostgreSQL logs every statement, and keeps the two transactions of its
 * road as scripts for pgbench: the one that accepts it and the one that takes it into the ledger.
 */
final class Tracing {

  private static final Duration TO_BE_LOGGED = Duration.ofSeconds(2);

  private final Site site;
  private final Floors.Scratch scratch;

  Tracing(Site site, Floors.Scratch scratch) {
    this.site = site;
    this.scratch = scratch;
  }

  void refresh(Path referral, Path ledger) {
    List<TracedStatement> statements = traced();
    write(
        referral,
        "What identification does in the transaction that accepts a referral.",
        statements,
        "insert into referral",
        "identification");
    write(
        ledger,
        "What coordination does in the transaction that takes that referral into its ledger.",
        statements,
        "insert into hand_over",
        "coordination");
  }

  private String key = "";

  private List<TracedStatement> traced() {
    Path log = site.installation().log("postgres");
    try (Connection administrator =
        new Administrator(site.installation()).enter(Administrator.NAME)) {
      long before = Files.size(log);
      set(administrator, "log_line_prefix", TracedStatement.PREFIX);
      set(administrator, "log_statement", "all");
      try {
        LockSupport.parkNanos(TO_BE_LOGGED.toNanos());
        key = Marks.freshKey();
        InventedPerson person = InventedPerson.draw(Seeded.stream(1, "trace", 0));
        Reply sent =
            site.door()
                .post(
                    Preparation.SENDER,
                    "/identification/referrals",
                    key,
                    person.referral(Journey.own("trace")));
        if (!sent.is(201)) {
          throw new Trouble("The referral to trace was not accepted: " + sent.kind());
        }
        site.quiet().came();
        LockSupport.parkNanos(TO_BE_LOGGED.toNanos());
      } finally {
        reset(administrator, "log_statement");
        reset(administrator, "log_line_prefix");
      }
      byte[] all = Files.readAllBytes(log);
      String logged =
          new String(
              Arrays.copyOfRange(all, (int) before, all.length),
              java.nio.charset.StandardCharsets.UTF_8);
      return TracedStatement.read(logged.lines().toList());
    } catch (SQLException | IOException e) {
      throw new Trouble("The referral cannot be traced: " + e.getMessage(), e);
    }
  }

  private void write(
      Path file, String what, List<TracedStatement> all, String words, String service) {
    List<List<TracedStatement>> found = TracedStatement.transactions(all, words, "CASE-");
    if (found.isEmpty()) {
      throw new Trouble("No transaction with \"" + words + "\" was logged.");
    }
    List<TracedStatement> transaction = found.getFirst();
    try (Connection database = scratch.enter(service)) {
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          """
          -- %s
          -- Traced by ./nrm bench floors --refresh yes, for pgbench -M prepared; references differ each time. Everybody in it is invented.
          """
                  .formatted(what)
              + FloorScript.of(transaction, sql -> types(database, sql)));
    } catch (IOException | SQLException e) {
      throw new Trouble("The floor cannot be written to " + file + ": " + e.getMessage(), e);
    }
  }

  /** PostgreSQL works out itself what each parameter is. */
  private static List<String> types(Connection database, String sql) {
    try (Statement statement = database.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute("prepare floor as " + sql);
      try (ResultSet row =
          statement.executeQuery(
              "select parameter_types::text[] from pg_prepared_statements where name = 'floor'")) {
        row.next();
        return List.of((String[]) row.getArray(1).getArray());
      } finally {
        statement.execute("deallocate floor");
      }
    } catch (SQLException e) {
      throw new Trouble("A traced statement cannot be prepared: " + e.getMessage(), e);
    }
  }

  private static void set(Connection administrator, String name, String value) throws SQLException {
    try (Statement statement = administrator.createStatement()) {
      statement.execute("alter system set " + name + " = '" + value + "'");
      statement.execute("select pg_reload_conf()");
    }
  }

  private static void reset(Connection administrator, String name) throws SQLException {
    try (Statement statement = administrator.createStatement()) {
      statement.execute("alter system reset " + name);
      statement.execute("select pg_reload_conf()");
    }
  }
}
