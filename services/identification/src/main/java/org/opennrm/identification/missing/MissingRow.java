package org.opennrm.identification.missing;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The row behind one time that somebody was missing. */
@Entity
@Table(name = "missing")
class MissingRow extends PanacheEntityBase {
  @Id UUID id;

  @Column(name = "case_ref")
  String caseRef;

  int episode;
  long version;

  @Column(name = "state_name")
  String stateName;

  @JdbcTypeCode(SqlTypes.JSON)
  String state;

  @Column(name = "reported_by")
  String reportedBy;

  @Column(name = "reported_at")
  Instant reportedAt;
}
