package org.opennrm.coordination.figures;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.opennrm.contracts.NeedUnmetCountedV1;
import org.opennrm.contracts.PersonInNeedCountedV1;
import org.opennrm.contracts.PersonPlacedCountedV1;
import org.opennrm.contracts.PersonPresumedCountedV1;
import org.opennrm.contracts.ids.AreaCode;

/**
 * Persons as figures count them: one row for each fact of a case. The first moment counts and the
 * last description, which a topic's order decides alone; no row waits for another topic.
 */
@ApplicationScoped
class PersonProjection {

  private final AgroalDataSource database;

  @Inject
  PersonProjection(AgroalDataSource database) {
    this.database = database;
  }

  /** Nobody is counted any more, until their facts are read again. */
  @Transactional(TxType.MANDATORY)
  void forget() {
    for (var table : List.of("person_in_need", "person_presumed", "person_placed", "need_unmet")) {
      write("delete from " + table);
    }
  }

  @Transactional(TxType.MANDATORY)
  void inNeed(PersonInNeedCountedV1 counted) {
    write(
        """
        insert into person_in_need (case_ref, country, at, sex, age_band, nationality, channel,
          region, sent_by, movement) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (case_ref) do update set at = least(person_in_need.at, excluded.at),
          country = excluded.country, sex = excluded.sex, age_band = excluded.age_band,
          nationality = excluded.nationality, channel = excluded.channel,
          region = excluded.region, sent_by = excluded.sent_by, movement = excluded.movement
        """,
        counted.caseRef().value(),
        counted.country().value(),
        Timestamp.from(counted.at()),
        counted.sex(),
        counted.ageBand(),
        counted.nationality(),
        counted.channel(),
        code(counted.region()),
        counted.sentBy().value(),
        counted.movement());
  }

  @Transactional(TxType.MANDATORY)
  void presumed(PersonPresumedCountedV1 counted) {
    write(
        """
        insert into person_presumed (case_ref, country, at, forms) values (?, ?, ?, ?)
        on conflict (case_ref) do update set at = least(person_presumed.at, excluded.at),
          country = excluded.country, forms = excluded.forms
        """,
        counted.caseRef().value(),
        counted.country().value(),
        Timestamp.from(counted.at()),
        counted.forms().toArray(String[]::new));
  }

  @Transactional(TxType.MANDATORY)
  void placed(PersonPlacedCountedV1 counted) {
    write(
        """
        insert into person_placed (case_ref, country, at, facility_type, region)
        values (?, ?, ?, ?, ?)
        on conflict (case_ref) do update set at = least(person_placed.at, excluded.at),
          country = excluded.country, facility_type = excluded.facility_type,
          region = excluded.region
        """,
        counted.caseRef().value(),
        counted.country().value(),
        Timestamp.from(counted.at()),
        counted.facilityType(),
        code(counted.region()));
  }

  @Transactional(TxType.MANDATORY)
  void unmet(NeedUnmetCountedV1 counted) {
    write(
        """
        insert into need_unmet (case_ref, country, at, sex, age_band, reason)
        values (?, ?, ?, ?, ?, ?)
        on conflict (case_ref) do update set at = least(need_unmet.at, excluded.at),
          country = excluded.country, sex = excluded.sex, age_band = excluded.age_band,
          reason = excluded.reason
        """,
        counted.caseRef().value(),
        counted.country().value(),
        Timestamp.from(counted.at()),
        counted.sex(),
        counted.ageBand(),
        counted.reason());
  }

  private void write(String upsert, @Nullable Object... values) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(upsert)) {
      for (var column = 0; column < values.length; column++) {
        statement.setObject(column + 1, values[column]);
      }
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("a counted fact cannot be stored", e);
    }
  }

  private static @Nullable String code(@Nullable AreaCode region) {
    return region == null ? null : region.value();
  }
}
