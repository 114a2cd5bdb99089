package org.opennrm.platform.messaging;

import java.sql.SQLException;

/** The database did not do what messaging asked of it. */
final class DatabaseTrouble extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DatabaseTrouble(SQLException cause) {
    super(cause);
  }
}
