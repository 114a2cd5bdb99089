package org.opennrm.platform.messaging;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Statements with what they bind and read, in the caller's transaction; trouble is unchecked. */
final class Rows {
  private final DataSource database;

  Rows(DataSource database) {
    this.database = database;
  }

  /** How many rows it changed. */
  int update(String sql, Binding binding) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseTrouble(e);
    }
  }

  <T> List<T> query(String sql, Binding binding, Row<T> row) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<T>();
        while (rows.next()) {
          found.add(row.read(rows));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new DatabaseTrouble(e);
    }
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }

  interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }
}
