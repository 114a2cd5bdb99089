package org.opennrm.platform.messaging;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.opennrm.platform.messaging.RoadView.CopyView;
import org.opennrm.platform.messaging.model.TopicCopy;
import org.opennrm.platform.messaging.model.TopicCopy.Offsets;

/** The SQL of what the broker confirmed, and of sending everything again. */
final class TopicCopyTable {
  // One step from topic to topic through the index: a service has three, of a million streams.
  private static final String TOPICS =
      """
      with recursive found (topic) as (
        (select topic from stream order by topic limit 1)
        union all
        select (select s.topic from stream s where s.topic > f.topic order by s.topic limit 1)
          from found f
         where f.topic is not null
      )
      select topic from found where topic is not null
      """;

  private static final String CONFIRMED =
      """
      select c.topic, c.topic_id, p.number, p.first_offset, p.next_offset
        from topic_copy c join topic_copy_partition p using (topic)
      """;

  // What is selected is what was there before this statement.
  private static final String CONFIRM =
      """
      with confirmed as (
        select * from unnest(?::text[], ?::int[], ?::bigint[]) as c (topic, number, next_offset)
      ), moved as (
        update topic_copy_partition p set next_offset = c.next_offset
          from confirmed c
         where (p.topic, p.number) = (c.topic, c.number) and p.next_offset < c.next_offset
      )
      select p.topic, p.number, p.first_offset, p.next_offset
        from topic_copy_partition p join confirmed c using (topic, number)
      """;

  private static final String ADOPT =
      """
      with known as (
        insert into topic_copy as c (topic, topic_id, copy)
        values (?, ?, 0)
        on conflict (topic) do update set topic_id = excluded.topic_id, copy = c.copy + ?
        returning topic
      )
      insert into topic_copy_partition (topic, number, first_offset, next_offset)
      select known.topic, p.number, p.first_offset, p.next_offset
        from known, unnest(?::int[], ?::bigint[], ?::bigint[])
          as p (number, first_offset, next_offset)
      on conflict (topic, number) do update
         set first_offset = excluded.first_offset, next_offset = excluded.next_offset
      """;

  // What the broker has not confirmed yet is among what is sent again, except for what commits
  // meanwhile. That has a positive sequence, and so its turn after all of these.
  private static final String SEND_ALL_AGAIN =
      """
      with gone as (
        delete from outbox_pending p using event_log e
         where e.id = p.event_id and e.aggregatetype = ?
      ), first as (
        select least(coalesce(min(sequence), 0), 0)
               - (select count(*) from event_log where aggregatetype = ?) as sequence
          from outbox_pending
      )
      insert into outbox_pending (event_id, sequence)
      overriding system value
      select e.id, f.sequence - 1 + row_number() over (order by e.aggregateid, e.position)
        from event_log e, first f
       where e.aggregatetype = ?
      """;

  private TopicCopyTable() {}

  /** This transaction's commit waits for the disk, as the relay's others do not. */
  static void synchronously(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("set local synchronous_commit = on");
    }
  }

  /** The topics on which this service has ever published. */
  static Set<String> topics(Connection connection) throws SQLException {
    try (var statement = connection.prepareStatement(TOPICS);
        var rows = statement.executeQuery()) {
      var topics = new HashSet<String>();
      while (rows.next()) {
        topics.add(rows.getString(1));
      }
      return topics;
    }
  }

  static Map<String, TopicCopy> confirmed(Connection connection) throws SQLException {
    var ids = new HashMap<String, String>();
    var partitions = new HashMap<String, Map<Integer, Offsets>>();
    try (var statement = connection.prepareStatement(CONFIRMED);
        var rows = statement.executeQuery()) {
      while (rows.next()) {
        ids.put(rows.getString(1), rows.getString(2));
        partitions
            .computeIfAbsent(rows.getString(1), _ -> new HashMap<>())
            .put(rows.getInt(3), new Offsets(rows.getLong(4), rows.getLong(5)));
      }
    }
    var copies = new HashMap<String, TopicCopy>();
    partitions.forEach((topic, held) -> copies.put(topic, new TopicCopy(ids.get(topic), held)));
    return copies;
  }

  static List<CopyView> views(Connection connection) throws SQLException {
    try (var statement =
            connection.prepareStatement(
                """
                select c.topic, c.copy, sum(p.next_offset - p.first_offset)
                  from topic_copy c join topic_copy_partition p using (topic)
                 group by c.topic, c.copy
                 order by c.topic
                """);
        var rows = statement.executeQuery()) {
      var found = new ArrayList<CopyView>();
      while (rows.next()) {
        found.add(new CopyView(rows.getString(1), rows.getInt(2), rows.getLong(3)));
      }
      return found;
    }
  }

  /** From now on {@code found} is what the broker is held to. */
  static void adopt(Connection connection, String topic, TopicCopy found) throws SQLException {
    adopt(connection, topic, found, 0);
  }

  /** The same, of a copy that is made anew. */
  static void adoptAnew(Connection connection, String topic, TopicCopy found) throws SQLException {
    adopt(connection, topic, found, 1);
  }

  private static void adopt(Connection connection, String topic, TopicCopy found, int copies)
      throws SQLException {
    var partitions = found.partitions().entrySet();
    try (var statement = connection.prepareStatement(ADOPT)) {
      statement.setString(1, topic);
      statement.setString(2, found.id());
      statement.setInt(3, copies);
      Columns.bind(statement, 4, "int", partitions, Map.Entry::getKey);
      Columns.bind(statement, 5, "bigint", partitions, each -> each.getValue().first());
      Columns.bind(statement, 6, "bigint", partitions, each -> each.getValue().next());
      statement.executeUpdate();
    }
  }

  /** Everything of the topic has to be sent again, whatever a look would find. */
  static void disprove(Connection connection, Collection<String> topics) throws SQLException {
    try (var statement =
        connection.prepareStatement("update topic_copy set topic_id = ? where topic = any (?)")) {
      statement.setString(1, TopicCopy.DISPROVED);
      statement.setArray(2, connection.createArrayOf("text", topics.toArray()));
      statement.executeUpdate();
    }
  }

  /**
   * The broker has confirmed everything before these offsets.
   *
   * @return what it had confirmed of these partitions until now
   */
  static Map<TopicPartition, Offsets> confirm(Connection connection, Map<TopicPartition, Long> next)
      throws SQLException {
    try (var statement = connection.prepareStatement(CONFIRM)) {
      Columns.bind(statement, 1, "text", next.keySet(), TopicPartition::topic);
      Columns.bind(statement, 2, "int", next.keySet(), TopicPartition::partition);
      Columns.bind(statement, 3, "bigint", next.values(), offset -> offset);
      var held = new HashMap<TopicPartition, Offsets>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          held.put(
              new TopicPartition(rows.getString(1), rows.getInt(2)),
              new Offsets(rows.getLong(3), rows.getLong(4)));
        }
      }
      return held;
    }
  }

  /**
   * Puts everything that was ever published on the topic before whatever else is pending, each
   * subject's events in their order.
   *
   * @return how many events
   */
  static int sendAllAgain(Connection connection, String topic) throws SQLException {
    try (var statement = connection.prepareStatement(SEND_ALL_AGAIN)) {
      statement.setString(1, topic);
      statement.setString(2, topic);
      statement.setString(3, topic);
      return statement.executeUpdate();
    }
  }
}
