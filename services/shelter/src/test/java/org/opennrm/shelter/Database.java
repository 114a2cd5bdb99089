package org.opennrm.shelter;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the tables hold, for tests that must not believe the doors. */
@ApplicationScoped
public class Database {

  private final AgroalDataSource database;

  @Inject
  Database(AgroalDataSource database) {
    this.database = database;
  }

  /** The first column of every row. */
  public List<String> ask(String query, String... parameters) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(query)) {
      for (var i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<String>();
        while (rows.next()) {
          found.add(rows.getString(1));
        }
        return found;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public String one(String query, String... parameters) {
    var found = ask(query, parameters);
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " rows for " + query);
    }
    return found.getFirst();
  }

  public long count(String query, String... parameters) {
    return Long.parseLong(one(query, parameters));
  }
}
