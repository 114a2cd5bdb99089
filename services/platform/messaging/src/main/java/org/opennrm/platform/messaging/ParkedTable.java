package org.opennrm.platform.messaging;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.opennrm.platform.messaging.InboxStore.Stream;

/** What waits, as it is looked at; what becomes of it is the inbox's. */
@Singleton
class ParkedTable {
  private static final String COLUMNS =
      "consumer, source, subject, position, event_id, type, reason, owner, due, parked_at";

  private final Rows rows;

  ParkedTable(AgroalDataSource database) {
    this.rows = new Rows(database);
  }

  List<ParkedEvent> all() {
    return rows.query(
        "select " + COLUMNS + " from parked_event order by parked_at, position",
        _ -> {},
        ParkedTable::parked);
  }

  /** The event at the head of each stream that waits, and how many wait with it. */
  List<BlockedSubject> blocked(Instant now) {
    return rows.query(
        """
        select distinct on (consumer, source, subject) %s,
               count(*) over (partition by consumer, source, subject)
          from parked_event
         order by consumer, source, subject, position
        """
            .formatted(COLUMNS),
        _ -> {},
        row -> {
          var head = parked(row);
          return new BlockedSubject(head, row.getInt(11), head.due().isBefore(now));
        });
  }

  /**
   * Streams whose next event waits here and for nobody: a crash came between taking one in and
   * looking for the next.
   */
  List<Stream> forgotten() {
    return rows.query(
        """
        select i.consumer, i.source, i.subject
          from parked_event p
          join inbox i using (consumer, source, subject)
         where p.position = i.position + 1 and p.reason in ('gap', 'behind')
        """,
        _ -> {},
        row -> new Stream(row.getString(1), row.getString(2), row.getString(3)));
  }

  private static ParkedEvent parked(ResultSet row) throws SQLException {
    return new ParkedEvent(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getLong(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getObject(9, OffsetDateTime.class).toInstant(),
        row.getObject(10, OffsetDateTime.class).toInstant());
  }
}
