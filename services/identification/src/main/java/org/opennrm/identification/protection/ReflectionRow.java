package org.opennrm.identification.protection;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The row behind a time to reflect; a case has one, which may begin again. */
@Entity
@Table(name = "reflection")
class ReflectionRow extends PanacheEntityBase {
  @Id
  @Column(name = "case_ref")
  String caseRef;

  long version;

  @Column(name = "state_name")
  String stateName;

  @JdbcTypeCode(SqlTypes.JSON)
  String state;

  /** When it runs out; empty when none runs. */
  @Column(name = "runs_until")
  @Nullable Instant runsUntil;
}
