package org.opennrm.platform.messaging;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How far each reader has come, as this database knows it. The broker remembers it too. What it
 * remembers beyond that was taken in by a later state of this database than the one that is here,
 * or within the last seconds.
 */
@Singleton
class ReadingMarks {
  private final Rows rows;
  private final Map<Mark, Long> reached = new ConcurrentHashMap<>();

  ReadingMarks(AgroalDataSource database) {
    this.rows = new Rows(database);
  }

  private record Mark(String consumer, TopicPartition partition) {}

  /** What was taken in of the partition, up to this offset and it included, is committed. */
  void taken(String consumer, TopicPartition partition, long offset) {
    reached.put(new Mark(consumer, partition), offset + 1);
  }

  /** Writes down how far the readers have come since it was written last. */
  void write() {
    var now = Map.copyOf(reached);
    if (now.isEmpty()) {
      return;
    }
    var marks = List.copyOf(now.entrySet());
    QuarkusTransaction.requiringNew()
        .run(() ->
            rows.update(
                """
                insert into reading_mark (consumer, topic, number, next_offset)
                select * from unnest(?::text[], ?::text[], ?::int[], ?::bigint[])
                on conflict (consumer, topic, number) do update
                   set next_offset = excluded.next_offset
                """,
                statement -> {
                  Columns.bind(statement, 1, "text", marks, each -> each.getKey().consumer());
                  Columns.bind(
                      statement, 2, "text", marks, each -> each.getKey().partition().topic());
                  Columns.bind(
                      statement, 3, "int", marks, each -> each.getKey().partition().partition());
                  Columns.bind(statement, 4, "bigint", marks, Map.Entry::getValue);
                }));
    now.forEach(reached::remove);
  }

  /**
   * The first offset of each partition that this reader has not come to; none where it never read.
   */
  Map<TopicPartition, Long> of(String consumer, String topic) {
    var marks = new HashMap<TopicPartition, Long>();
    rows.query(
        "select number, next_offset from reading_mark where consumer = ? and topic = ?",
        statement -> {
          statement.setString(1, consumer);
          statement.setString(2, topic);
        },
        row -> marks.put(new TopicPartition(topic, row.getInt(1)), row.getLong(2)));
    return marks;
  }
}
