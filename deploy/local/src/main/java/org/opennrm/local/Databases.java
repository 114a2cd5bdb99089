package org.opennrm.local;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One database and one role per service. A role owns its database, may do everything in it, and
 * cannot enter any other.
 */
final class Databases {

  private Databases() {}

  static void provide(
      Connection superuser, List<ServiceDescription> services, UnaryOperator<String> passwordOf)
      throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.execute("revoke connect on database postgres from public");
      statement.execute("revoke connect on database template1 from public");
      for (ServiceDescription service : services) {
        String name = statement.enquoteIdentifier(service.database(), true);
        if (!exists(superuser, "select 1 from pg_roles where rolname = ?", service.database())) {
          statement.execute("create role " + name + " login");
        }
        // Said again at every start: the secrets' folder is the truth.
        statement.execute(
            "alter role %s nosuperuser nocreatedb nocreaterole noreplication password %s"
                .formatted(name, statement.enquoteLiteral(passwordOf.apply(service.name()))));
        if (!exists(superuser, "select 1 from pg_database where datname = ?", service.database())) {
          statement.execute("create database " + name + " owner " + name);
        }
        statement.execute("revoke all on database " + name + " from public");
      }
    }
  }

  private static boolean exists(Connection connection, String query, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setString(1, name);
      return statement.executeQuery().next();
    }
  }
}
