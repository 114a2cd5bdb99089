package org.opennrm.platform.messaging;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of things that have a lifecycle: a line for each step, with who took it, when, and
 * the state it led to. Lines are written in the transaction of the step, once.
 */
@ApplicationScoped
public class StateHistory {
  private final AgroalDataSource database;

  StateHistory(AgroalDataSource database) {
    this.database = database;
  }

  /** Where the lines of one kind of thing stand, and the column that says of which thing. */
  public record Table(String name, String thing) {
    public Table {
      if (!name.matches("[a-z_]+") || !thing.matches("[a-z_]+")) {
        throw new IllegalArgumentException("Names of a table and its column");
      }
    }

    private String insert() {
      return """
      insert into %s (%s, version, at, caller, organisation, command, state)
      values (?, ?, ?, ?, ?, ?, ?::jsonb)
      """
          .formatted(name, thing);
    }
  }

  /** Who took the step, and for which organisation; either is missing where nobody asked for it. */
  public record Author(@Nullable String caller, @Nullable String organisation) {}

  /** A step: the version it led to, its name, and the state as {@link StateCodec} writes it. */
  public record Line(long version, String command, String state) {}

  /** The thing itself must stand in its table by now: flush it first. */
  @Transactional(TxType.MANDATORY)
  public void write(Table table, Object thing, Author author, Instant at, List<Line> lines) {
    try (var connection = database.getConnection();
        var insert = connection.prepareStatement(table.insert())) {
      for (var line : lines) {
        insert.setObject(1, thing);
        insert.setLong(2, line.version());
        insert.setObject(3, at.atOffset(ZoneOffset.UTC));
        insert.setString(4, author.caller());
        insert.setString(5, author.organisation());
        insert.setString(6, line.command());
        insert.setString(7, line.state());
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new DatabaseTrouble(e);
    }
  }
}
