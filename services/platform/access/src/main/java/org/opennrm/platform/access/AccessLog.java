package org.opennrm.platform.access;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Every read of protected matter: who, for which organisation, what and why, one hash chain per
 * subject (a case, or a figure). The entry commits with the transaction that reads, and an answer
 * leaves only after that commit: nobody has seen what is not in the log. (A transaction of its own
 * inside the reader's would take two connections per request and lock the pool up under load.)
 */
@ApplicationScoped
public class AccessLog {

  private static final byte[] BEGINNING = new byte[32];

  private final AgroalDataSource database;

  @Inject
  AccessLog(AgroalDataSource database) {
    this.database = database;
  }

  /**
   * @param subject the case reference, or the name of a figure; never a person's data
   * @param what which record was read, by kind and reference
   * @param purpose why, as a code
   */
  @Transactional
  public void read(Caller caller, String subject, String what, String purpose) {
    try (var connection = database.getConnection()) {
      var last = lockedEnd(connection, subject);
      var entry =
          new Entry(
              subject,
              last.position() + 1,
              Instant.now().truncatedTo(ChronoUnit.MICROS),
              caller.subject(),
              caller.client(),
              caller.organisation().value(),
              what,
              purpose);
      var hash = entry.hashAfter(last.hash());
      append(connection, entry, hash);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The position of the first entry that does not fit its chain; empty when the chain holds. */
  @Transactional(TxType.SUPPORTS)
  public Optional<Long> firstBreakIn(String subject) {
    try (var connection = database.getConnection();
        var query =
            connection.prepareStatement(
                "select position, at, caller, client, organisation, what, purpose, hash from access_log where subject = ? order by position")) {
      query.setString(1, subject);
      var previous = BEGINNING;
      var expected = 0L;
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          expected++;
          var entry =
              new Entry(
                  subject,
                  rows.getLong("position"),
                  rows.getTimestamp("at").toInstant(),
                  rows.getString("caller"),
                  rows.getString("client"),
                  rows.getString("organisation"),
                  rows.getString("what"),
                  rows.getString("purpose"));
          var hash = entry.hashAfter(previous);
          if (entry.position() != expected || !Arrays.equals(hash, rows.getBytes("hash"))) {
            return Optional.of(expected);
          }
          previous = hash;
        }
      }
      return endOf(connection, subject, previous, expected);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<Long> endOf(
      Connection connection, String subject, byte[] hash, long position) throws SQLException {
    try (var query =
        connection.prepareStatement("select position, hash from access_chain where subject = ?")) {
      query.setString(1, subject);
      try (var rows = query.executeQuery()) {
        var holds =
            rows.next()
                ? rows.getLong("position") == position && Arrays.equals(rows.getBytes("hash"), hash)
                : position == 0;
        return holds ? Optional.empty() : Optional.of(position + 1);
      }
    }
  }

  private static End lockedEnd(Connection connection, String subject) throws SQLException {
    try (var upsert =
        connection.prepareStatement(
            """
            insert into access_chain (subject, position, hash) values (?, 0, ?)
            on conflict (subject) do update set position = access_chain.position
            returning position, hash
            """)) {
      upsert.setString(1, subject);
      upsert.setBytes(2, BEGINNING);
      try (var rows = upsert.executeQuery()) {
        rows.next();
        return new End(rows.getLong("position"), rows.getBytes("hash"));
      }
    }
  }

  private static void append(Connection connection, Entry entry, byte[] hash) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            with entry as (
              insert into access_log
                (subject, position, at, caller, client, organisation, what, purpose, hash)
              values (?, ?, ?, ?, ?, ?, ?, ?, ?)
              returning subject, position, hash)
            update access_chain set position = entry.position, hash = entry.hash
            from entry where access_chain.subject = entry.subject
            """)) {
      insert.setString(1, entry.subject());
      insert.setLong(2, entry.position());
      insert.setTimestamp(3, Timestamp.from(entry.at()));
      insert.setString(4, entry.caller());
      insert.setString(5, entry.client());
      insert.setString(6, entry.organisation());
      insert.setString(7, entry.what());
      insert.setString(8, entry.purpose());
      insert.setBytes(9, hash);
      insert.executeUpdate();
    }
  }

  private record End(long position, byte[] hash) {}

  private record Entry(
      String subject,
      long position,
      Instant at,
      String caller,
      String client,
      String organisation,
      String what,
      String purpose) {

    /** Lengths stand before the texts, so that no two entries can be written alike. */
    byte[] hashAfter(byte[] previous) {
      var text = new StringBuilder(HexFormat.of().formatHex(previous));
      for (var part :
          new String[] {
            subject,
            Long.toString(position),
            at.toString(),
            caller,
            client,
            organisation,
            what,
            purpose
          }) {
        text.append('|').append(part.length()).append(':').append(part);
      }
      try {
        return MessageDigest.getInstance("SHA-256")
            .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }
}
