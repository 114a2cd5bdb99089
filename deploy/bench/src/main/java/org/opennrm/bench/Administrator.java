package org.opennrm.bench;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.opennrm.local.Installation;

/** Enters any database of an installation's PostgreSQL as its administrator. */
final class Administrator {

  static final String NAME = "postgres";

  private final Installation installation;

  Administrator(Installation installation) {
    this.installation = installation;
  }

  Connection enter(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + address().getAuthority() + "/" + database,
        NAME,
        installation.administratorPassword());
  }

  String host() {
    return address().getHost();
  }

  int port() {
    return address().getPort();
  }

  String password() {
    return installation.administratorPassword();
  }

  private URI address() {
    String any = installation.jdbcUrl(installation.services().getFirst());
    return URI.create(any.substring("jdbc:".length()));
  }
}
