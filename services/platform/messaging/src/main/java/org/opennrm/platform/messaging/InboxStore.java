package org.opennrm.platform.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.messaging.Letter.Address;
import org.opennrm.platform.messaging.model.StreamPlace;

/**
 * The inbox's tables. Every method runs in the caller's transaction; whoever locks a place holds
 * the stream of that consumer, source and subject until the transaction ends.
 */
@Singleton
class InboxStore {
  private static final TypeReference<TreeMap<String, String>> HEADERS = new TypeReference<>() {};

  /**
   * What waits first in the stream of an inbox row {@code i}, and whether it waits for a person.
   */
  private static final String FIRST_PARKED =
      """
      left join lateral (
        select position, reason not in ('gap', 'behind') as held
          from parked_event
         where consumer = i.consumer and source = i.source and subject = i.subject
           and position > i.position
         order by position
         limit 1) p on true\
      """;

  /** For everybody who writes several streams in one transaction. */
  static final Comparator<Stream> LOCK_ORDER =
      Comparator.comparing(Stream::consumer)
          .thenComparing(Stream::source)
          .thenComparing(Stream::subject);

  private final AgroalDataSource database;
  private final Rows rows;
  private final JsonMapper json = new JsonMapper();
  private final String owner;
  private final Duration due;

  InboxStore(
      AgroalDataSource database,
      @ConfigProperty(name = "nrm.parking.owner") String owner,
      @ConfigProperty(name = "nrm.parking.due") Duration due) {
    this.database = database;
    this.rows = new Rows(database);
    this.owner = owner;
    this.due = due;
  }

  /** Where the consumer stands, locked; the beginning when it never took anything of the stream. */
  StreamPlace lock(Stream stream) {
    return rows
        .query(
            """
            select i.position, coalesce(p.position, 0), coalesce(p.held, false)
              from inbox i
              %s
             where i.consumer = ? and i.source = ? and i.subject = ?
               for update of i
            """
                .formatted(FIRST_PARKED),
            statement -> bind(statement, stream),
            row -> place(row.getLong(1), row.getLong(2), row.getBoolean(3)))
        .stream()
        .findFirst()
        .orElse(new StreamPlace(0, 0, false));
  }

  /** Where the consumer stands in each of its streams, locked; those it never took are missing. */
  Map<Stream, StreamPlace> lock(Collection<Stream> streams) {
    var found = new HashMap<Stream, StreamPlace>();
    rows.query(
        """
        select i.consumer, i.source, i.subject,
               i.position, coalesce(p.position, 0), coalesce(p.held, false)
          from unnest(?::text[], ?::text[], ?::text[]) as asked (consumer, source, subject)
          join inbox i using (consumer, source, subject)
          %s
         order by i.consumer, i.source, i.subject
           for update of i
        """
            .formatted(FIRST_PARKED),
        statement -> bind(statement, streams),
        row ->
            found.put(
                new Stream(row.getString(1), row.getString(2), row.getString(3)),
                place(row.getLong(4), row.getLong(5), row.getBoolean(6))));
    return found;
  }

  /** Takes all positions of the spans in; refuses unless each span begins with the very next. */
  void takeIn(Map<Stream, Span> spans) {
    if (spans.isEmpty()) {
      return;
    }
    var taken =
        rows.query(
            """
            with taken as (
              select *
                from unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::bigint[])
                  as t (consumer, source, subject, first, last)
            ), moved as (
              update inbox i set position = t.last from taken t
               where (i.consumer, i.source, i.subject) = (t.consumer, t.source, t.subject)
                 and i.position = t.first - 1
              returning 1
            ), begun as (
              insert into inbox (consumer, source, subject, position)
              select consumer, source, subject, last from taken where first = 1
              on conflict do nothing
              returning 1
            )
            select (select count(*) from moved) + (select count(*) from begun)
            """,
            statement -> {
              bind(statement, spans.keySet());
              Columns.bind(statement, 4, "bigint", spans.values(), Span::first);
              Columns.bind(statement, 5, "bigint", spans.values(), Span::last);
            },
            row -> row.getInt(1));
    if (taken.getFirst() != spans.size()) {
      throw new TakenMeanwhile();
    }
  }

  /** After waiting for the lock, the place is fresh and what is parked may not be: look again. */
  private static StreamPlace place(long last, long firstParked, boolean held) {
    if (firstParked > 0 && firstParked <= last) {
      throw new TakenMeanwhile();
    }
    return new StreamPlace(last, firstParked, held);
  }

  /** Takes the position in; refuses unless it is the very next. */
  void takeIn(Stream stream, long position) {
    var taken =
        rows.update(
            """
            with unparked as (
              delete from parked_event
               where consumer = ? and source = ? and subject = ? and position = ?
            )
            insert into inbox as i (consumer, source, subject, position)
            select ?, ?, ?, ?
            on conflict (consumer, source, subject) do update
               set position = excluded.position
             where i.position = excluded.position - 1
            """,
            statement -> {
              bind(statement, stream);
              statement.setLong(4, position);
              statement.setString(5, stream.consumer());
              statement.setString(6, stream.source());
              statement.setString(7, stream.subject());
              statement.setLong(8, position);
            });
    if (taken != 1) {
      throw new TakenMeanwhile();
    }
  }

  void reject(Stream stream, Address address, String reason, Instant now) {
    reject(stream, address.position(), address.id(), address.type(), reason, now);
  }

  private void reject(
      Stream stream, long position, String eventId, String type, String reason, Instant now) {
    rows.update(
        """
        insert into inbox_rejected
          (consumer, source, subject, position, event_id, type, reason, rejected_at)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        statement -> {
          bind(statement, stream);
          statement.setLong(4, position);
          statement.setString(5, eventId);
          statement.setString(6, type);
          statement.setString(7, reason);
          statement.setObject(8, Rows.utc(now));
        });
  }

  /** Keeps the letter; one that is kept already takes a new reason, unless it merely came again. */
  void park(
      Stream stream,
      long position,
      Letter letter,
      @Nullable Address address,
      String reason,
      Instant now) {
    // The place exists from now on, so that releasing and taking in have a row to lock.
    rows.update(
        """
        insert into inbox (consumer, source, subject, position)
        values (?, ?, ?, 0)
        on conflict do nothing
        """,
        statement -> bind(statement, stream));
    rows.update(
        """
        insert into parked_event
          (consumer, source, subject, position, event_id, type, record_key, payload, headers,
           record_partition, record_offset, reason, owner, due, parked_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?::json, ?, ?, ?, ?, ?, ?)
        on conflict (consumer, source, subject, position) do update
           set reason = excluded.reason
         where excluded.reason not in ('gap', 'behind')
        """,
        statement -> {
          bind(statement, stream);
          statement.setLong(4, position);
          statement.setString(5, address == null ? null : address.id());
          statement.setString(6, address == null ? null : address.type());
          statement.setString(7, storable(letter.key()));
          statement.setString(8, storable(letter.value()));
          statement.setString(9, write(letter));
          statement.setInt(10, letter.partition());
          statement.setLong(11, letter.offset());
          statement.setString(12, reason);
          statement.setString(13, owner);
          statement.setObject(14, Rows.utc(now.plus(due)));
          statement.setObject(15, Rows.utc(now));
        });
  }

  /** Whether the event at the head of the stream was there to be set aside. */
  int setAside(Stream stream, Instant now) {
    var unaddressed = stream.subject().startsWith("?");
    var last = unaddressed ? 0 : lock(stream).last();
    var head =
        rows.query(
            """
            delete from parked_event
             where consumer = ? and source = ? and subject = ?
               and position = (select min(position) from parked_event
                                where consumer = ? and source = ? and subject = ?)
               and (? or position = ?)
            returning position, coalesce(event_id, ''), coalesce(type, '')
            """,
            statement -> {
              bind(statement, stream);
              statement.setString(4, stream.consumer());
              statement.setString(5, stream.source());
              statement.setString(6, stream.subject());
              statement.setBoolean(7, unaddressed);
              statement.setLong(8, last + 1);
            },
            row -> new SetAside(row.getLong(1), row.getString(2), row.getString(3)));
    for (var each : head) {
      reject(stream, each.position(), each.eventId(), each.type(), "set-aside", now);
      if (!unaddressed) {
        takeIn(stream, each.position());
      }
    }
    return head.size();
  }

  /** The event parked at the head of the stream; empty when none is. */
  Optional<Letter> head(Stream stream) {
    return rows
        .query(
            """
            select p.record_partition, p.record_offset, p.record_key, p.payload, p.headers
              from inbox i
              join parked_event p using (consumer, source, subject)
             where i.consumer = ? and i.source = ? and i.subject = ? and p.position = i.position + 1
            """,
            statement -> bind(statement, stream),
            row ->
                new Letter(
                    stream.source(),
                    row.getInt(1),
                    row.getLong(2),
                    row.getString(3),
                    row.getString(4),
                    read(row.getString(5))))
        .stream()
        .findFirst();
  }

  /**
   * Throws the dead connections of the pool away at once. Else each attempt would find out about
   * one of them, and a database that came back would stay away for as many attempts.
   */
  void forgetDeadConnections() {
    database.flush(FlushMode.INVALID);
  }

  /** Fails unless the database answers. */
  void probe() {
    rows.query("select 1", _ -> {}, row -> row.getInt(1));
  }

  private String write(Letter letter) {
    try {
      return json.writeValueAsString(letter.headers());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Headers are a map of text", e);
    }
  }

  private TreeMap<String, String> read(String headers) {
    try {
      return json.readValue(headers, HEADERS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("parked_event.headers holds a map of text", e);
    }
  }

  /** PostgreSQL's text holds no NUL; one never occurs in an event that can be read. */
  private static @Nullable String storable(@Nullable String text) {
    return text == null ? null : text.replace('\0', '\uFFFD');
  }

  private static void bind(PreparedStatement statement, Stream stream) throws SQLException {
    statement.setString(1, stream.consumer());
    statement.setString(2, stream.source());
    statement.setString(3, stream.subject());
  }

  private static void bind(PreparedStatement statement, Collection<Stream> streams)
      throws SQLException {
    Columns.bind(statement, 1, "text", streams, Stream::consumer);
    Columns.bind(statement, 2, "text", streams, Stream::source);
    Columns.bind(statement, 3, "text", streams, Stream::subject);
  }

  /** The events of one source about one subject, as one consumer meets them. */
  record Stream(String consumer, String source, String subject) {}

  /** Positions of a stream, one after the other. */
  record Span(long first, long last) {}

  private record SetAside(long position, String eventId, String type) {}
}
