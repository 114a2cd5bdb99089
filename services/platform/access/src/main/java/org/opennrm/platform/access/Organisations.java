package org.opennrm.platform.access;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.opennrm.contracts.ids.AreaCode;
import org.opennrm.contracts.ids.CountryCode;
import org.opennrm.contracts.ids.OrganisationCode;
import org.opennrm.platform.messaging.StartOrder;

/**
 * The organisations and units that take part. Tables are the truth for queries; the copy in memory
 * answers the checks of every request. Loading the same file again changes nothing.
 */
@ApplicationScoped
public class Organisations {

  private final Map<OrganisationCode, Organisation> byCode;
  private final OnCallRota rota;
  private final AgroalDataSource database;

  @Inject
  Organisations(
      AgroalDataSource database, @ConfigProperty(name = "nrm.organisations") String file) {
    this.database = database;
    var read = OrganisationsFile.read(Path.of(file));
    var units = new LinkedHashMap<OrganisationCode, Organisation>();
    for (var unit : read.organisations()) {
      units.put(unit.code(), unit.asOrganisation());
    }
    byCode = Map.copyOf(units);
    rota = new OnCallRota(read.lines());
    for (var line : read.lines()) {
      if (!byCode.containsKey(line.organisation())) {
        throw new IllegalArgumentException(
            "onCall: " + line.organisation() + " is no organisation of this file");
      }
    }
  }

  void start(@Observes @Priority(StartOrder.MIGRATIONS + 1) StartupEvent event) {
    store();
  }

  public Optional<Organisation> find(OrganisationCode code) {
    return Optional.ofNullable(byCode.get(code));
  }

  /** The organisation that is known to exist, such as the caller's own. */
  public Organisation get(OrganisationCode code) {
    return find(code)
        .orElseThrow(() -> new IllegalArgumentException("unknown organisation " + code));
  }

  public boolean mayDo(OrganisationCode code, String step, LocalDate day) {
    return find(code).stream()
        .flatMap(o -> o.mandates().stream())
        .anyMatch(m -> m.coversOn(step, day));
  }

  /** The first organisation of that country which owns the step that day, smallest code first. */
  public Optional<OrganisationCode> ownerIn(CountryCode country, String step, LocalDate day) {
    return byCode.values().stream()
        .filter(o -> o.country().equals(country) && mayDo(o.code(), step, day))
        .map(Organisation::code)
        .min(java.util.Comparator.comparing(OrganisationCode::value));
  }

  /**
   * Who may do the step that day in one of these areas: the first area's organisations first, of
   * one area by their code.
   *
   * @param around areas from the closest to the country
   */
  public List<OrganisationCode> ownersAround(List<AreaCode> around, String step, LocalDate day) {
    return around.stream()
        .flatMap(area ->
            byCode.values().stream()
                .filter(o ->
                    o.mandates().stream()
                        .anyMatch(m -> m.coversOn(step, day) && m.area().equals(area)))
                .map(Organisation::code)
                .sorted(java.util.Comparator.comparing(OrganisationCode::value)))
        .distinct()
        .toList();
  }

  public Optional<OrganisationCode> deputyOf(OrganisationCode code) {
    return byCode.values().stream()
        .filter(o -> o.deputyOf().filter(code::equals).isPresent())
        .map(Organisation::code)
        .findFirst();
  }

  /**
   * Whom to telephone.
   *
   * @param workingDay whether the country's offices work today; on other days its fallback answers
   */
  public Optional<OnCall> onCall(CountryCode country, String purpose, boolean workingDay) {
    return rota.answering(country, purpose, workingDay);
  }

  private void store() {
    var units = byCode.values();
    try (var connection = database.getConnection()) {
      connection.setAutoCommit(false);
      // Two replicas starting together must not meet half-written tables.
      try (var lock = connection.createStatement()) {
        lock.execute("select pg_advisory_xact_lock(hashtext('organisations'))");
      }
      storeUnits(connection, units);
      storeMandates(connection, units);
      // The table has room for one line a purpose: the one that is answered whatever the day.
      storeLines(connection, rota.lastResorts());
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new IllegalStateException("the organisations cannot be stored", e);
    }
  }

  private static void storeUnits(Connection connection, Collection<Organisation> units)
      throws SQLException {
    try (var upsert =
        connection.prepareStatement(
            """
            insert into organisation (code, name, kind, country, deputy_of) values (?, ?, ?, ?, ?)
            on conflict (code) do update set name = excluded.name, kind = excluded.kind,
              country = excluded.country, deputy_of = excluded.deputy_of
            """)) {
      for (var unit : units) {
        upsert.setString(1, unit.code().value());
        upsert.setString(2, unit.name());
        upsert.setString(3, unit.kind());
        upsert.setString(4, unit.country().value());
        upsert.setString(5, unit.deputyOf().map(OrganisationCode::value).orElse(null));
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }

  private static void storeMandates(Connection connection, Collection<Organisation> units)
      throws SQLException {
    try (var upsert =
        connection.prepareStatement(
            """
            insert into mandate (organisation, step, area, from_day, until_day)
            values (?, ?, ?, ?, ?)
            on conflict (organisation, step, area, from_day) do update set until_day = excluded.until_day
            """)) {
      for (var unit : units) {
        for (var mandate : unit.mandates()) {
          upsert.setString(1, unit.code().value());
          upsert.setString(2, mandate.step());
          upsert.setString(3, mandate.area().value());
          upsert.setDate(4, Date.valueOf(mandate.from()));
          upsert.setDate(5, mandate.until().map(Date::valueOf).orElse(null));
          upsert.addBatch();
        }
      }
      upsert.executeBatch();
    }
  }

  private static void storeLines(Connection connection, List<OnCall> lines) throws SQLException {
    try (var upsert =
        connection.prepareStatement(
            """
            insert into on_call (country, purpose, organisation, line) values (?, ?, ?, ?)
            on conflict (country, purpose) do update
              set organisation = excluded.organisation, line = excluded.line
            """)) {
      for (var line : lines) {
        upsert.setString(1, line.country().value());
        upsert.setString(2, line.purpose());
        upsert.setString(3, line.organisation().value());
        upsert.setString(4, line.line());
        upsert.addBatch();
      }
      upsert.executeBatch();
    }
  }
}
