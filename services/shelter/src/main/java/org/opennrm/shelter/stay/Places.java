package org.opennrm.shelter.stay;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.ids.FacilityCode;
import org.opennrm.contracts.ids.PlacementRef;

/**
 * The places of facilities and the stays in them. A hold is a stay that ends when it expires; after
 * arrival a stay has no end until the person leaves. That no place has two stays at one time is
 * kept by the database; here a facility's places are given out one after the other, so that nobody
 * runs into that.
 */
@ApplicationScoped
public class Places {

  private final AgroalDataSource database;

  @Inject
  Places(AgroalDataSource database) {
    this.database = database;
  }

  /** As many beds as were stated. */
  @Transactional(TxType.MANDATORY)
  public void makeBeds(FacilityCode facility, int count) {
    change(
        "insert into place (facility, kind) select ?, 'bed' from generate_series(1, ?)",
        statement -> {
          statement.setString(1, facility.value());
          statement.setInt(2, count);
        });
  }

  /**
   * From here to the end of the transaction nobody else gives out places of this facility; take it
   * before asking what time it is.
   */
  @Transactional(TxType.MANDATORY)
  public void lock(FacilityCode facility) {
    ask(
        "select code from facility where code = ? for no key update",
        statement -> statement.setString(1, facility.value()),
        row -> row.getString(1));
  }

  /**
   * A place of the facility that is free for that time. Where no capacity was stated there is
   * always one: it is made.
   *
   * @param until absent for a stay without an end
   */
  @Transactional(TxType.MANDATORY)
  public Optional<PlaceId> free(FacilityCode facility, Instant from, @Nullable Instant until) {
    var found =
        ask(
            """
            select p.id from place p
             where p.facility = ?
               and not exists (select from stay s
                                where s.place = p.id and s.during && tstzrange(?, ?))
             order by p.id limit 1
            """,
            statement -> {
              statement.setString(1, facility.value());
              bind(statement, 2, from);
              bind(statement, 3, until);
            },
            row -> new PlaceId(row.getLong(1)));
    return found.isPresent() ? found : madeOnRequest(facility);
  }

  /** Keeps the place for a placement; the caller has found it free under the facility's lock. */
  @Transactional(TxType.MANDATORY)
  public void give(PlaceId place, PlacementRef placement, Instant from, @Nullable Instant until) {
    change(
        "insert into stay (place, placement, during) values (?, ?, tstzrange(?, ?))",
        statement -> {
          statement.setLong(1, place.value());
          statement.setString(2, placement.value());
          bind(statement, 3, from);
          bind(statement, 4, until);
        });
  }

  /** Whether the placement has a place at that moment. */
  @Transactional(TxType.MANDATORY)
  public boolean has(PlacementRef placement, Instant at) {
    return ask(
            "select id from stay where placement = ? and during @> cast(? as timestamptz)",
            statement -> {
              statement.setString(1, placement.value());
              bind(statement, 2, at);
            },
            row -> row.getLong(1))
        .isPresent();
  }

  /** The person moved in: the place is theirs until they leave. */
  @Transactional(TxType.MANDATORY)
  public void keepWithoutEnd(PlacementRef placement, Instant at) {
    change(
        """
        update stay set during = tstzrange(lower(during), null)
         where placement = ? and during @> cast(? as timestamptz)
        """,
        statement -> {
          statement.setString(1, placement.value());
          bind(statement, 2, at);
        });
  }

  /** The place is free from that moment on. */
  @Transactional(TxType.MANDATORY)
  public void release(PlacementRef placement, Instant at) {
    change(
        """
        update stay set during = tstzrange(lower(during), greatest(lower(during), ?))
         where placement = ? and during @> cast(? as timestamptz)
        """,
        statement -> {
          bind(statement, 1, at);
          statement.setString(2, placement.value());
          bind(statement, 3, at);
        });
  }

  private Optional<PlaceId> madeOnRequest(FacilityCode facility) {
    return ask(
        """
        insert into place (facility, kind)
        select code, 'on-request' from facility where code = ? and capacity <> 'beds'
        returning id
        """,
        statement -> statement.setString(1, facility.value()),
        row -> new PlaceId(row.getLong(1)));
  }

  private void change(String sql, Binding binding) {
    try (Connection connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> Optional<T> ask(String sql, Binding binding, Row<T> row) {
    try (Connection connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      binding.bind(statement);
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(row.read(rows)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void bind(PreparedStatement statement, int index, @Nullable Instant at)
      throws SQLException {
    statement.setObject(
        index,
        at == null ? null : at.atOffset(ZoneOffset.UTC),
        java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
  }

  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }
}
