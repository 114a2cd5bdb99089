package org.opennrm.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.opennrm.platform.access.Caller;

/**
 * The same key gives the same answer, also to two requests at the same moment. Key, body hash and
 * answer are written in the transaction of the creation: a failure stores nothing, so that the same
 * key may try again. Answers kept here hold no personal data.
 */
@ApplicationScoped
public class Idempotency {

  private static final int LONGEST_KEY = 255;

  private final AgroalDataSource database;
  private final ObjectMapper json;

  @Inject
  Idempotency(AgroalDataSource database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  /** What the creation answered, and whether it was answered before. */
  public record Answered<T>(T answer, boolean before) {}

  /**
   * @param operation which creation, e.g. {@code submit-referral}
   * @param key the caller's Idempotency-Key; 400 when it is missing or no key
   * @param body what was asked; the same key with another body is 422
   */
  @Transactional(TxType.MANDATORY)
  public <T> Answered<T> once(
      Caller caller,
      String operation,
      @Nullable String key,
      Object body,
      Class<T> answerType,
      Supplier<T> creation) {
    if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
      throw Problems.malformed(
          "Idempotency-Key", "a key of your own, new for each creation, at most 255 characters");
    }
    var hash = hashOf(body);
    try (var connection = database.getConnection()) {
      if (reserved(connection, caller, operation, key, hash)) {
        var answer = creation.get();
        keep(connection, caller, operation, key, json.writeValueAsString(answer));
        return new Answered<>(answer, false);
      }
      return new Answered<>(kept(connection, caller, operation, key, hash, answerType), true);
    } catch (SQLException | JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Waits for another request with the same key to commit; false when that one was first. */
  private static boolean reserved(
      Connection connection, Caller caller, String operation, String key, byte[] hash)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            """
            insert into idempotency (organisation, operation, key, body_hash, created_at)
            values (?, ?, ?, ?, ?) on conflict do nothing
            """)) {
      insert.setString(1, caller.organisation().value());
      insert.setString(2, operation);
      insert.setString(3, key);
      insert.setBytes(4, hash);
      insert.setTimestamp(5, Timestamp.from(Instant.now()));
      return insert.executeUpdate() == 1;
    }
  }

  private static void keep(
      Connection connection, Caller caller, String operation, String key, String answer)
      throws SQLException {
    try (var update =
        connection.prepareStatement(
            "update idempotency set answer = ? where organisation = ? and operation = ? and key = ?")) {
      update.setString(1, answer);
      update.setString(2, caller.organisation().value());
      update.setString(3, operation);
      update.setString(4, key);
      update.executeUpdate();
    }
  }

  private <T> T kept(
      Connection connection,
      Caller caller,
      String operation,
      String key,
      byte[] hash,
      Class<T> answerType)
      throws SQLException, JsonProcessingException {
    try (var query =
        connection.prepareStatement(
            "select body_hash, answer from idempotency where organisation = ? and operation = ? and key = ?")) {
      query.setString(1, caller.organisation().value());
      query.setString(2, operation);
      query.setString(3, key);
      try (var rows = query.executeQuery()) {
        if (!rows.next()) {
          throw new IllegalStateException("a key in conflict is not there");
        }
        if (!Arrays.equals(hash, rows.getBytes("body_hash"))) {
          throw Problems.keyReused();
        }
        return json.readValue(rows.getString("answer"), answerType);
      }
    }
  }

  private byte[] hashOf(Object body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(json.writeValueAsBytes(body));
    } catch (NoSuchAlgorithmException | JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
