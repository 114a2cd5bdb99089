package org.opennrm.platform.messaging;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows as columns, for a statement that writes many of them with {@code unnest}. */
public final class Columns {

  private Columns() {}

  /**
   * Binds one column.
   *
   * @param type PostgreSQL's name for the type of an element, such as {@code text}
   */
  public static <T> void bind(
      PreparedStatement statement,
      int parameter,
      String type,
      Collection<T> rows,
      Function<? super T, ? extends @Nullable Object> value)
      throws SQLException {
    statement.setArray(
        parameter,
        statement.getConnection().createArrayOf(type, rows.stream().map(value).toArray()));
  }
}
