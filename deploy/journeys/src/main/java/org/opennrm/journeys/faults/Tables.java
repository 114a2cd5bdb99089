package org.opennrm.journeys.faults;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.opennrm.bench.Trouble;
import org.opennrm.local.Installation;

/**
 * The services' databases, read behind their backs. Each question opens a connection of its own,
 * since PostgreSQL dies here from time to time.
 */
final class Tables {

  private final Installation installation;

  Tables(Installation installation) {
    this.installation = installation;
  }

  /** The rows of a query, each value as text; null stays null. */
  List<List<String>> rows(String service, String query) {
    try {
      return tryRows(service, query);
    } catch (SQLException e) {
      throw new Trouble("The database of " + service + " cannot be read: " + e.getMessage(), e);
    }
  }

  List<List<String>> tryRows(String service, String query) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                installation.jdbcUrl(service), service, installation.databasePassword(service));
        var statement = connection.createStatement();
        var answer = statement.executeQuery(query)) {
      var columns = answer.getMetaData().getColumnCount();
      var rows = new ArrayList<List<String>>();
      while (answer.next()) {
        var row = new ArrayList<String>(columns);
        for (var column = 1; column <= columns; column++) {
          row.add(answer.getString(column));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  /** The first column of a query. */
  List<String> column(String service, String query) {
    return rows(service, query).stream().map(List::getFirst).toList();
  }

  /** The first two columns of a query: a name and a number. */
  Map<String, Long> numbers(String service, String query) {
    var numbers = new HashMap<String, Long>();
    rows(service, query).forEach(row -> numbers.put(row.get(0), Long.valueOf(row.get(1))));
    return numbers;
  }

  void change(String service, String statement) {
    try (var connection =
            DriverManager.getConnection(
                installation.jdbcUrl(service), service, installation.databasePassword(service));
        var change = connection.createStatement()) {
      change.execute(statement);
    } catch (SQLException e) {
      throw new Trouble("The database of " + service + " cannot be changed: " + e.getMessage(), e);
    }
  }
}
