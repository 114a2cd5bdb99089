package org.opennrm.platform.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The SQL of the relay: what the broker has not confirmed, oldest first. */
final class PendingTable {
  // Any number will do as long as every instance of a service uses the same.
  private static final long RELAY_LOCK = 0x4E524D52454C4159L;

  /**
   * How many are read at once; in the statement itself, so that its plan knows how few they are.
   */
  static final int BATCH = 500;

  private static final String OLDEST =
      """
      select p.sequence, e.id, e.aggregatetype, e.aggregateid, e.position, e.type, e.versions,
             e.payload, e.occurred_at, e.traceparent, coalesce(c.copy, 0)
        from outbox_pending p
        join event_log e on e.id = p.event_id
        left join topic_copy c on c.topic = e.aggregatetype
       order by p.sequence
       limit %d
      """
          .formatted(BATCH);

  private PendingTable() {}

  static boolean isEmpty(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("select exists (select from outbox_pending)");
        var answer = statement.executeQuery()) {
      return answer.next() && !answer.getBoolean(1);
    }
  }

  /** Whether this transaction may send; it loses the right by ending, or by falling asleep. */
  static boolean lock(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("select pg_try_advisory_xact_lock(?)")) {
      statement.setLong(1, RELAY_LOCK);
      try (var answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  /** The same right, waited for. */
  static void awaitLock(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement("select pg_advisory_xact_lock(?)")) {
      statement.setLong(1, RELAY_LOCK);
      statement.execute();
    }
  }

  static List<Pending> oldest(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(OLDEST)) {
      try (var row = statement.executeQuery()) {
        var found = new ArrayList<Pending>();
        while (row.next()) {
          var record =
              Envelope.record(
                  row.getString(2),
                  row.getString(3),
                  row.getString(4),
                  row.getString(6),
                  row.getObject(9, OffsetDateTime.class).toInstant(),
                  row.getString(8),
                  row.getString(10));
          Envelope.put(record, Envelope.POSITION, row.getString(5));
          Envelope.put(record, Envelope.VERSIONS, row.getString(7));
          if (row.getInt(11) > 0) {
            Envelope.put(record, Envelope.COPY, row.getString(11));
          }
          found.add(new Pending(row.getLong(1), record));
        }
        return found;
      }
    }
  }

  static void strikeOff(Connection connection, List<Long> sequences) throws SQLException {
    try (var statement =
        connection.prepareStatement("delete from outbox_pending where sequence = any (?)")) {
      statement.setArray(1, connection.createArrayOf("bigint", sequences.toArray()));
      statement.executeUpdate();
    }
  }

  /** An event as it has to go out, and its place in the queue. */
  record Pending(long sequence, ProducerRecord<String, String> record) {
    /** Within which order is kept. */
    String stream() {
      return record.topic() + '/' + record.key();
    }
  }
}
