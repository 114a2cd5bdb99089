package org.opennrm.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.opennrm.local.Installation;

/**
 * Reads PostgreSQL's own counters and the size of the broker's logs. What the bench itself asks is
 * left out where the counters tell it apart: it enters as administrator, services never do.
 */
final class Meter implements AutoCloseable {

  private static final String EVENT_TOPICS = "nrm.";

  /** Beginning and ending a transaction is counted as a transaction, not as statements. */
  private static final String STATEMENTS =
      """
      select coalesce(sum(s.calls), 0)
        from pg_stat_statements s
        join pg_roles r on r.oid = s.userid
       where r.rolname <> 'postgres' and s.query !~* '^\\s*(begin|commit|rollback)'
      """;

  private static final String COMMITS =
      "select sum(xact_commit) from pg_stat_database where datname = any (?)";
  private static final String WAL = "select wal_bytes from pg_stat_wal";
  private static final String FLUSHES = "select sum(fsyncs) from pg_stat_io where object = 'wal'";

  private final Connection connection;
  private final Admin broker;
  private final List<String> services;

  Meter(Installation installation) {
    try {
      this.connection = new Administrator(installation).enter(Administrator.NAME);
      try (Statement statement = connection.createStatement()) {
        statement.execute("create extension if not exists pg_stat_statements");
      }
    } catch (SQLException e) {
      throw unreadable(e);
    }
    this.services = installation.services();
    this.broker = Admin.create(installation.kafkaAdminSettings());
  }

  Usage soFar() {
    Map<String, Long> counted = new LinkedHashMap<>();
    try {
      counted.put(Usage.STATEMENTS, number(STATEMENTS));
      counted.put(Usage.COMMITS, commits());
      counted.put(Usage.WAL, number(WAL));
      counted.put(Usage.FLUSHES, number(FLUSHES));
    } catch (SQLException e) {
      throw unreadable(e);
    }
    counted.put(Usage.BROKER, brokerBytes());
    return new Usage(counted);
  }

  private long commits() throws SQLException {
    try (var query = connection.prepareStatement(COMMITS)) {
      query.setArray(1, connection.createArrayOf("text", services.toArray()));
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private long brokerBytes() {
    try {
      var ids = broker.describeCluster().nodes().get().stream().map(node -> node.id()).toList();
      return broker.describeLogDirs(ids).allDescriptions().get().values().stream()
          .flatMap(folders -> folders.values().stream())
          .flatMap(folder -> folder.replicaInfos().entrySet().stream())
          .filter(replica -> replica.getKey().topic().startsWith(EVENT_TOPICS))
          .mapToLong(replica -> replica.getValue().size())
          .sum();
    } catch (ExecutionException e) {
      throw new Trouble("The broker does not tell how large its logs are: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("Interrupted.", e);
    }
  }

  private static Trouble unreadable(SQLException e) {
    return new Trouble("PostgreSQL's counters cannot be read: " + e.getMessage(), e);
  }

  @Override
  public void close() throws SQLException {
    broker.close();
    connection.close();
  }
}
