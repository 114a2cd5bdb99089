package org.opennrm.platform.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.opennrm.platform.messaging.EventLogTable.Entry;
import org.opennrm.platform.messaging.RoadView.WithoutCauseView;

/** The SQL of events that others have heard and this database does not know. */
final class SetBackTable {
  // What gives way must not meet another on its way to its new place.
  private static final long OUT_OF_THE_WAY = 1_000_000_000_000L;

  private static final String TAKE =
      """
      with taken as (
        select *
          from unnest(?::uuid[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                      ?::timestamptz[], ?::text[])
            as t (id, subject, position, type, versions, payload, occurred_at, traceparent)
      ), logged as (
        insert into event_log
          (id, aggregatetype, aggregateid, position, type, versions, payload, occurred_at, traceparent)
        select id, ?, subject, position, type, versions, payload::json, occurred_at, traceparent
          from taken
      )
      insert into event_without_cause
        (event_id, topic, subject, position, type, occurred_at, found_at)
      select id, ?, subject, position, type, occurred_at, ? from taken
      """;

  private SetBackTable() {}

  /** Those that the event log does not have. */
  static Set<UUID> unknown(Connection connection, Collection<UUID> events) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            select a.id from unnest(?::uuid[]) as a (id)
             where not exists (select from event_log e where e.id = a.id)
            """)) {
      Columns.bind(statement, 1, "uuid", events, each -> each);
      try (var rows = statement.executeQuery()) {
        var unknown = new HashSet<UUID>();
        while (rows.next()) {
          unknown.add(rows.getObject(1, UUID.class));
        }
        return unknown;
      }
    }
  }

  /**
   * The last place given out to each subject, as far as any was; until the transaction ends nobody
   * else publishes about them.
   */
  static Map<String, Long> lockLast(
      Connection connection, String topic, Collection<String> subjects) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            select subject, position from stream
             where topic = ? and subject = any (?) order by topic, subject for update
            """)) {
      statement.setString(1, topic);
      statement.setArray(2, connection.createArrayOf("text", subjects.toArray()));
      try (var rows = statement.executeQuery()) {
        var last = new HashMap<String, Long>();
        while (rows.next()) {
          last.put(rows.getString(1), rows.getLong(2));
        }
        return last;
      }
    }
  }

  /** What the broker has not confirmed about each subject, in order. */
  static Map<String, List<Long>> unsent(
      Connection connection, String topic, Collection<String> subjects) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            select e.aggregateid, e.position
              from outbox_pending p join event_log e on e.id = p.event_id
             where e.aggregatetype = ? and e.aggregateid = any (?)
             order by 1, 2
            """)) {
      statement.setString(1, topic);
      statement.setArray(2, connection.createArrayOf("text", subjects.toArray()));
      try (var rows = statement.executeQuery()) {
        var unsent = new HashMap<String, List<Long>>();
        while (rows.next()) {
          unsent.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>()).add(rows.getLong(2));
        }
        return unsent;
      }
    }
  }

  /** Lets events of the log, about one subject, give way; {@link #moveBehind} follows. */
  static void giveWay(Connection connection, String topic, String subject, Set<Long> places)
      throws SQLException {
    try (var exception = connection.createStatement();
        var statement =
            connection.prepareStatement(
                """
                update event_log set position = position + ?
                 where aggregatetype = ? and aggregateid = ? and position = any (?)
                """)) {
      exception.execute("set local nrm.set_back = 'on'");
      statement.setLong(1, OUT_OF_THE_WAY);
      statement.setString(2, topic);
      statement.setString(3, subject);
      statement.setArray(4, connection.createArrayOf("bigint", places.toArray()));
      statement.executeUpdate();
    }
  }

  /** Gives the events that gave way their new places. */
  static void moveBehind(
      Connection connection, String topic, String subject, Map<Long, Long> places)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            update event_log e set position = m.after
              from unnest(?::bigint[], ?::bigint[]) as m (before, after)
             where e.aggregatetype = ? and e.aggregateid = ? and e.position = m.before + ?
            """)) {
      Columns.bind(statement, 1, "bigint", places.entrySet(), Map.Entry::getKey);
      Columns.bind(statement, 2, "bigint", places.entrySet(), Map.Entry::getValue);
      statement.setString(3, topic);
      statement.setString(4, subject);
      statement.setLong(5, OUT_OF_THE_WAY);
      statement.executeUpdate();
    }
  }

  /** Writes the events into the log, at their places, and down for people to see. */
  static void take(Connection connection, String topic, Map<Entry, Long> placed, Instant now)
      throws SQLException {
    try (var statement = connection.prepareStatement(TAKE)) {
      var entries = placed.keySet();
      Columns.bind(statement, 1, "uuid", entries, Entry::id);
      Columns.bind(statement, 2, "text", entries, Entry::subject);
      Columns.bind(statement, 3, "bigint", entries, placed::get);
      Columns.bind(statement, 4, "text", entries, Entry::type);
      Columns.bind(statement, 5, "text", entries, Entry::versions);
      Columns.bind(statement, 6, "text", entries, Entry::payload);
      Columns.bind(statement, 7, "timestamptz", entries, Entry::occurredAt);
      Columns.bind(statement, 8, "text", entries, Entry::traceparent);
      statement.setString(9, topic);
      statement.setString(10, topic);
      statement.setObject(11, Rows.utc(now));
      statement.executeUpdate();
    }
  }

  /** From now on the next place about each subject is the one after this. */
  static void goOnAfter(Connection connection, String topic, Map<String, Long> last)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            insert into stream (topic, subject, position)
            select ?, l.subject, l.position
              from unnest(?::text[], ?::bigint[]) as l (subject, position)
             order by l.subject
            on conflict (topic, subject) do update set position = excluded.position
             where stream.position < excluded.position
            """)) {
      statement.setString(1, topic);
      Columns.bind(statement, 2, "text", last.entrySet(), Map.Entry::getKey);
      Columns.bind(statement, 3, "bigint", last.entrySet(), Map.Entry::getValue);
      statement.executeUpdate();
    }
  }

  /** What nobody has settled, by finding and type. */
  static List<WithoutCauseView> views(Connection connection) throws SQLException {
    try (var statement =
            connection.prepareStatement(
                """
                select topic, type, count(*), min(occurred_at), max(occurred_at), found_at
                  from event_without_cause where settled_at is null
                 group by found_at, topic, type order by found_at, topic, type
                """);
        var rows = statement.executeQuery()) {
      var views = new ArrayList<WithoutCauseView>();
      while (rows.next()) {
        views.add(
            new WithoutCauseView(
                rows.getString(1),
                rows.getString(2),
                rows.getLong(3),
                rows.getObject(4, OffsetDateTime.class).toInstant(),
                rows.getObject(5, OffsetDateTime.class).toInstant(),
                rows.getObject(6, OffsetDateTime.class).toInstant()));
      }
      return views;
    }
  }

  /** Somebody has seen to all that were found until then; how many those were. */
  static int settle(Connection connection, Instant foundUntil, Instant now) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            update event_without_cause set settled_at = ?
             where settled_at is null and found_at <= ?
            """)) {
      statement.setObject(1, Rows.utc(now));
      statement.setObject(2, Rows.utc(foundUntil));
      return statement.executeUpdate();
    }
  }
}
