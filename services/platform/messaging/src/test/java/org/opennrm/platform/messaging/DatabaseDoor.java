package org.opennrm.platform.messaging;

import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Throws everybody out of the database and lets nobody in, as a database that goes away does. */
final class DatabaseDoor implements AutoCloseable {
  private final Connection beside;

  private DatabaseDoor(Connection beside) {
    this.beside = beside;
  }

  static DatabaseDoor of(AgroalDataSource database) throws SQLException {
    var url =
        database
            .getConfiguration()
            .connectionPoolConfiguration()
            .connectionFactoryConfiguration()
            .jdbcUrl();
    var other = url.replaceFirst("/postgres(\\?.*)?$", "/template1");
    return new DatabaseDoor(DriverManager.getConnection(other, "postgres", "unchecked"));
  }

  void shut() throws SQLException {
    execute("alter database postgres allow_connections false");
    execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'postgres'");
  }

  void open() throws SQLException {
    execute("alter database postgres allow_connections true");
  }

  @Override
  public void close() throws SQLException {
    open();
    beside.close();
  }

  private void execute(String sql) throws SQLException {
    try (var statement = beside.createStatement()) {
      statement.execute(sql);
    }
  }
}
