package org.opennrm.platform.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of the event log: positions, payloads and what is pending, in one round trip. */
final class EventLogTable {
  // Streams are locked in one order for all transactions, so that two that share subjects cannot
  // deadlock. Positions go to the events in the order given, and so do the pending sequences: they
  // are drawn after the locks, so whoever waited for a stream draws a later one.
  private static final String APPEND =
      """
      with given as (
        select *
          from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                      ?::timestamptz[], ?::text[]) with ordinality
            as g (id, topic, subject, type, versions, payload, occurred_at, traceparent, n)
      ), counted as (
        insert into stream as s (topic, subject, position)
        select topic, subject, count(*) from given group by topic, subject order by topic, subject
        on conflict (topic, subject) do update set position = s.position + excluded.position
        returning topic, subject, position
      ), logged as (
        insert into event_log
          (id, aggregatetype, aggregateid, position, type, versions, payload, occurred_at, traceparent)
        select g.id, g.topic, g.subject,
               c.position + 1 - row_number() over (
                 partition by g.topic, g.subject order by g.n desc),
               g.type, g.versions, g.payload::json, g.occurred_at, g.traceparent
          from given g join counted c using (topic, subject)
        returning id
      )
      insert into outbox_pending (event_id)
      select l.id from logged l join given g on g.id = l.id order by g.n
      """;

  private EventLogTable() {}

  /** Appends; entries about one subject keep their order. */
  static void append(Connection connection, List<Entry> entries) throws SQLException {
    try (var statement = connection.prepareStatement(APPEND)) {
      Columns.bind(statement, 1, "uuid", entries, Entry::id);
      Columns.bind(statement, 2, "text", entries, Entry::topic);
      Columns.bind(statement, 3, "text", entries, Entry::subject);
      Columns.bind(statement, 4, "text", entries, Entry::type);
      Columns.bind(statement, 5, "text", entries, Entry::versions);
      Columns.bind(statement, 6, "text", entries, Entry::payload);
      Columns.bind(statement, 7, "timestamptz", entries, Entry::occurredAt);
      Columns.bind(statement, 8, "text", entries, Entry::traceparent);
      statement.executeUpdate();
    }
  }

  /** One event as it is written down. */
  record Entry(
      UUID id,
      String topic,
      String subject,
      String type,
      String versions,
      String payload,
      Instant occurredAt,
      @Nullable String traceparent) {}
}
