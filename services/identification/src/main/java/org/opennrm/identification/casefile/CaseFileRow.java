package org.opennrm.identification.casefile;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The row behind a case file. */
@Entity
@Table(name = "case_file")
class CaseFileRow extends PanacheEntityBase {
  @Id
  @Column(name = "case_ref")
  String caseRef;

  String country;
  long version;

  @Column(name = "state_name")
  String stateName;

  @JdbcTypeCode(SqlTypes.JSON)
  String state;

  @Column(name = "opened_at")
  Instant openedAt;

  @Column(name = "assisted_since")
  @Nullable Instant assistedSince;
}
