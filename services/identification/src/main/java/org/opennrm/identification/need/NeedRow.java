package org.opennrm.identification.need;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** The row behind a need; open until it is withdrawn. */
@Entity
@Table(name = "need")
class NeedRow extends PanacheEntityBase {
  @Id String need;

  @Column(name = "case_ref")
  String caseRef;

  String kind;
  String basis;

  @Column(name = "stated_by")
  String statedBy;

  @Column(name = "stated_at")
  Instant statedAt;

  @Column(name = "withdrawn_at")
  @Nullable Instant withdrawnAt;

  @JdbcTypeCode(SqlTypes.JSON)
  String profile;
}
