package org.opennrm.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.opennrm.platform.messaging.Samples.CASES;
import static org.opennrm.platform.messaging.Samples.screened;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opennrm.contracts.ids.CaseRef;
import org.opennrm.platform.messaging.EventLogTable.Entry;
import org.opennrm.platform.testkit.PostgresServer;

/** The event log's statement alone, in transactions that wait for one another. */
class EventLogTableTest {
  private static PostgresServer postgres;
  private static DataSource database;

  private final EventCodec codec = new EventCodec();
  private final CaseRef one = caseNamed("0");
  private final CaseRef other = caseNamed("Z");

  @BeforeAll
  static void start() {
    postgres = PostgresServer.start();
    database = postgres.dataSource();
    new PlatformMigrations(database).migrate();
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void whoWaitedForAStreamIsSentAfterTheOneItWaitedFor() throws SQLException {
    try (var first = open();
        var waiting = open();
        var between = open()) {
      append(first, one);
      var appending = appendingIn(waiting, one, other);
      await().until(this::somebodyWaits);
      append(between, other);
      assertThat(positionIn(between, other)).isEqualTo(1);
      var sequence = sequenceIn(between, other);
      between.commit();
      first.commit();
      appending.join();

      assertThat(positionIn(waiting, other)).isEqualTo(2);
      assertThat(sequenceIn(waiting, other)).isGreaterThan(sequence);
      waiting.rollback();
    }
  }

  @Test
  void whatIsRolledBackLeavesNoGapAndWhatWaitsForItDoesNotFail() throws SQLException {
    try (var failing = open();
        var waiting = open()) {
      append(failing, one, one);
      var appending = appendingIn(waiting, one);
      await().until(this::somebodyWaits);
      failing.rollback();
      appending.join();
      assertThat(positionIn(waiting, one)).isEqualTo(1);
      waiting.rollback();
    }
  }

  private CompletableFuture<Void> appendingIn(Connection connection, CaseRef... cases) {
    return CompletableFuture.runAsync(() -> {
      try {
        append(connection, cases);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    });
  }

  private void append(Connection connection, CaseRef... cases) throws SQLException {
    EventLogTable.append(connection, Arrays.stream(cases).map(this::entry).toList());
  }

  private Entry entry(CaseRef caseRef) {
    var event = screened(caseRef);
    return new Entry(
        EventId.next(),
        CASES,
        caseRef.value(),
        codec.typeOf(event),
        "1",
        codec.write(event),
        Instant.EPOCH,
        null);
  }

  private long positionIn(Connection connection, CaseRef caseRef) throws SQLException {
    return ask(connection, "select max(position) from event_log where aggregateid = ?", caseRef);
  }

  private long sequenceIn(Connection connection, CaseRef caseRef) throws SQLException {
    return ask(
        connection,
        """
        select max(p.sequence) from outbox_pending p join event_log e on e.id = p.event_id
         where e.aggregateid = ?
        """,
        caseRef);
  }

  private static long ask(Connection connection, String query, CaseRef caseRef)
      throws SQLException {
    try (var statement = connection.prepareStatement(query)) {
      statement.setString(1, caseRef.value());
      try (var rows = statement.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getLong(1);
      }
    }
  }

  private boolean somebodyWaits() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select exists (select from pg_stat_activity where wait_event_type = 'Lock')")) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private static Connection open() throws SQLException {
    var connection = database.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  /** Streams are locked in the order of their names. */
  private static CaseRef caseNamed(String first) {
    var random = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    return new CaseRef("CASE-" + first + random.substring(0, 15));
  }
}
