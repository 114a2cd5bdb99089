package org.opennrm.shelter.placement;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The row behind a stated need: a profile, never a person. */
@Entity
@Table(name = "need")
class NeedRow extends PanacheEntityBase {
  @Id String ref;

  @Column(name = "case_ref")
  String caseRef;

  String country;

  @Column(name = "needed_by")
  String neededBy;

  @Column(name = "stated_at")
  Instant statedAt;

  @JdbcTypeCode(SqlTypes.JSON)
  String profile;
}
