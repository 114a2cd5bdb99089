package org.opennrm.platform.messaging;

import io.agroal.api.AgroalDataSource;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The SQL of what is to be read again. Every method runs in the caller's transaction. */
@Singleton
class ReplayStore {
  static final String ASKED = "asked";
  static final String FORGOTTEN = "forgotten";
  static final String SET_BACK = "set-back";

  private static final String COLUMNS =
      "select id, consumer, topic, since, because, wished_at, records, done_at from replay ";

  private final Rows rows;

  ReplayStore(AgroalDataSource database) {
    this.rows = new Rows(database);
  }

  /** Whether it is a new wish; a lost copy is read again once, however many records tell of it. */
  boolean wish(String consumer, String topic, @Nullable Instant since, String because, Instant at) {
    return rows.update(
            """
            insert into replay (consumer, topic, since, because, wished_at)
            values (?, ?, ?, ?, ?)
            on conflict do nothing
            """,
            statement -> {
              statement.setString(1, consumer);
              statement.setString(2, topic);
              statement.setObject(3, since == null ? null : Rows.utc(since));
              statement.setString(4, because);
              statement.setObject(5, Rows.utc(at));
            })
        > 0;
  }

  /** What was read again without a wish stands with what was wished. */
  void happened(String consumer, String topic, String because, long records, Instant at) {
    rows.update(
        """
        insert into replay (consumer, topic, because, wished_at, records, done_at)
        values (?, ?, ?, ?, ?, ?)
        """,
        statement -> {
          statement.setString(1, consumer);
          statement.setString(2, topic);
          statement.setString(3, because);
          statement.setObject(4, Rows.utc(at));
          statement.setLong(5, records);
          statement.setObject(6, Rows.utc(at));
        });
  }

  /** All that are not done, and the latest that are. */
  List<Replay> latest(int limit) {
    return rows.query(
        COLUMNS + "order by done_at is not null, id desc limit " + limit,
        _ -> {},
        ReplayStore::replay);
  }

  /** Those not done, in the order of the wishes. */
  List<Replay> open() {
    return rows.query(COLUMNS + "where done_at is null order by id", _ -> {}, ReplayStore::replay);
  }

  void done(Replay replay, long records, Instant at) {
    rows.update(
        "update replay set done_at = ?, records = ? where id = ? and done_at is null",
        statement -> {
          statement.setObject(1, Rows.utc(at));
          statement.setLong(2, records);
          statement.setLong(3, replay.id());
        });
  }

  /** From here on the inbox knows of nothing that the consumer ever took in or parked. */
  void forget(String consumer) {
    for (var table : List.of("inbox", "inbox_rejected", "parked_event")) {
      rows.update(
          "delete from " + table + " where consumer = ?",
          statement -> statement.setString(1, consumer));
    }
  }

  private static Replay replay(ResultSet row) throws SQLException {
    return new Replay(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        instant(row.getObject(4, OffsetDateTime.class)),
        row.getString(5),
        row.getObject(6, OffsetDateTime.class).toInstant(),
        row.getLong(7),
        instant(row.getObject(8, OffsetDateTime.class)));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }
}
