package org.opennrm.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How long after its stamp a commit is on the disk and its client knows. PostgreSQL stamps a commit
 * before it flushes the log, so a stamp alone is a little early; a few small commits a second, in
 * the same server at the same time, tell by how much.
 */
final class CommitProbe implements AutoCloseable {

  private static final Duration BETWEEN = Duration.ofMillis(200);

  private final Connection connection;
  private final Latencies gaps = new Latencies();
  private final Thread prober =
      Thread.ofPlatform().daemon().name("commit-probe").unstarted(this::probe);
  private volatile boolean ended;
  private volatile @Nullable SQLException failure;

  private CommitProbe(Connection connection) {
    this.connection = connection;
  }

  static CommitProbe begin(Connection connection) {
    CommitProbe probe = new CommitProbe(connection);
    probe.prober.start();
    return probe;
  }

  /** Includes the server's answer to the client, as an acknowledged commit does. */
  Latencies.Summary gaps() {
    return gaps.summary();
  }

  private void probe() {
    try {
      connection.setAutoCommit(false);
      while (!ended) {
        once();
        LockSupport.parkNanos(BETWEEN.toNanos());
      }
    } catch (SQLException e) {
      failure = e;
    }
  }

  private void once() throws SQLException {
    String transaction;
    // A message in the log makes the commit a real one, with a flush, and leaves no row behind.
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select pg_current_xact_id()::text,
                       pg_logical_emit_message(true, 'nrm-bench', 'a commit of its own')
                """)) {
      row.next();
      transaction = row.getString(1);
    }
    connection.commit();
    Instant known = Instant.now();
    try (PreparedStatement query =
        connection.prepareStatement(
            "select pg_xact_commit_timestamp(cast(cast(? as xid8) as xid))")) {
      query.setString(1, transaction);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        Instant stamp = row.getObject(1, OffsetDateTime.class).toInstant();
        gaps.record(Duration.between(stamp, known).toNanos());
      }
    }
    connection.rollback();
  }

  @Override
  public void close() {
    ended = true;
    LockSupport.unpark(prober);
    try {
      prober.join();
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    } catch (SQLException e) {
      failure = e;
    }
    @Nullable SQLException failed = failure;
    if (failed != null) {
      throw new Trouble("The probe of commits failed: " + failed.getMessage(), failed);
    }
  }
}
